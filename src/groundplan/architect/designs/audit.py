"""Who changed which row, and when: events that are written with the change and never after it."""

from groundplan.architect.designs.anchor import Anchor, person_field, with_anchor_code, with_group, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.events import Happening, widened, with_events_told
from groundplan.architect.designs.lists import equality, page_criteria, pages
from groundplan.architect.designs.resource import identity
from groundplan.architect.designs.taxonomy import criteria, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Access, Endpoint, Filter, Parameter, Response, Scope, Sort, SortField
from groundplan.spec.model import Field, Index, Model, Reference, Relationship
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

EVENT = "AuditEvent"
ACTIONS = ("created", "updated", "deleted")
WRITTEN = "an `AuditEvent` `{event}` is written with the caller, the time and what changed"


def with_audit(spec: Spec, anchors: tuple[Anchor, ...], conventions: Conventions, *, role: str, days: int) -> Spec:
    """The specification in which every change of these resources' rows leaves an event.

    Args:
        spec: what there is; it has accounts.
        anchors: the resources.
        conventions: how the project makes ids and pages.
        role: who may read all events; empty where whoever reads a row reads its events.
        days: how long they are kept.
    """
    entities = tuple(anchor.names.one for anchor in anchors)
    known = spec.models_by_name.get(EVENT)
    spec = spec.with_model(
        _model(spec, conventions, entities, days) if known is None else widened(known, entities, "entity")
    )
    if not role:
        spec = spec.with_model(_tied(spec.models_by_name[EVENT], anchors))
    told = tuple(Happening(anchor.model.name, anchor.names.one, ACTIONS) for anchor in anchors)
    spec = with_events_told(spec, told, WRITTEN)
    if role:
        spec = with_group(spec, "audit_events", f"`{role}` reads all of them", _all(spec, conventions, role))
    else:
        for anchor in anchors:
            spec = with_new(with_anchor_code(spec, anchor), anchor.router, _of_row(anchor, spec, conventions))
    return with_storage_told(with_dependencies(spec))


def _model(spec: Spec, conventions: Conventions, entities: tuple[str, ...], days: int) -> Model:
    actor = person_field(spec, conventions, "actor_id")
    word = Constraints(bounds=Bounds(1, 64))
    return Model(
        name=EVENT,
        description="One change of a row: who made it, when, and what it changed.",
        table="audit_events",
        fields=(
            identity(conventions),
            actor.replace(nullable=True, references=Reference("User", "id", "set null")),
            Field("action", Type("enum", values=ACTIONS), read="yes"),
            Field("entity", Type("enum", values=entities), read="yes"),
            Field("row_key", Type("str"), constraints=word, read="yes"),
            Field("changes", Type("json"), constraints=Constraints(bounds=Bounds(None, 100_000)), read="yes"),
            Field("request_key", Type("str"), nullable=True, constraints=word, read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
        ),
        shared="whoever may read the row, or the role that reads all of them",
        indexes=(
            Index(("row_key", "created_at")),
            Index(("entity", "created_at")),
            Index(("actor_id", "created_at")),
            Index(("created_at",)),
        ),
        relationships=(Relationship("actor", "many to one", "User", by="actor_id", back="audit_events"),),
        schemas=(f"{EVENT}Read",),
        notes=(
            "Rows are only ever added; no endpoint changes one, and the application's database account may not.",
            "`row_key` is the id of the row, and no foreign key, since the event outlives the row.",
            "`actor_id` is null once the account is gone.",
            "`changes` holds each changed field with its value before and after; what is secret is masked.",
            f"Deleted {days} days after they were written, in batches, by a task that runs every night.",
        ),
    )


def _tied(model: Model, anchors: tuple[Anchor, ...]) -> Model:
    """The events with a key to the row that they are of, by which a row's own are found while it is there."""
    for anchor in (anchor for anchor in anchors if model.field(anchor.key) is None):
        target = anchor.model.primary_key[0]
        field = Field(
            anchor.key,
            target.type,
            nullable=True,
            references=Reference(anchor.model.name, target.name, "set null"),
            read="yes",
        )
        at = next(index for index, known in enumerate(model.fields) if known.name == "changes")
        back = Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back="audit_events")
        model = model.replace(
            fields=(*model.fields[:at], field, *model.fields[at:]),
            indexes=(*model.indexes, Index((anchor.key, "created_at"))),
            relationships=(*model.relationships, back),
        )
    return model


def _list(path: str, spec: Spec, conventions: Conventions, whose: str) -> Endpoint:
    paging = pages(conventions)
    return Endpoint(
        method="GET",
        path=path,
        summary=f"List {whose}, newest first.",
        responses=(Response(200, f"{EVENT}Read", "page", when="always, also when nothing has changed yet"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} events, 200 brings {paging.size}, newest first.",
            *page_criteria(paging, spec),
            "A change of two fields brings one event more, with its `actor_id` and both values of each field in `changes`.",
        ),
    )


def _of_row(anchor: Anchor, spec: Spec, conventions: Conventions) -> Endpoint:
    key = anchor.keys[-1].name
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    made = _list(f"{anchor.path}/history", spec, conventions, f"who changed {anchor.names.a_word}")
    return made.replace(
        access=anchor.access,
        scope=anchor.scope,
        behavior=Behavior("list", EVENT, by=(key,)),
        parameters=anchor.keys,
        errors=(anchor.missing,),
        criteria=(
            *made.criteria,
            *criteria(f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`."),
        ),
    )


def _all(spec: Spec, conventions: Conventions, role: str) -> Endpoint:
    model = spec.models_by_name[EVENT]
    narrowing = tuple(equality(field) for field in model.fields if field.name in ("actor_id", "entity", "row_key"))
    instants = (
        Parameter(
            "since", "query", Type("datetime"), filter=Filter("created_at", "≥"), meaning="only those from then on"
        ),
        Parameter("until", "query", Type("datetime"), filter=Filter("created_at", "<"), meaning="only those before"),
    )
    made = _list(f"{spec.api.base_path}/audit-events", spec, conventions, "all changes")
    return made.replace(
        access=Access("roles", (role,)),
        scope=Scope("none", reason=f"`{role}` reads all of them"),
        behavior=Behavior("list", EVENT),
        parameters=(*narrowing, *instants),
        criteria=(*made.criteria, *criteria(f"A caller without the role `{role}` answers 403 `forbidden`.")),
    )
