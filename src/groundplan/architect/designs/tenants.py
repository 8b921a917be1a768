"""Organisations: their members with roles, and the rows that are theirs."""

from groundplan.architect.designs.anchor import SIGNED_IN, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import identity, key_to
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes, with_dependencies
from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Method,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Index, Model, Reference, Relationship, SchemaField
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal

CALLED = Constraints(bounds=Bounds(1, 120), trimmed=True)


class Tenancy(Noun, frozen=True):
    """What is to be built: what an organisation is called, and the roles of its members, the highest last."""

    names: Names
    roles: tuple[str, ...]

    @property
    def members(self) -> Names:
        return Names(f"{self.names.one}_members")

    @property
    def highest(self) -> str:
        return self.roles[-1]

    @property
    def missing(self) -> ErrorCase:
        return ErrorCase(404, f"{self.names.one}_not_found", f"no such {self.names.word}, or the caller is no member")

    @property
    def lone(self) -> ErrorCase:
        return ErrorCase(409, f"last_{self.highest}", f"a {self.names.word} keeps one `{self.highest}` at least")

    @property
    def refused(self) -> ErrorCase:
        return ErrorCase(
            403, f"{self.names.one}_role_insufficient", f"the caller is no `{self.highest}` of the {self.names.word}"
        )


def with_tenancy(spec: Spec, tenancy: Tenancy, conventions: Conventions) -> Spec:
    """The specification with organisations and their members; it has accounts."""
    names = tenancy.names
    if names.model in spec.models_by_name and tenancy.members.model in spec.models_by_name:
        return spec
    cases = (tenancy.missing, tenancy.refused, tenancy.lone, _stranger(tenancy))
    kinds = {403: "Forbidden", 404: "NotFound", 409: "Conflict"}
    spec = with_codes(
        spec, *(ErrorCode(case.status, case.code, kinds[case.status], meaning=case.when) for case in cases)
    )
    spec = spec.with_model(_organisation(tenancy, conventions)).with_model(_membership(tenancy, spec, conventions))
    router = Router(
        name=names.segment,
        title=names.words[0].upper() + names.words[1:],
        prefix=f"{spec.api.base_path}/{names.segment}",
        module=f"routers/{names.collection}",
        access=SIGNED_IN,
        scope=Scope("tenant", f"{names.model}.id"),
        rate_limits=(RateLimit(120, "minute", "user"),),
    )
    spec = spec.with_router(router)
    made = (*_endpoints(tenancy, spec, conventions), *_member_endpoints(tenancy, spec, conventions))
    return with_storage_told(with_dependencies(with_new(spec, router.name, *made)))


def _stranger(tenancy: Tenancy) -> ErrorCase:
    return ErrorCase(404, f"{tenancy.members.one}_not_found", f"the user is no member of the {tenancy.names.word}")


def _organisation(tenancy: Tenancy, conventions: Conventions) -> Model:
    names = tenancy.names
    return Model(
        name=names.model,
        description=f"{names.a_word[0].upper()}{names.a_word[1:]}: people who work on the same rows.",
        table=names.collection,
        fields=(
            identity(conventions),
            Field("name", Type("str"), constraints=CALLED, create="required", update="optional", read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        tenant="id",
        indexes=(Index(("created_at",)),),
        schemas=tuple(names.schema(variant) for variant in ("Base", "Create", "Read", "Update")),
        notes=(
            f"Two {names.words} may have the same `name`.",
            f"A caller reaches a {names.word} and its rows through a row of `{tenancy.members.model}`, looked up at every request.",
            f"To a caller without such a row a {names.word} is not there.",
        ),
    )


def _membership(tenancy: Tenancy, spec: Spec, conventions: Conventions) -> Model:
    names, key = tenancy.names, Type(conventions.id_type)
    organisation = Field(
        names.key, key, primary_key=True, references=Reference(names.model, "id", "cascade"), read="yes"
    )
    person = Field(
        "user_id",
        key_to("User", spec, conventions),
        primary_key=True,
        references=Reference("User", "id", "cascade"),
        read="yes",
        indexed=True,
    )
    role = Field("role", Type("enum", values=tenancy.roles), default=literal(tenancy.roles[0]), read="yes")
    return Model(
        name=tenancy.members.model,
        description=f"That a user is a member of {names.a_word}, and with which role.",
        table=tenancy.members.collection,
        fields=(organisation, person, role, Field("created_at", Type("datetime"), default=NOW, read="yes")),
        tenant=names.key,
        indexes=(Index((names.key, "created_at")),),
        relationships=(
            Relationship(names.one, "many to one", names.model, by=names.key, back="members"),
            Relationship("user", "many to one", "User", by="user_id", back=tenancy.members.collection),
        ),
        schemas=(tenancy.members.schema("Read"),),
        notes=("The pair is the primary key. The role counts at the next request, since it stands in no token.",),
    )


def _one(tenancy: Tenancy, method: Method, spec: Spec, below: str = "") -> Endpoint:
    names = tenancy.names
    key = Parameter(
        names.key, "path", spec.models_by_name[names.model].primary_key[0].type, True, meaning=f"the {names.word}"
    )
    told = f"The id of {names.a_word} of which the caller is no member answers 404 `{tenancy.missing.code}`, as an unknown one does."
    return Endpoint(
        method=method,
        path=f"{spec.api.base_path}/{names.segment}/{{{names.key}}}{below}",
        parameters=(key,),
        errors=(tenancy.missing,),
        criteria=criteria(told),
    )


def _for_highest(tenancy: Tenancy, endpoint: Endpoint) -> Endpoint:
    """The endpoint that only the highest role of the organisation may call."""
    told = f"A member who is no `{tenancy.highest}` answers 403 `{tenancy.refused.code}`, and nothing changes."
    return endpoint.replace(errors=(*endpoint.errors, tenancy.refused), criteria=(*endpoint.criteria, *criteria(told)))


def _endpoints(tenancy: Tenancy, spec: Spec, conventions: Conventions) -> tuple[Endpoint, ...]:
    names, base, bad, paging = (
        tenancy.names,
        f"{spec.api.base_path}/{tenancy.names.segment}",
        invalid(spec),
        pages(conventions),
    )
    read = names.schema("Read")
    listed = Endpoint(
        method="GET",
        path=base,
        summary=f"List the {names.words} of which the caller is a member, newest first.",
        scope=Scope("none", reason="the caller's own memberships choose the rows"),
        behavior=Behavior("list", names.model, by_caller=True),
        responses=(Response(200, read, "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} of them, 200 brings {paging.size}, newest first.",
            *page_criteria(paging, spec),
            f"Another user's {names.words}, of which the caller is no member, never appear and never count.",
        ),
    )
    made = Endpoint(
        method="POST",
        path=base,
        summary=f"Make {names.a_word}, whose first `{tenancy.highest}` is the caller.",
        behavior=Behavior(
            "other",
            text=f"create `{names.model}`, and for the caller `{tenancy.members.model}` as `{tenancy.highest}`",
        ),
        body=Body(names.schema("Create")),
        responses=(Response(201, read, headers=("Location",), when="created; `Location` names it"),),
        rate_limits=(RateLimit(10, "hour", "user"),),
        idempotency=Idempotency("none", reason=f"a blind retry makes a second {names.word}"),
        criteria=criteria(
            f"A valid body answers 201 with `{read}`, `Location` leads to it, and the caller is its `{tenancy.highest}`.",
            f"A body that names `id` answers {bad}; the server makes it.",
            f"Another user's {names.word} stays as it was, also one with the same `name`; 201 for both.",
        ),
    )
    one = _one(tenancy, "GET", spec).replace(
        summary=f"Read one {names.word}.",
        behavior=Behavior("read", names.model, by=(names.key,)),
        responses=(Response(200, read, when="found"),),
    )
    changed = _for_highest(tenancy, _one(tenancy, conventions.update_method, spec)).replace(
        summary="Change the name.",
        behavior=Behavior("replace" if conventions.update_method == "PUT" else "update", names.model, by=(names.key,)),
        body=Body(names.schema("Create" if conventions.update_method == "PUT" else "Update")),
        responses=(Response(200, read, when="changed; `updated_at` is new"),),
    )
    told = criteria(f"A body with a new `name` answers 200 with it; an empty one answers {bad}.")
    gone = _for_highest(tenancy, _one(tenancy, "DELETE", spec)).replace(
        summary=f"Delete {names.a_word} for good, with all that is in it.",
        behavior=Behavior("delete", names.model, by=(names.key,)),
        responses=(Response(204, when="gone"),),
        notes=(f"Every `{tenancy.members.model}` of it goes with it.",),
    )
    found = criteria(f"An existing id answers 200 with `{read}`.")
    ended = criteria(f"204, and the next request for the id answers 404 `{tenancy.missing.code}`.")
    return (
        listed,
        made,
        one.replace(criteria=(*found, *one.criteria)),
        changed.replace(criteria=(*told, *changed.criteria)),
        gone.replace(criteria=(*ended, *gone.criteria)),
    )


def _member_endpoints(tenancy: Tenancy, spec: Spec, conventions: Conventions) -> tuple[Endpoint, ...]:
    names, members, paging = tenancy.names, tenancy.members, pages(conventions)
    stranger, key = (
        _stranger(tenancy),
        Parameter("user_id", "path", key_to("User", spec, conventions), True, meaning="the member"),
    )
    listed = _one(tenancy, "GET", spec, "/members")
    by = (names.key, "user_id")

    def placed(method: Method) -> Endpoint:
        made = _one(tenancy, method, spec, "/members/{user_id}")
        told = f"A user who is no member answers 404 `{stranger.code}`."
        return _for_highest(
            tenancy,
            made.replace(
                parameters=(*made.parameters, key),
                errors=(*made.errors, stranger, tenancy.lone),
                criteria=(*made.criteria, *criteria(told)),
            ),
        )

    last = criteria(
        f"Taking away the last `{tenancy.highest}` answers 409 `{tenancy.lone.code}`, also of two at one moment."
    )
    changed, gone = placed("PUT"), placed("DELETE")
    return (
        listed.replace(
            summary=f"List the members of {names.a_word}, the first one first.",
            behavior=Behavior("list", members.model, by=(names.key,)),
            responses=(Response(200, members.schema("Read"), "page", when="always; the caller is one of them"),),
            pagination=paging,
            sort=Sort((SortField("created_at", default=True),), "user_id"),
            criteria=(
                *criteria(
                    f"With {paging.size + 5} members, 200 brings {paging.size}, the first one first, each with its `role`.",
                    *page_criteria(paging, spec),
                ),
                *listed.criteria,
            ),
        ),
        changed.replace(
            summary="Give a member another role.",
            behavior=Behavior("other", text=f"set `role` of the `{members.model}`, unless it is the last `{tenancy.highest}`"),
            body=Body(fields=(SchemaField("role", Type("enum", values=tenancy.roles), meaning="the new one"),)),
            responses=(Response(200, members.schema("Read"), when="changed"),),
            criteria=(
                *criteria(f"`role` = `{tenancy.highest}` answers 200, and the member may at once what the role may."),
                *last,
                *changed.criteria,
            ),
        ),
        gone.replace(
            summary=f"Take a member out of {names.a_word}; everybody may take themselves out.",
            behavior=Behavior("delete", members.model, by=by),
            responses=(Response(204, when="no member any more"),),
            criteria=(
                *criteria(f"204, and the next request of that user to the {names.word} answers 404 `{tenancy.missing.code}`.",
                          "A member who names themselves answers 204 whatever their role."),
                *last,
                *gone.criteria,
            ),
        ),
    )  # fmt: skip
