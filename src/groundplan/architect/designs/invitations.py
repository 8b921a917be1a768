"""People who are asked by mail to join an organisation."""

from groundplan.architect.designs.anchor import SIGNED_IN, person_field, with_end_told, with_new
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.mailed_tokens import DIGEST, HELD, SENT
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import identity
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes, with_dependencies
from groundplan.architect.designs.tenants import Tenancy
from groundplan.spec.auth import Token
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Parameter,
    RateLimit,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import ErrorRef, Field, Index, Model, Reference, Relationship, Uniqueness, UniqueTogether
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type, literal

OPEN = "`accepted_at` is null"


def with_invitations(spec: Spec, tenancy: Tenancy, conventions: Conventions, lifetime: int) -> Spec:
    """The specification in which an address is invited to an organisation, and whoever owns it accepts.

    Args:
        spec: what there is; it has the organisations.
        tenancy: what they are called, and the roles of their members.
        conventions: how the project makes ids and pages.
        lifetime: how long an invitation is good, in seconds.
    """
    names = _names(tenancy)
    if names.model in spec.models_by_name or spec.auth is None:
        return spec
    token = Token("invite", "opaque", lifetime, stored_as="SHA-256", single_use=True, notes=("256 random bits",))
    spec = spec.replace(auth=spec.auth.replace(tokens=(*spec.auth.tokens, token)))
    spec = with_codes(
        spec, *(ErrorCode(case.status, case.code, kind, meaning=case.when) for case, kind in _codes(tenancy))
    )
    spec = spec.with_model(_model(tenancy, spec, conventions))
    made = (
        _invite(tenancy, spec),
        _list(tenancy, spec, conventions),
        _revoke(tenancy, spec, conventions),
        _accept(tenancy, spec),
    )
    spec = with_end_told(spec, tenancy.names.model, f"Every `{names.model}` to it goes with it.")
    return with_dependencies(with_new(spec, tenancy.names.segment, *made))


def _names(tenancy: Tenancy) -> Names:
    return Names(f"{tenancy.names.one}_invitations")


def _already(tenancy: Tenancy) -> ErrorCase:
    return ErrorCase(409, f"{tenancy.members.one}_exists", "the address is a member's, or was invited already")


def _missing(tenancy: Tenancy) -> ErrorCase:
    return ErrorCase(404, f"{_names(tenancy).one}_not_found", f"no such open invitation to the {tenancy.names.word}")


def _spent() -> ErrorCase:
    return ErrorCase(409, "invitation_invalid", "unknown, run out, taken back, accepted before, or for another address")


def _codes(tenancy: Tenancy) -> tuple[tuple[ErrorCase, str], ...]:
    return ((_already(tenancy), "Conflict"), (_missing(tenancy), "NotFound"), (_spent(), "Conflict"))


def _model(tenancy: Tenancy, spec: Spec, conventions: Conventions) -> Model:
    names, organisation = _names(tenancy), tenancy.names
    key = Reference(organisation.model, "id", "cascade")
    address = Constraints(bounds=Bounds(3, 254), trimmed=True)
    roles = Type("enum", values=tenancy.roles)
    return Model(
        name=names.model,
        description=f"That an address is asked to join {organisation.a_word}.",
        table=names.collection,
        fields=(
            identity(conventions),
            Field(organisation.key, Type(conventions.id_type), references=key, read="yes"),
            Field("email", Type("email"), constraints=address, create="required", read="yes", sensitivity="personal"),
            Field("member_role", roles, default=literal(tenancy.roles[0]), create="optional", read="yes"),
            person_field(spec, conventions, "invited_by_id").replace(indexed=True),
            Field("token_hash", Type("bytes"), constraints=DIGEST, unique=Uniqueness(), sensitivity="secret"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("expires_at", Type("datetime"), read="yes"),
            Field("accepted_at", Type("datetime"), nullable=True, read="yes"),
        ),
        tenant=organisation.key,
        uniques=(
            UniqueTogether(
                (organisation.key, "email"), True, OPEN, ErrorRef(_already(tenancy).status, _already(tenancy).code)
            ),
        ),
        indexes=(Index((organisation.key, "created_at")),),
        relationships=(
            Relationship(organisation.one, "many to one", organisation.model, by=organisation.key, back="invitations"),
            Relationship("invited_by", "many to one", "User", by="invited_by_id", back=names.collection),
        ),
        schemas=tuple(names.schema(variant) for variant in ("Base", "Create", "Read")),
        notes=(
            "`expires_at` is set when it is made; a task that runs every night deletes those that ran out 30 days ago.",
            f"`{names.model}.email` may have no account yet; accepting needs one with this very address.",
        ),
    )


def _placed(tenancy: Tenancy, spec: Spec, below: str = "") -> Endpoint:
    """The beginnings of an endpoint that only the highest role may call."""
    organisation = tenancy.names
    key = Parameter(
        organisation.key,
        "path",
        spec.models_by_name[organisation.model].primary_key[0].type,
        True,
        meaning=f"the {organisation.word}",
    )
    return Endpoint(
        method="GET",
        path=f"{spec.api.base_path}/{organisation.segment}/{{{organisation.key}}}/invitations{below}",
        scope=Scope("tenant", f"{_names(tenancy).model}.{organisation.key}"),
        parameters=(key,),
        errors=(tenancy.missing, tenancy.refused),
        criteria=criteria(
            f"The id of {organisation.a_word} of which the caller is no member answers 404 `{tenancy.missing.code}`.",
            f"A member who is no `{tenancy.highest}` answers 403 `{tenancy.refused.code}`, and nothing changes.",
        ),
    )


def _invite(tenancy: Tenancy, spec: Spec) -> Endpoint:
    names, made, already = _names(tenancy), _placed(tenancy, spec), _already(tenancy)
    sets = (
        Assignment(tenancy.names.key, Value("tenant")),
        Assignment("invited_by_id", Value("caller")),
        Assignment("token_hash", Value("random")),
        Assignment("expires_at", Value("now")),
    )
    return made.replace(
        method="POST",
        summary=f"Ask an address to join the {tenancy.names.word}.",
        behavior=Behavior("create", names.model, sets=sets),
        body=Body(names.schema("Create")),
        responses=(Response(201, names.schema("Read"), when="made, without its token; a mail with a link goes out"),),
        errors=(*made.errors, already),
        rate_limits=(RateLimit(20, "hour", "user"),),
        idempotency=Idempotency("field", field="email"),
        effects=(SENT,),
        notes=("`expires_at` is the time of the request and the lifetime of an invitation.",),
        criteria=(
            *criteria(
                f"A valid body answers 201 with `{names.schema('Read')}`, without the token; one mail with one link goes out.",
                f"An address that is a member's, or was invited already, answers 409 `{already.code}`, in any letter case.",
                f"A body that names `expires_at` answers {invalid(spec)}.",
            ),
            *made.criteria,
        ),
    )


def _list(tenancy: Tenancy, spec: Spec, conventions: Conventions) -> Endpoint:
    names, made, paging = _names(tenancy), _placed(tenancy, spec), pages(conventions)
    return made.replace(
        summary=f"List the invitations to the {tenancy.names.word}, newest first.",
        behavior=Behavior("list", names.model, by=(tenancy.names.key,)),
        responses=(
            Response(200, names.schema("Read"), "page", when="always, also when there are none; without their tokens"),
        ),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=(
            *criteria(
                f"With {paging.size + 5} invitations, 200 brings {paging.size}, newest first, and no token.",
                *page_criteria(paging, spec),
                f"Invitations to another {tenancy.names.word} never appear and never count.",
            ),
            *made.criteria,
        ),
    )


def _revoke(tenancy: Tenancy, spec: Spec, conventions: Conventions) -> Endpoint:
    names, made, missing = _names(tenancy), _placed(tenancy, spec, "/{invitation_id}"), _missing(tenancy)
    key = Parameter("invitation_id", "path", Type(conventions.id_type), True, meaning="the invitation")
    return made.replace(
        method="DELETE",
        summary="Take an invitation back.",
        behavior=Behavior("delete", names.model, by=("invitation_id", tenancy.names.key)),
        parameters=(*made.parameters, key),
        responses=(Response(204, when="gone; its link opens nothing any more"),),
        errors=(*made.errors, missing),
        criteria=(
            *criteria(
                f"204, and a request with its token answers 409 `{_spent().code}` from then on.",
                f"The id of an invitation to another {tenancy.names.word} answers 404 `{missing.code}`, as an unknown one does.",
            ),
            *made.criteria,
        ),
    )


def _accept(tenancy: Tenancy, spec: Spec) -> Endpoint:
    spent, organisation = _spent(), tenancy.names
    return Endpoint(
        method="POST",
        path=f"{spec.api.base_path}/{organisation.segment}/invitations/accept",
        summary=f"Join the {organisation.word} that an invitation names.",
        access=SIGNED_IN,
        scope=Scope("none", reason="the token names the invitation, and the caller's own address has to be its"),
        behavior=Behavior(
            "other",
            text=f"spend the `{_names(tenancy).model}` of `token` in one statement, if it is for the caller's own address, and create "
            f"`{tenancy.members.model}` with its `member_role`",
        ),
        body=Body(fields=(HELD,)),
        responses=(Response(200, organisation.schema("Read"), when="joined"),),
        errors=(spent,),
        rate_limits=(RateLimit(10, "minute", "user"),),
        idempotency=Idempotency("none", reason="the token is spent by its first use"),
        criteria=criteria(
            f"A live token answers 200 with `{organisation.schema('Read')}`, and the caller is a member with its `member_role`.",
            f"A token that is unknown, ran out, was taken back or used before answers 409 `{spent.code}`, and nobody joins.",
            f"Another user's invitation, of whatever address, answers 409 `{spent.code}` too.",
        ),
    )
