"""Things that happen at a time: once, or again and again, each time exactly once that it is planned for."""

from groundplan.architect.designs.anchor import (
    Anchor,
    parent_field,
    person_field,
    with_anchor_code,
    with_end_told,
    with_tied,
)
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes, with_dependencies
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
)
from groundplan.spec.model import Field, Index, Model, Relationship
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

EVERY = ("once", "daily", "weekly", "monthly")


def with_reminders(spec: Spec, anchor: Anchor, conventions: Conventions) -> Spec:
    """The specification in which users are reminded of rows, once or again and again, in their own time zone."""
    names = Names(f"{anchor.names.one}_reminders")
    if names.model in spec.models_by_name or spec.auth is None:
        return spec
    missing = ErrorCode(
        404, f"{names.one}_not_found", "NotFound", meaning=f"no such {names.word}, or it is another user's"
    )
    spec = with_codes(with_anchor_code(spec, anchor), missing).with_model(_model(anchor, names, spec, conventions))
    made = (_create(anchor, names, spec), _list(anchor, names, spec, conventions), _delete(anchor, names, missing))
    spec = with_end_told(
        with_tied(spec, anchor, *made), anchor.model.name, f"Every `{names.model}` of it goes with it."
    )
    return with_storage_told(with_dependencies(spec))


def _model(anchor: Anchor, names: Names, spec: Spec, conventions: Conventions) -> Model:
    zone = Constraints(bounds=Bounds(1, 64), notes=("a name of the IANA time zone database",))
    return Model(
        name=names.model,
        description=f"When a user wants to be reminded of {anchor.names.a_word}.",
        table=names.collection,
        fields=(
            identity(conventions),
            parent_field(anchor).replace(indexed=True),
            person_field(spec, conventions),
            Field("starts_at", Type("datetime"), create="required", read="yes"),
            Field("every", Type("enum", values=EVERY), create="required", read="yes"),
            Field("time_zone", Type("str"), constraints=zone, create="required", read="yes"),
            Field("next_run_at", Type("datetime"), nullable=True, read="yes"),
            Field("last_run_at", Type("datetime"), nullable=True, read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
        ),
        owner=OWNER,
        indexes=(Index((OWNER, "created_at")), Index(("next_run_at",), where="`next_run_at` is set")),
        relationships=(
            Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection),
            Relationship("owner", "many to one", "User", by=OWNER, back=names.collection),
        ),
        schemas=tuple(names.schema(variant) for variant in ("Base", "Create", "Read")),
        notes=(
            "A worker looks every minute for rows whose `next_run_at` is past, and takes them with `FOR UPDATE SKIP LOCKED`.",
            "The next time is set in the transaction in which the message is written, so that each planned time counts once.",
            "It is counted in `time_zone`: a daily one stays at its hour when clocks change; an hour that is skipped is the next one.",
            "Times that were missed while nothing ran are made up once, not one by one.",
        ),
    )


def _create(anchor: Anchor, names: Names, spec: Spec) -> Endpoint:
    made = anchor.endpoint("POST", "reminders")
    sets = (Assignment(anchor.key, Value("input", anchor.keys[-1].name)), Assignment(OWNER, Value("caller")))
    return made.replace(
        summary=f"Have the caller reminded of {anchor.names.a_word}.",
        access=anchor.access,
        scope=anchor.scope if anchor.private else Scope("owner", f"{names.model}.{OWNER}"),
        behavior=Behavior("create", names.model, sets=sets),
        body=Body(names.schema("Create")),
        responses=(Response(201, names.schema("Read"), when="made; `next_run_at` is the first time"),),
        rate_limits=(RateLimit(30, "minute", "user"),),
        idempotency=Idempotency("none", reason="a blind retry reminds twice"),
        criteria=criteria(
            f"A valid body answers 201 with `{names.schema('Read')}`, and a minute after `next_run_at` there is one message.",
            f"A `starts_at` that is past and an unknown `time_zone` answer {invalid(spec)}.",
            _strangers(anchor),
        ),
    )


def _list(anchor: Anchor, names: Names, spec: Spec, conventions: Conventions) -> Endpoint:
    paging = pages(conventions)
    return anchor.endpoint("GET", "reminders").replace(
        summary=f"List the caller's reminders of {anchor.names.a_word}, newest first.",
        access=anchor.access,
        scope=Scope("owner", f"{names.model}.{OWNER}"),
        behavior=Behavior("list", names.model, by=(anchor.keys[-1].name,)),
        responses=(Response(200, names.schema("Read"), "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} of them, 200 brings {paging.size}, newest first; another user's never appear and never count.",
            *page_criteria(paging, spec),
            _strangers(anchor),
        ),
    )


def _delete(anchor: Anchor, names: Names, missing: ErrorCode) -> Endpoint:
    made = anchor.endpoint("DELETE", "reminders/{reminder_id}")
    key = Parameter("reminder_id", "path", anchor.keys[-1].type, True, meaning="the reminder")
    return made.replace(
        summary="Take a reminder back.",
        access=anchor.access,
        scope=Scope("owner", f"{names.model}.{OWNER}"),
        behavior=Behavior("delete", names.model, by=("reminder_id", anchor.keys[-1].name)),
        parameters=(*made.parameters, key),
        responses=(Response(204, when="gone"),),
        errors=(*made.errors, ErrorCase(missing.status, missing.code, missing.meaning)),
        criteria=criteria(
            f"One that there is answers 204, and the list brings it no more; deleting it again answers 404 `{missing.code}`.",
            f"The id of another user's reminder answers 404 `{missing.code}`, as an unknown one does.",
            _strangers(anchor),
        ),
    )


def _strangers(anchor: Anchor) -> str:
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`."
