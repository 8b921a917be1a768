"""What the application has to tell a user: rows of their own, which they read and mark as read."""

from groundplan.architect.designs.anchor import SIGNED_IN, person_field, with_group
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes, with_dependencies
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Endpoint,
    ErrorCase,
    Filter,
    Idempotency,
    Parameter,
    Response,
    Scope,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import Field, Index, Model, Relationship, Schema, SchemaField
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

NAME, TABLE = "Notification", "notifications"
MISSING = "notification_not_found"
KEPT = 90


def with_notifications(spec: Spec, conventions: Conventions) -> Spec:
    """The specification with the caller's notifications; it comes back unchanged where it has them."""
    if NAME in spec.models_by_name:
        return spec
    spec = spec.with_model(_model(spec, conventions)).with_schema(_count_schema())
    missing = "no such notification, or it is another user's"
    spec = with_codes(spec, ErrorCode(404, MISSING, "NotFound", meaning=missing))
    path = f"{spec.api.base_path}/{TABLE}"
    reason = "each endpoint says that it reaches the caller's own"
    made = (_list(path, conventions, spec), _unread(path), _read_all(path), _read(path, spec))
    return with_dependencies(with_group(spec, TABLE, reason, *made))


def with_event(spec: Spec, endpoint: Endpoint, who: str) -> Spec:
    """The endpoint tells that it leaves a notification, and a criterion shows it."""
    note = f"It leaves a row of `{NAME}` for {who}, in the same transaction."
    told = criteria(f"A success makes the unread count of {who} one higher; an error leaves it as it was.")
    router = spec.router_by_endpoint[endpoint.address]
    changed = endpoint.replace(notes=extended(endpoint.notes, note), criteria=extended(endpoint.criteria, *told))
    return spec.with_endpoint(changed, router.name)


def _model(spec: Spec, conventions: Conventions) -> Model:
    kind = Constraints(bounds=Bounds(1, 60), pattern="^[a-z]+(_[a-z]+)*$")
    text, path = Constraints(bounds=Bounds(1, 300)), Constraints(bounds=Bounds(1, 300))
    return Model(
        name=NAME,
        description="Something that one user is told.",
        table=TABLE,
        fields=(
            identity(conventions),
            person_field(spec, conventions).replace(read=""),
            Field("kind", Type("str"), constraints=kind, read="yes"),
            Field("text", Type("str"), constraints=text, read="yes"),
            Field("path", Type("str"), nullable=True, constraints=path, read="yes"),
            Field("read_at", Type("datetime"), nullable=True, read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
        ),
        owner=OWNER,
        indexes=(Index((OWNER, "created_at")), Index((OWNER, "read_at", "created_at"))),
        relationships=(Relationship("user", "many to one", "User", by=OWNER, back=TABLE),),
        schemas=(f"{NAME}Read",),
        notes=(
            "A row is made by what happens elsewhere, in its transaction; no client makes or changes one but for `read_at`.",
            "`path` is where the thing is found in this API, and null where there is none.",
            f"A row that was read is purged after {KEPT} days.",
        ),
    )


def _count_schema() -> Schema:
    return Schema(
        "UnreadCount",
        "How much is unread.",
        (
            SchemaField(
                "unread", Type("int"), constraints=Constraints(bounds=Bounds(0, None)), meaning="rows without `read_at`"
            ),
        ),
    )


def _own(endpoint: Endpoint) -> Endpoint:
    return endpoint.replace(access=SIGNED_IN, scope=Scope("owner", f"{NAME}.{OWNER}"))


def _list(path: str, conventions: Conventions, spec: Spec) -> Endpoint:
    paging = pages(conventions)
    read = Parameter(
        "read",
        "query",
        Type("bool"),
        filter=Filter("read_at", "is set"),
        meaning="only those that were read, or only those not",
    )
    return _own(
        Endpoint(
            method="GET",
            path=path,
            summary="List the caller's notifications, newest first.",
            behavior=Behavior("list", NAME),
            parameters=(read,),
            responses=(Response(200, f"{NAME}Read", "page", when="always, also when there are none"),),
            pagination=paging,
            sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
            criteria=criteria(
                f"With {paging.size + 5} notifications, 200 brings {paging.size} of them, the newest first; those of another "
                "user never appear and never count.",
                "`?read=false` brings only those whose `read_at` is null.",
                *page_criteria(paging, spec),
            ),
        )
    )


def _unread(path: str) -> Endpoint:
    return _own(
        Endpoint(
            method="GET",
            path=f"{path}/unread-count",
            summary="Count the caller's unread notifications.",
            behavior=Behavior("other", text="count the caller's rows without `read_at`"),
            responses=(Response(200, "UnreadCount", when="always"),),
            criteria=criteria(
                "With three unread ones and two read ones, 200 with `unread` = 3; those of another user never count."
            ),
        )
    )


def _read_all(path: str) -> Endpoint:
    return _own(
        Endpoint(
            method="POST",
            path=f"{path}/read-all",
            summary="Mark all of the caller's notifications as read.",
            behavior=Behavior("other", text="every unread row of the caller gets the time of the request as `read_at`"),
            responses=(Response(204, when="none is unread"),),
            idempotency=Idempotency("natural"),
            criteria=criteria(
                "With three unread ones it answers 204, and the unread count is 0; those of another user stay as they were.",
                "One that was read before keeps its `read_at`; the same request again answers 204 and changes nothing.",
            ),
        )
    )


def _read(path: str, spec: Spec) -> Endpoint:
    keys = spec.models_by_name[NAME].primary_key
    key = Parameter("notification_id", "path", keys[0].type, required=True, meaning="the notification")
    return _own(
        Endpoint(
            method="POST",
            path=f"{path}/{{notification_id}}/read",
            summary="Mark one notification as read.",
            behavior=Behavior("update", NAME, by=("notification_id",), sets=(Assignment("read_at", Value("now")),)),
            parameters=(key,),
            responses=(Response(200, f"{NAME}Read", when="read, or was already"),),
            errors=(ErrorCase(404, MISSING, "no such notification, or it is another user's"),),
            idempotency=Idempotency("natural"),
            notes=("One that was read keeps the time at which it was read first.",),
            criteria=criteria(
                "An unread one answers 200 with the time as `read_at`, and the unread count is one lower; once more, the same.",
                f"The id of another user's notification answers 404 `{MISSING}`, as an unknown id does, and it stays unread.",
            ),
        )
    )
