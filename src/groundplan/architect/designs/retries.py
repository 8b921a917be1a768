"""Creating rows so that a repeated request makes none: by a key that the client draws, or by a field that is unique."""

from groundplan.architect.designs.anchor import person_field
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OWNER, identity
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.spec.conventions import Conventions
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint, ErrorCase, Idempotency
from groundplan.spec.model import Field, Index, Model, Relationship, UniqueTogether
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, Bounds, Constraints, Type

RECORD = "IdempotencyRecord"
KEPT = 86_400
REUSED = ErrorCode(422, "idempotency_key_reused", "Invalid", meaning="the key came before with another body")
RUNNING = ErrorCode(409, "request_in_progress", "Conflict", meaning="the first request with the key still runs")


def creates(spec: Spec, collection: str = "") -> tuple[Endpoint, ...]:
    """The POSTs that create rows: those of one resource, or all."""
    return tuple(
        endpoint
        for endpoint in spec.endpoints
        if endpoint.method == "POST"
        and endpoint.behavior is not None
        and endpoint.behavior.verb == "create"
        and (model := model_of(endpoint, spec)) is not None
        and (model.table == collection or (not collection and bool(model.schemas) and model.name != "User"))
    )


def known(endpoint: Endpoint, *kinds: str) -> bool:
    """Whether the endpoint knows a repeated request already, in one of these ways."""
    return endpoint.idempotency is not None and endpoint.idempotency.kind in kinds


def with_key(
    spec: Spec, endpoints: tuple[Endpoint, ...], conventions: Conventions, *, required: bool, kept: int
) -> Spec:
    """The specification in which these endpoints know a repeated request by its `Idempotency-Key`."""
    wanted = tuple(endpoint for endpoint in endpoints if not known(endpoint, "key"))
    if not wanted:
        return spec
    spec = with_codes(spec, RUNNING, REUSED)
    if RECORD not in spec.models_by_name:
        spec = spec.with_model(_record(spec, conventions))
    whose = "each caller" if spec.auth is not None else "each caller, told by their address,"
    note = f"An `Idempotency-Key` counts for {whose} and each endpoint on its own, with the body that came first."
    spec = spec.replace(api=spec.api.replace(notes=extended(spec.api.notes, note)))
    for endpoint in wanted:
        spec = spec.with_endpoint(
            _keyed(endpoint, spec, required, kept), spec.router_by_endpoint[endpoint.address].name
        )
    return spec


def _keyed(endpoint: Endpoint, spec: Spec, required: bool, kept: int) -> Endpoint:
    model = model_of(endpoint, spec)
    word, a_word = ("row", "a row") if model is None else (Names(model.table).word, Names(model.table).a_word)
    status = endpoint.responses[0].status if endpoint.responses else 201
    cases = tuple(ErrorCase(code.status, code.code, code.meaning) for code in (RUNNING, REUSED))
    bad = spec.api.invalid_input or 400
    natural = natural_field(endpoint, spec)
    without = (
        f"A request without the key answers {bad} `validation_error` with `field` = `Idempotency-Key`, and makes no {word}."
        if required
        else f"Without the key a second request meets the `{natural}` of the first, and answers 409."
        if natural
        else f"Without the key each request makes {a_word} of its own."
    )
    return endpoint.replace(
        idempotency=Idempotency("key", kept=kept, required=required),
        errors=extended(endpoint.errors, *(case for case in cases if endpoint.error(case.code) is None)),
        criteria=extended(
            endpoint.criteria,
            *criteria(
                f"The same key with the same body answers {status} with the same `id` again, and there is one {word}.",
                f"The same key while the first request runs answers 409 `{RUNNING.code}`; there is one {word} in the end.",
                f"The same key with another body answers 422 `{REUSED.code}`, and makes no {word}.",
                without,
            ),
        ),
    )


def _record(spec: Spec, conventions: Conventions) -> Model:
    """What is remembered of a request; a row goes when its time is over."""
    owned = spec.auth is not None
    caller = person_field(spec, conventions).replace(read="") if owned else _text("caller", 64)
    return Model(
        name=RECORD,
        description="What a request with an `Idempotency-Key` was answered, so that its repetition is answered alike.",
        table="idempotency_records",
        fields=(
            identity(conventions).replace(read=""),
            caller,
            _text("endpoint", 120),
            _text("key", 255),
            _text("fingerprint", 64),
            Field("status", Type("int"), nullable=True, constraints=Constraints(bounds=Bounds(100, 599))),
            Field("response", Type("json"), nullable=True, constraints=Constraints(bounds=Bounds(None, 100_000))),
            Field("created_at", Type("datetime"), default=NOW),
            Field("expires_at", Type("datetime")),
        ),
        owner=OWNER if owned else "",
        shared="" if owned else "nobody, since no endpoint shows a row",
        uniques=(UniqueTogether((caller.name, "endpoint", "key")),),
        indexes=(Index(("expires_at",)),),
        relationships=(Relationship("user", "many to one", "User", by=OWNER, back="idempotency_records"),)
        if owned
        else (),
        schemas=(),
        unschemed="no row ever leaves the server",
        notes=(
            "`fingerprint` is the SHA-256 of the body; `status` and `response` are null while the first request runs.",
            "The row is made before the work and in a transaction of its own; the answer is stored with the work.",
            "Purged once `expires_at` is past, in batches, by a task that runs every hour.",
        ),
    )


def _text(name: str, most: int) -> Field:
    return Field(name, Type("str"), constraints=Constraints(bounds=Bounds(1, most)))


def natural_field(endpoint: Endpoint, spec: Spec) -> str:
    """A field that clients send and that no two rows share, by which a repetition is known; empty if there is none."""
    model = model_of(endpoint, spec)
    if model is None:
        return ""
    sent = {field.name for field in model.fields if field.create == "required"}
    alone = (field.name for field in model.fields if field.unique is not None)
    together = (unique.fields[-1] for unique in model.uniques if not unique.where)
    return next((name for name in (*alone, *together) if name in sent), "")


def with_natural_field(spec: Spec, endpoints: tuple[Endpoint, ...]) -> Spec:
    """The specification in which these endpoints know a repetition by the unique field that they take."""
    for endpoint in endpoints:
        if (name := natural_field(endpoint, spec)) and not known(endpoint, "key", "field", "natural"):
            told = endpoint.replace(idempotency=Idempotency("field", field=name))
            spec = spec.with_endpoint(told, spec.router_by_endpoint[endpoint.address].name)
    return spec
