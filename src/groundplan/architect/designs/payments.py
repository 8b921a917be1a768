"""Payments for rows of a resource: the provider's page takes the money, and its events decide the state."""

from groundplan.architect.designs.anchor import (
    Anchor,
    parent_field,
    person_field,
    with_anchor_code,
    with_row_kept,
    with_tied,
)
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.inbound import with_inbound
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.retries import KEPT, with_key
from groundplan.architect.designs.taxonomy import criteria, with_codes, with_dependencies
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Endpoint, ErrorCase, Idempotency, Parameter, RateLimit, Response, Scope
from groundplan.spec.model import (
    ErrorRef,
    Field,
    Index,
    Model,
    Relationship,
    StateMachine,
    Transition,
    UniqueTogether,
)
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal

STATES = ("pending", "paid", "failed", "refunded")
OPEN = "`status` is `pending` or `paid`"
MONEY = ("price", "price_cents", "amount", "amount_cents", "total", "total_cents", "cost", "fee")
MOST = 9_007_199_254_740_991


def with_payments(spec: Spec, anchor: Anchor, provider: str, conventions: Conventions) -> Spec:
    """The specification in which rows of a resource are paid for on a provider's page."""
    names = Names(f"{anchor.names.one}_payments")
    if names.model in spec.models_by_name or spec.auth is None:
        return spec
    missing = ErrorCode(
        404, f"{names.one}_not_found", "NotFound", meaning=f"no such payment of this {anchor.names.word}"
    )
    there = ErrorCode(
        409, f"{names.one}_exists", "Conflict", meaning=f"the {anchor.names.word} is paid, or about to be"
    )
    down = ErrorCode(
        502, "payment_provider_failed", "BadGateway", meaning="the provider did not answer; nobody was charged"
    )
    spec = with_codes(with_anchor_code(spec, anchor), missing, there, down)
    spec = spec.with_model(_model(anchor, names, spec, conventions))
    made = (_begin(anchor, names, there, down), _read(anchor, names, missing, conventions))
    spec = with_row_kept(with_tied(spec, anchor, *made), anchor.model, names)
    spec = with_inbound(spec, provider, conventions)
    begin = tuple(e for e in spec.endpoints if e.path == made[0].path and e.method == "POST")
    return with_storage_told(with_dependencies(with_key(spec, begin, conventions, required=True, kept=KEPT)))


def _model(anchor: Anchor, names: Names, spec: Spec, conventions: Conventions) -> Model:
    text = Constraints(bounds=Bounds(1, 255))
    return Model(
        name=names.model,
        description=f"A payment for {anchor.names.a_word}, as the provider tells it.",
        table=names.collection,
        fields=(
            identity(conventions),
            parent_field(anchor, "restrict").replace(indexed=True),
            person_field(spec, conventions).replace(indexed=True),
            Field("amount_minor", Type("int"), constraints=Constraints(bounds=Bounds(1, MOST)), read="yes"),
            Field(
                "currency", Type("str"), constraints=Constraints(bounds=Bounds(3, 3), pattern="^[A-Z]{3}$"), read="yes"
            ),
            Field("status", Type("enum", values=STATES), default=literal("pending"), read="yes"),
            Field(
                "checkout_url", Type("url"), nullable=True, constraints=Constraints(bounds=Bounds(1, 2_000)), read="yes"
            ),
            Field("provider_reference", Type("str"), nullable=True, constraints=text),
            Field("created_at", Type("datetime"), default=NOW, read="yes"),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes"),
        ),
        owner=OWNER,
        uniques=(UniqueTogether((anchor.key,), where=OPEN, error=ErrorRef(409, f"{names.one}_exists")),),
        indexes=(Index((OWNER, "created_at")),),
        relationships=(
            Relationship(anchor.names.one, "many to one", anchor.model.name, by=anchor.key, back=names.collection),
            Relationship("owner", "many to one", "User", by=OWNER, back=names.collection),
        ),
        states=StateMachine(
            "status",
            (
                Transition("settle", ("pending",), "paid", who="the provider's event"),
                Transition("fail", ("pending",), "failed", who="the provider's event"),
                Transition("refund", ("paid",), "refunded", who="the provider's event"),
            ),
        ),
        schemas=(names.schema("Read"),),
        notes=(
            "`amount_minor` is in the smallest unit of `currency` (ISO 4217), taken from no body.",
            "Only an event that the provider has signed moves `status`; what the browser says on its way back decides nothing.",
            "A task that runs every hour asks the provider for what is pending for more than an hour, and tells of every difference.",
        ),
    )


def _begin(anchor: Anchor, names: Names, there: ErrorCode, down: ErrorCode) -> Endpoint:
    made = anchor.endpoint("POST", "payments")
    costs = _price(anchor)
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return made.replace(
        summary=f"Begin to pay for {anchor.names.a_word}.",
        access=anchor.access,
        scope=anchor.scope,
        behavior=Behavior(
            "other",
            text=f"keep a pending `{names.model}` of the caller over {costs}; after the commit ask the provider for its page",
        ),
        responses=(
            Response(
                201, names.schema("Read"), headers=("Location",), when="begun; the browser goes to `checkout_url`"
            ),
        ),
        errors=(*made.errors, *(ErrorCase(code.status, code.code, code.meaning) for code in (there, down))),
        rate_limits=(RateLimit(10, "minute", "user"),),
        idempotency=Idempotency("none", reason="a blind retry begins twice"),
        notes=(
            "The provider is asked with the id of the payment as its idempotency key, so that no charge is without a row.",
            "When the provider fails, so does the payment, and the caller may begin another.",
        ),
        criteria=criteria(
            "201 with a `checkout_url` and `status` = `pending`; after the provider's signed event it reads `paid`.",
            f"A second one while the first is pending or paid answers 409 `{there.code}`, also at the same moment.",
            f"A provider that does not answer within 10 seconds answers 502 `{down.code}`; the payment is `failed` then.",
            f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`.",
        ),
    )


def _price(anchor: Anchor) -> str:
    """What a row costs: a field of its own that holds money, or a setting."""
    held = next((field for field in anchor.model.fields if _is_money(field)), None)
    return f"its `{held.name}`" if held else f"the price of {anchor.names.a_word} in the settings"


def _is_money(field: Field) -> bool:
    return field.name in MONEY or (field.type is not None and field.type.name == "decimal")


def _read(anchor: Anchor, names: Names, missing: ErrorCode, conventions: Conventions) -> Endpoint:
    made = anchor.endpoint("GET", "payments/{payment_id}")
    key = Parameter("payment_id", "path", Type(conventions.id_type), True, meaning="the payment")
    foreign = "of another user, or of nobody," if anchor.private else "that nobody has"
    return made.replace(
        summary=f"Read a payment for {anchor.names.a_word}.",
        access=anchor.access,
        scope=Scope("owner", f"{names.model}.{OWNER}"),
        behavior=Behavior("read", names.model, by=("payment_id", anchor.keys[-1].name)),
        parameters=(*made.parameters, key),
        responses=(Response(200, names.schema("Read"), when="found"),),
        errors=(*made.errors, ErrorCase(missing.status, missing.code, missing.meaning)),
        criteria=criteria(
            f"An existing id answers 200 with `{names.schema('Read')}`.",
            f"The id of another user's payment answers 404 `{missing.code}`, as an unknown one does.",
            f"The id of {anchor.names.a_word} {foreign} answers 404 `{anchor.missing.code}`.",
        ),
    )
