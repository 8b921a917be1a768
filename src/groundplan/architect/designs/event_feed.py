"""A feed of events, which other systems read from where they left off."""

from groundplan.architect.designs.anchor import person_field, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.events import Happening, events_router, widened, with_events_told
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, invalid, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Endpoint, Response, Sort, SortField
from groundplan.spec.model import Field, Index, Model, Relationship
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type


def with_feed(spec: Spec, told: tuple[Happening, ...], conventions: Conventions) -> Spec:
    """The specification in which other systems read what happened from a feed, from where they left off."""
    events = tuple(name for happening in told for name in happening.names)
    known = spec.models_by_name.get("Event")
    spec = spec.with_model(_event(spec, conventions, events) if known is None else widened(known, events, "type"))
    spec = with_events_told(spec, told, "an `Event` of the type `{event}` is written")
    if spec.router("events") is None:
        spec = spec.with_router(events_router(spec, "events", "Event"))
    return with_storage_told(with_dependencies(with_new(spec, "events", _feed(spec, conventions))))


def _event(spec: Spec, conventions: Conventions, events: tuple[str, ...]) -> Model:
    return Model(
        name="Event",
        description="Something that happened to a row, for other systems to read.",
        table="events",
        fields=(
            identity(conventions),
            person_field(spec, conventions),
            Field("type", Type("enum", values=events), read="yes"),
            Field("data", Type("json"), constraints=Constraints(bounds=Bounds(None, 100_000)), read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
        ),
        owner=OWNER,
        indexes=(Index((OWNER, "created_at")),),
        relationships=(Relationship("owner", "many to one", "User", by=OWNER, back="events"),),
        schemas=("EventRead",),
        notes=("`data` is what the row's owner may read of it, as it was then.", "Deleted 30 days after it was made."),
    )


def _feed(spec: Spec, conventions: Conventions) -> Endpoint:
    paging = pages(conventions).replace(style="cursor")
    return Endpoint(
        method="GET",
        path=f"{spec.api.base_path}/events",
        summary="List what happened, oldest first, from where the reader left off.",
        behavior=Behavior("list", "Event"),
        responses=(Response(200, "EventRead", "page", when="always, also when there is nothing new"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True),), "id"),
        notes=(
            "Pages are by cursor: a reader comes back with the cursor that led to the last page, and finds what is new.",
        ),
        criteria=criteria(
            f"With {paging.size + 5} events, 200 brings the {paging.size} oldest, and `next_cursor` leads to the others.",
            f"On the last page `next_cursor` is null; a foreign or changed `cursor` answers {invalid(spec)}.",
            page_criteria(paging, spec)[0],
            "Events of another user's rows never appear.",
        ),
    )
