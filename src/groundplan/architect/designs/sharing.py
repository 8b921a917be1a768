"""Rows that their owner shares with single users: one row a share, and what a share opens."""

from groundplan.architect.designs.anchor import (
    SIGNED_IN,
    Anchor,
    parent_field,
    person_field,
    with_anchor_code,
    with_end_told,
    with_group,
    with_tied,
)  # fmt: skip
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Criterion,
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
from groundplan.spec.model import ErrorRef, Field, Index, Model, Relationship, SchemaField, UniqueTogether
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal

LEVEL = Type("enum", values=("view", "edit"))


class Sharing(Noun, frozen=True):
    """What is to be built: shares of the rows of an owned resource; with `edit`, a share says whether it lets change."""

    anchor: Anchor
    edit: bool

    @property
    def names(self) -> Names:
        """Those of the table: `project_shares`."""
        return Names(f"{self.anchor.names.one}_shares")

    @property
    def foreign(self) -> str:
        """The code of a caller whose share is not enough."""
        return f"{self.names.one}_insufficient"

    @property
    def strangers(self) -> str:
        anchor = self.anchor
        return f"The id of another user's {anchor.names.word} answers 404 `{anchor.missing.code}`, also to whom it is shared."


def with_sharing(spec: Spec, sharing: Sharing, conventions: Conventions) -> Spec:
    """The specification in which owners share rows; one that has it stays as it is."""
    anchor, names = sharing.anchor, sharing.names
    if names.model in spec.models_by_name:
        return spec
    word = anchor.names.word
    spec = with_codes(
        with_anchor_code(spec, anchor),
        ErrorCode(403, sharing.foreign, "Forbidden", meaning=f"the {word} is shared with the caller, but not for this"),
        ErrorCode(404, f"{names.one}_not_found", "NotFound", meaning=f"no such share of this {word}"),
        ErrorCode(
            409, f"{names.one}_taken", "Conflict", "email", meaning=f"the {word} is shared with that user already"
        ),
        ErrorCode(422, f"{names.one}_user_unknown", "Unprocessable", "email", meaning="no account has that address"),
    )
    spec = _with_reach(spec.with_model(_model(sharing, spec, conventions)), sharing)
    made = [_list(sharing, conventions, spec), _create(sharing, spec), _delete(sharing)]
    if sharing.edit:
        made.insert(2, _update(sharing, conventions, spec))
    spec = with_tied(spec, anchor, *made)
    spec = with_group(spec, "me", "each endpoint says which rows are the caller's", _mine(sharing, conventions, spec))
    return with_dependencies(with_end_told(spec, anchor.model.name, f"Every `{names.model}` of it goes with it."))


def _model(sharing: Sharing, spec: Spec, conventions: Conventions) -> Model:
    anchor, names = sharing.anchor, sharing.names
    level = Field("level", LEVEL, default=literal("view"), update="required", read="yes")
    return Model(
        name=names.model,
        description=f"That a user reaches {anchor.names.a_word} of somebody else.",
        table=names.collection,
        fields=(
            identity(conventions),
            parent_field(anchor),
            person_field(spec, conventions),
            *((level,) if sharing.edit else ()),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            *(
                (Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),)
                if sharing.edit
                else ()
            ),
        ),
        owner=OWNER,
        uniques=(UniqueTogether((anchor.key, OWNER), error=ErrorRef(409, f"{names.one}_taken")),),
        indexes=(Index((OWNER, "created_at")), Index((anchor.key, "created_at"))),
        relationships=(
            Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back="shares"),
            Relationship("user", "many to one", "User", by=OWNER, back=names.collection),
        ),
        schemas=tuple(f"{names.model}{variant}" for variant in (("Read", "Update") if sharing.edit else ("Read",))),
        notes=(
            f"`{OWNER}` is whom it is shared with; the pair is unique, so that nobody has two shares of one row.",
            f"A share opens the one {anchor.names.word} and what is read through it, never the rest of its owner's rows.",
        ),
    )


def _with_reach(spec: Spec, sharing: Sharing) -> Spec:
    """The endpoints of one row, which those whom it is shared with reach as well."""
    anchor = sharing.anchor
    for endpoint in tuple(spec.endpoints):
        behavior = endpoint.behavior
        if behavior is None or behavior.model != anchor.model.name or endpoint.path != anchor.path:
            continue
        router = spec.router_by_endpoint[endpoint.address]
        spec = spec.with_endpoint(_opened(endpoint, sharing, behavior.verb), router.name)
    codes = tuple(
        known.replace(meaning=_reworded(known.meaning, sharing)) if known.code == anchor.missing.code else known
        for known in spec.errors.codes
    )
    return spec.replace(errors=spec.errors.replace(codes=codes))


def _reworded(text: str, sharing: Sharing) -> str:
    """A stranger is now who has no share either."""
    word, share = sharing.anchor.names.word, "not shared with the caller"
    text = text.replace("or it is another user's", f"or it is another user's and {share}")
    return text.replace(
        f"The id of another user's {word} answers", f"The id of another user's {word} that is {share} answers"
    )


def _opened(endpoint: Endpoint, sharing: Sharing, verb: str) -> Endpoint:
    anchor, share = sharing.anchor, f"`{sharing.names.model}`"
    errors = tuple(case.replace(when=_reworded(case.when, sharing)) for case in endpoint.errors)
    kept = tuple(Criterion(_reworded(item.text, sharing), item.done) for item in endpoint.criteria)
    word = anchor.names.word
    if verb == "read":
        note = f"Those whom a {share} names reach it too."
        told = f"The id of {anchor.names.a_word} that is shared with the caller answers 200."
    elif verb in ("update", "replace") and sharing.edit:
        errors = (*errors, ErrorCase(403, sharing.foreign, f"the {word} is shared with the caller to view"))
        note = f"Those whom a {share} of the level `edit` names may change it too."
        told = f"With the level `edit` it answers 200 as to its owner; with `view` 403 `{sharing.foreign}`, and nothing changes."
    else:
        errors = (*errors, ErrorCase(403, sharing.foreign, f"the {word} is shared with the caller"))
        note = f"A {share} does not open this: it is for the owner alone."
        told = f"A caller whom it is shared with gets 403 `{sharing.foreign}`, and nothing changes."
    notes = extended(endpoint.notes, note)
    return endpoint.replace(errors=errors, notes=notes, criteria=extended(kept, *criteria(told)))


def _list(sharing: Sharing, conventions: Conventions, spec: Spec) -> Endpoint:
    anchor, names, paging = sharing.anchor, sharing.names, pages(conventions)
    return anchor.endpoint("GET", "shares").replace(
        summary=f"List whom the caller's {anchor.names.word} is shared with.",
        access=SIGNED_IN,
        scope=anchor.scope,
        behavior=Behavior("list", names.model, by=(anchor.keys[-1].name,)),
        responses=(Response(200, f"{names.model}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} shares, 200 brings {paging.size} of them, the oldest first; those of another "
            f"{anchor.names.word} never appear.",
            *page_criteria(paging, spec),
            sharing.strangers,
        ),
    )


def _create(sharing: Sharing, spec: Spec) -> Endpoint:
    anchor, names = sharing.anchor, sharing.names
    told = anchor.endpoint("POST", "shares")
    address = Constraints(bounds=Bounds(3, 254), trimmed=True)
    fields = [SchemaField("email", Type("email"), constraints=address, meaning="of the account to share it with")]
    if sharing.edit:
        fields.append(
            SchemaField(
                "level", LEVEL, required=False, default=literal("view"), meaning="whether it may be changed as well"
            )
        )
    return told.replace(
        summary=f"Share the caller's {anchor.names.word} with another user.",
        access=SIGNED_IN,
        scope=anchor.scope,
        behavior=Behavior("other", text=f"the account with that address gets a `{names.model}`, in one statement"),
        body=Body(fields=tuple(fields)),
        responses=(Response(201, f"{names.model}Read", when="shared"),),
        errors=(
            *told.errors,
            ErrorCase(409, f"{names.one}_taken", "it is shared with that account already, or the account is its owner's"),
            ErrorCase(422, f"{names.one}_user_unknown", "no account has that `email`"),
        ),
        rate_limits=(RateLimit(20, "hour", "user"),),
        idempotency=Idempotency("field", field="email"),
        criteria=criteria(
            f"The address of an account answers 201 with `{names.model}Read`, and that account reads the {anchor.names.word}.",
            f"The same address again, or the owner's own, answers 409 `{names.one}_taken`, also at the same moment.",
            f"An address that no account has answers 422 `{names.one}_user_unknown`.",
            f"A `level` that there is not answers {invalid(spec)} with `field` = `level`." if sharing.edit else "",
            sharing.strangers,
        ),
    )  # fmt: skip


def _on_share(sharing: Sharing, method: Method) -> Endpoint:
    anchor, code = sharing.anchor, f"{sharing.names.one}_not_found"
    made = anchor.endpoint(method, "shares/{share_id}")
    key = Parameter("share_id", "path", anchor.keys[-1].type, required=True, meaning="the share")
    return made.replace(
        access=SIGNED_IN,
        scope=anchor.scope,
        parameters=(*made.parameters, key),
        errors=(*made.errors, ErrorCase(404, code, f"no such share of this {anchor.names.word}")),
        criteria=criteria(f"The id of a share of another {anchor.names.word} answers 404 `{code}`.", sharing.strangers),
    )


def _update(sharing: Sharing, conventions: Conventions, spec: Spec) -> Endpoint:
    names, whole = sharing.names, conventions.update_method == "PUT"
    made = _on_share(sharing, conventions.update_method)
    told = criteria(
        "`level` = `edit` answers 200, and counts at that user's next request.",
        f"A `level` that there is not, and none at all, answer {invalid(spec)}.",
    )
    return made.replace(
        summary="Change what a share lets do.",
        behavior=Behavior("replace" if whole else "update", names.model, by=("share_id",)),
        body=Body(f"{names.model}Update"),
        responses=(Response(200, f"{names.model}Read", when="changed"),),
        criteria=extended(told, *made.criteria),
    )


def _delete(sharing: Sharing) -> Endpoint:
    made = _on_share(sharing, "DELETE")
    word = sharing.anchor.names.word
    return made.replace(
        summary=f"Stop sharing the caller's {word} with a user.",
        behavior=Behavior("delete", sharing.names.model, by=("share_id",)),
        responses=(Response(204, when="not shared any more"),),
        criteria=extended(
            criteria(f"The id of a share answers 204, and the {word} answers 404 to that user from then on."),
            *made.criteria,
        ),
    )


def _mine(sharing: Sharing, conventions: Conventions, spec: Spec) -> Endpoint:
    anchor, names, paging = sharing.anchor, sharing.names, pages(conventions)
    return Endpoint(
        method="GET",
        path=f"{spec.api.base_path}/me/shared/{anchor.names.segment}",
        summary=f"List the {anchor.names.words} that others share with the caller, the latest share first.",
        access=SIGNED_IN,
        scope=Scope("owner", f"{names.model}.{OWNER}"),
        behavior=Behavior("list", names.model, by_caller=True),
        responses=(Response(200, f"{anchor.model.name}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} {anchor.names.words} shared with the caller, 200 brings {paging.size} of them; their own "
            "and those that are shared with another user never appear and never count.",
            *page_criteria(paging, spec),
        ),
    )
