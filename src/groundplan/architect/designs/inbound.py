"""Events that another system posts: proven by a signature, known by their id, stored before they are worked on."""

from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.choices import with_storage_told
from groundplan.architect.designs.resource import identity
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes, with_dependencies
from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import (
    Access,
    Body,
    Endpoint,
    ErrorCase,
    Idempotency,
    Parameter,
    RateLimit,
    Response,
    Scope,
)
from groundplan.spec.model import Field, Index, Model, SchemaField, UniqueTogether
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Bounds, Constraints, Type, literal

SIGNATURE = ErrorCode(
    401, "signature_invalid", "NotAuthenticated", meaning="no signature, a wrong one, or one older than 5 minutes"
)
WORD = Constraints(bounds=Bounds(1, 64))


def with_inbound(spec: Spec, provider: str, conventions: Conventions) -> Spec:
    """The specification in which a provider's events are taken, each once, and worked on afterwards."""
    path = f"{spec.api.base_path}/webhooks/{provider}"
    if f"POST {path}" in spec.endpoints_by_address:
        return spec
    spec = with_codes(spec, SIGNATURE)
    if "InboundEvent" not in spec.models_by_name:
        spec = spec.with_model(_model(conventions))
    if spec.router("inbound-webhooks") is None:
        router = Router(
            "inbound-webhooks",
            "Inbound webhooks",
            f"{spec.api.base_path}/webhooks",
            "routers/inbound_webhooks",
            access=Access("public", reason="the signature is the proof"),
            scope=Scope("none", reason="an event belongs to nobody"),
            rate_limits=(RateLimit(600, "minute", "address"),),
        )
        spec = spec.with_router(router)
    return with_storage_told(with_dependencies(with_new(spec, "inbound-webhooks", _take(path, provider, spec))))


def _model(conventions: Conventions) -> Model:
    states = Type("enum", values=("received", "processed", "failed"))
    return Model(
        name="InboundEvent",
        description="An event that another system has told us, and what became of it.",
        table="inbound_events",
        fields=(
            identity(conventions).replace(read=""),
            Field("provider", Type("str"), constraints=WORD),
            Field("event_key", Type("str"), constraints=Constraints(bounds=Bounds(1, 255))),
            Field("kind", Type("str"), constraints=Constraints(bounds=Bounds(1, 120))),
            Field("payload", Type("json"), constraints=Constraints(bounds=Bounds(None, 500_000))),
            Field("status", states, default=literal("received")),
            Field("attempts", Type("int"), default=literal(0), constraints=Constraints(bounds=Bounds(0, 10))),
            Field("created_at", Type("datetime"), default=NOW),
            Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE),
        ),
        shared="nobody, since no endpoint shows a row",
        uniques=(UniqueTogether(("provider", "event_key")),),
        indexes=(Index(("status", "created_at")),),
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=(
            "`event_key` is the provider's id of the event; the pair with `provider` makes a repeated one a known one.",
            "A worker takes received rows with `FOR UPDATE SKIP LOCKED`, asks the provider for what it needs, and tries 10 times.",
            "`status` goes from `received` to `processed` or `failed`, and never back.",
            "Deleted 90 days after they were made.",
        ),
    )


def _take(path: str, provider: str, spec: Spec) -> Endpoint:
    name = provider.replace("-", " ").capitalize()
    signature = Parameter("Webhook-Signature", "header", Type("str"), True, constraints=Constraints(bounds=Bounds(1, 500)),
                          meaning="HMAC-SHA256 of the raw body and its time, with the secret that the provider gave")  # fmt: skip
    return Endpoint(
        method="POST",
        path=path,
        summary=f"Take an event of {name}.",
        behavior=Behavior("other", text="verify the signature on the raw body, then create `InboundEvent`, once for each id"),
        parameters=(signature,),
        body=Body(fields=(
            SchemaField("id", Type("str"), constraints=Constraints(bounds=Bounds(1, 255)), meaning="the provider's id of the event"),
            SchemaField("type", Type("str"), constraints=Constraints(bounds=Bounds(1, 120)), meaning="what happened"),
            SchemaField("data", Type("json"), constraints=Constraints(bounds=Bounds(None, 500_000)), meaning="the rest, as it came"),
        )),
        responses=(Response(204, when="stored, or known already; the work comes afterwards"),),
        errors=(ErrorCase(SIGNATURE.status, SIGNATURE.code, SIGNATURE.meaning),),
        idempotency=Idempotency("natural"),
        notes=("The header and the fields are called as the provider calls them; unknown fields are kept in `data`.",),
        criteria=criteria(
            "A signed event answers 204 within 2 seconds, and there is one `InboundEvent` of it; sent again it answers 204, and there "
            "is still one.",
            f"A wrong signature, and one that is 6 minutes old, answer 401 `{SIGNATURE.code}`, and nothing is stored.",
            f"A signed body without `id` answers {invalid(spec)} with `field` = `id`.",
        ),
    )  # fmt: skip
