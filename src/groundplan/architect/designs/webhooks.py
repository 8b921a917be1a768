"""Telling other systems what happened: through an outbox that posts to them, or a feed that they read."""

from groundplan.architect.designs.anchor import person_field, with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.events import Happening, events_router, widened, with_events_told
from groundplan.architect.designs.lists import page_criteria, pages
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, invalid, with_codes, with_dependencies
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Pagination,
    Parameter,
    RateLimit,
    Response,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.model import (
    ErrorRef,
    Field,
    Index,
    Model,
    Reference,
    Relationship,
    Schema,
    SchemaField,
    UniqueTogether,
)
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal

NO_STORE = ("Cache-Control",)
MISSING = ErrorCode(404, "webhook_not_found", "NotFound", meaning="no such webhook, or it is another user's")
NO_DELIVERY = ErrorCode(404, "webhook_delivery_not_found", "NotFound", meaning="no such delivery of this webhook")
TAKEN = ErrorCode(409, "webhook_url_taken", "Conflict", "url", meaning="the caller has a webhook for that address")
RESOLVED = (
    "The host is resolved before each delivery and refused unless every address of it is public; the connection goes to the "
    "address that was checked."
)
SENT = (
    "A delivery is a POST of `{id, type, created_at, data}` with the headers `Webhook-Id`, `Webhook-Timestamp` and "
    "`Webhook-Signature`, the HMAC-SHA256 of `id.timestamp.body` with the webhook's secret; a receiver refuses one that is "
    "older than 5 minutes, and knows a repeated one by its id."
)
RETRIED = (
    "Only 2xx within 5 seconds counts. Other deliveries are sent again after 1, 5 and 30 minutes, 2, 8 and 24 hours, each with "
    "up to a tenth more by chance; then they have failed. After 20 in a row that failed `is_active` becomes false."
)
ORDERED = "Deliveries come at least once and in no certain order; `created_at` of the event tells which is newer."


def with_webhooks(spec: Spec, told: tuple[Happening, ...], conventions: Conventions) -> Spec:
    """The specification in which users subscribe addresses to events, which an outbox posts to them."""
    events = tuple(name for happening in told for name in happening.names)
    spec = with_codes(spec, MISSING, NO_DELIVERY, TAKEN)
    hook = spec.models_by_name.get("Webhook")
    known = _known(hook)
    spec = spec.with_model(
        _webhook(spec, conventions, extended(known, *events)) if hook is None else widened(hook, events)
    )
    if "WebhookDelivery" not in spec.models_by_name:
        spec = spec.with_model(_delivery(conventions)).with_schema(_created())
    spec = with_events_told(spec, told, "a `WebhookDelivery` is written for each subscription to `{event}`")
    if spec.router("webhooks") is None:
        spec = spec.with_router(events_router(spec, "webhooks", "Webhook"))
    return with_storage_told(with_dependencies(with_new(spec, "webhooks", *_endpoints(spec, conventions))))


def _known(model: Model | None) -> tuple[str, ...]:
    field = model.field("events") if model is not None else None
    return (
        field.type.item.values if field is not None and field.type is not None and field.type.item is not None else ()
    )


def _webhook(spec: Spec, conventions: Conventions, events: tuple[str, ...]) -> Model:
    address = Constraints(
        bounds=Bounds(9, 2_000),
        notes=("https only", "no private, loopback or link-local hosts", "no redirects", "timeout 5 seconds"),
    )
    wanted = Type("list", item=Type("enum", values=events))
    return Model(
        name="Webhook",
        description="An address of another system that is told what happens to the rows that its owner reaches.",
        table="webhooks",
        fields=(
            identity(conventions),
            person_field(spec, conventions),
            Field("url", Type("url"), constraints=address, create="required", read="yes"),
            Field(
                "events", wanted, constraints=Constraints(bounds=Bounds(1, 50), distinct=True), create="required", update="optional",
                read="yes",
            ),
            Field("is_active", Type("bool"), default=literal(True), update="optional", read="yes"),
            Field("secret", Type("secret"), constraints=Constraints(bounds=Bounds(43, 43)), sensitivity="secret"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        owner=OWNER,
        uniques=(UniqueTogether((OWNER, "url"), error=ErrorRef(TAKEN.status, TAKEN.code)),),
        indexes=(Index((OWNER, "created_at")),),
        relationships=(Relationship("owner", "many to one", "User", by=OWNER, back="webhooks"),),
        schemas=("WebhookBase", "WebhookCreate", "WebhookRead", "WebhookUpdate"),
        notes=(
            "`secret` is 256 random bits, shown once and kept encrypted, since deliveries are signed with it.",
            RESOLVED,
            SENT,
            RETRIED,
            ORDERED,
        ),
    )  # fmt: skip


def _delivery(conventions: Conventions) -> Model:
    hook = Reference("Webhook", "id", "cascade")
    return Model(
        name="WebhookDelivery",
        description="One event for one webhook: the outbox, and the log of what became of it.",
        table="webhook_deliveries",
        fields=(
            identity(conventions),
            Field("webhook_id", Type(conventions.id_type), references=hook, read="yes"),
            Field("event", Type("str"), constraints=Constraints(bounds=Bounds(1, 64)), read="yes"),
            Field("payload", Type("json"), constraints=Constraints(bounds=Bounds(None, 100_000))),
            Field(
                "status",
                Type("enum", values=("pending", "delivered", "failed")),
                default=literal("pending"),
                read="yes",
            ),
            Field(
                "attempts", Type("int"), default=literal(0), constraints=Constraints(bounds=Bounds(0, 7)), read="yes"
            ),
            Field(
                "response_status",
                Type("int"),
                nullable=True,
                constraints=Constraints(bounds=Bounds(100, 599)),
                read="yes",
            ),
            Field("next_attempt_at", Type("datetime"), nullable=True, read="yes"),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        shared="the owner of the webhook",
        indexes=(Index(("webhook_id", "created_at")), Index(("next_attempt_at",), where="`status` is `pending`")),
        relationships=(Relationship("webhook", "many to one", "Webhook", by="webhook_id", back="deliveries"),),
        schemas=("WebhookDeliveryRead",),
        notes=(
            "`payload` is what the row's owner may read of it, as it was when the event happened.",
            "A worker takes due rows with `FOR UPDATE SKIP LOCKED`; the id of the row is the id of the event.",
            "Deleted 30 days after it was made.",
        ),
    )


def _created() -> Schema:
    return Schema(
        "WebhookCreated",
        "A new webhook with its secret, which is never shown again; no cache may keep it.",
        (
            SchemaField("webhook", Type("ref", name="WebhookRead")),
            SchemaField(
                "secret",
                Type("secret"),
                constraints=Constraints(bounds=Bounds(43, 43)),
                meaning="what deliveries are signed with",
            ),
        ),
    )


def _endpoints(spec: Spec, conventions: Conventions) -> tuple[Endpoint, ...]:
    base, bad, paging = f"{spec.api.base_path}/webhooks", invalid(spec), pages(conventions)
    ids = Type(conventions.id_type)
    key = Parameter("webhook_id", "path", ids, True, meaning="the webhook")
    gone = ErrorCase(MISSING.status, MISSING.code, MISSING.meaning)
    foreign = "The id of another user's webhook answers 404 `webhook_not_found`, as an unknown id does."
    one = Endpoint("GET", f"{base}/{{webhook_id}}", parameters=(key,), errors=(gone,), criteria=criteria(foreign))
    return (
        _subscribe(base, bad),
        _listed(base, "Webhook", "the caller's webhooks", paging, spec),
        one.replace(
            summary="Read one webhook.",
            behavior=Behavior("read", "Webhook", by=("webhook_id",)),
            responses=(Response(200, "WebhookRead", when="found; without its secret"),),
            criteria=(*criteria("200 brings it without its secret."), *one.criteria),
        ),
        one.replace(
            method="PATCH",
            summary="Change what a webhook is told, or turn it off or on.",
            behavior=Behavior("update", "Webhook", by=("webhook_id",)),
            body=Body("WebhookUpdate"),
            responses=(Response(200, "WebhookRead", when="changed"),),
            criteria=(
                *criteria(
                    f"200 with the new `events`; an event that there is not answers {bad}; an empty body answers {bad}."
                ),
                *one.criteria,
            ),
        ),
        one.replace(
            method="DELETE",
            summary="Delete a webhook and its deliveries.",
            behavior=Behavior("delete", "Webhook", by=("webhook_id",)),
            responses=(Response(204, when="gone; nothing is sent to it any more"),),
            criteria=(
                *criteria("204, and every `WebhookDelivery` of it goes with it; what was still to be sent is not."),
                *one.criteria,
            ),
        ),
        _listed(
            f"{base}/{{webhook_id}}/deliveries", "WebhookDelivery", "what was sent to a webhook", paging, spec
        ).replace(parameters=(key,), errors=(gone,)),
        _again(one, base, ids),
    )


def _subscribe(base: str, bad: str) -> Endpoint:
    return Endpoint(
        method="POST",
        path=base,
        summary="Have an address told of events.",
        behavior=Behavior("create", "Webhook", sets=(Assignment(OWNER, Value("caller")), Assignment("secret", Value("random")))),
        body=Body("WebhookCreate"),
        responses=(
            Response(201, "WebhookCreated", headers=("Location", *NO_STORE), when="made; `Cache-Control: no-store`"),
        ),
        errors=(ErrorCase(TAKEN.status, TAKEN.code, TAKEN.meaning),),
        rate_limits=(RateLimit(10, "minute", "user"),),
        idempotency=Idempotency("field", field="url"),
        criteria=criteria(
            "201 with the secret, which no other answer ever holds.",
            f"An address with `http`, or of a host that is private, loopback or link-local, answers {bad} with `field` = `url`.",
            "A second one with the same `url` answers 409 `webhook_url_taken`; another user's does not count.",
            "A change that it wants is posted to `url` within 60 seconds, with a `Webhook-Signature` that the secret proves; a "
            "change of another user's row is not.",
        ),
    )  # fmt: skip


def _listed(path: str, model: str, what: str, paging: Pagination, spec: Spec) -> Endpoint:
    hooks = model == "Webhook"
    return Endpoint(
        method="GET",
        path=path,
        summary=f"List {what}, newest first.",
        behavior=Behavior("list", model, by=() if hooks else ("webhook_id",)),
        responses=(Response(200, f"{model}Read", "page", when="always, also when there are none"),),
        pagination=paging,
        sort=Sort((SortField("created_at", default=True, descending=True),), "id"),
        criteria=criteria(
            f"With {paging.size + 5} of them, 200 brings {paging.size}, newest first.",
            *page_criteria(paging, spec),
            "Another user's never appear and never count."
            if hooks
            else "The id of another user's webhook answers 404 `webhook_not_found`, as an unknown id does.",
        ),
    )


def _again(one: Endpoint, base: str, ids: Type) -> Endpoint:
    key = Parameter("delivery_id", "path", ids, True, meaning="the delivery")
    return one.replace(
        method="POST",
        path=f"{base}/{{webhook_id}}/deliveries/{{delivery_id}}/redeliver",
        summary="Send a delivery again.",
        parameters=(*one.parameters, key),
        behavior=Behavior(
            "update", "WebhookDelivery", by=("delivery_id", "webhook_id"),
            sets=(Assignment("status", Value("literal", "pending")),),
        ),
        responses=(Response(202, "WebhookDeliveryRead", when="it will be sent at once"),),
        errors=(*one.errors, ErrorCase(NO_DELIVERY.status, NO_DELIVERY.code, NO_DELIVERY.meaning)),
        rate_limits=(RateLimit(10, "minute", "user"),),
        idempotency=Idempotency("none", reason="each request sends it once more; the receiver knows it by its id"),
        criteria=(
            *criteria(
                "202, and the address is posted the same `id` and `payload` with a new signature.",
                "The id of a delivery of another webhook answers 404 `webhook_delivery_not_found`.",
            ),
            *one.criteria,
        ),
    )  # fmt: skip
