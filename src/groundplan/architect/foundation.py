"""What `groundplan init` lays down: the rules that every later endpoint builds on, and a health check."""

from groundplan.architect.designs.choices import STORED
from groundplan.architect.designs.taxonomy import criteria
from groundplan.spec.api import Api, Cors, Middleware, Router, Routing, Versioning
from groundplan.spec.behavior import Behavior
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Access, Endpoint, RateLimit, Response, Scope
from groundplan.spec.model import Schema, SchemaField
from groundplan.spec.outcome import CommonError, EnvelopeField, ErrorCode, Errors, Handler
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

DAY = 86_400
ENVELOPE = (
    EnvelopeField("detail", Type("str"), True, "one sentence for a person; its wording may change"),
    EnvelopeField("code", Type("str"), True, "one word for a program; it never changes"),
    EnvelopeField("field", Type("str"), False, "the field at fault when there is exactly one, as a dotted path"),
    EnvelopeField("context", Type("json"), False, "facts that a program can use; each code names them"),
)


def foundation(conventions: Conventions) -> Spec:
    """The first specification of a project, in its own conventions."""
    return Spec(
        api=_api(conventions),
        routing=_routing(conventions),
        routers=(_health(),),
        schemas=(
            Schema("Health", "What the health check answers.", (SchemaField("status", Type("enum", values=("ok",))),)),
        ),
        errors=_errors(conventions),
    )


def _api(conventions: Conventions) -> Api:
    made = (
        "made by the server"
        if conventions.id_type == "uuid"
        else "counted by the database; one out of range is answered as an unknown one"
    )
    return Api(
        name=conventions.name or "API",
        version="0.1.0",
        base_path=conventions.prefix,
        unknown_fields="rejected",
        partial_update="an absent field stays, null clears a nullable one, an empty body is an error",
        hidden_rows=conventions.hidden_rows,
        invalid_input=conventions.invalid_input,
        rate_limits=(RateLimit(300, "minute", "address"),),
        body_limit=1_000_000,
        media="application/json",
        times="UTC, RFC 3339 with an offset; a date has no time and no zone",
        ids=f"{conventions.id_type}, {made}",
        constraint_names="`uq`, `fk`, `ix` or `ck`, then the table and its columns, joined by `_`",
        migrations=(
            "the first release makes every table; from then on a column comes null or with its default, is filled in "
            "batches and then constrained, and an index is built without a lock"
        ),
        notes=(
            (
                "Text is trimmed before it is checked; NUL is refused; a required text is never empty, and an optional one "
                "that is empty is kept as it is, not as null."
            ),
            (
                "An unknown or repeated parameter is an error unless it is repeatable; a value out of bounds is refused, "
                "never clamped."
            ),
            STORED,
            "201 names in `Location` what can be read alone; 204 has no body; a second delete answers 404.",
            "A rate limit counts every request, whatever it is answered, over all processes, in a window that slides.",
        ),
    )


def _routing(conventions: Conventions) -> Routing:
    return Routing(
        middleware=(
            Middleware("request id", why="every later line of the log carries it"),
            Middleware("access log", why="sees the final status, also of errors"),
            Middleware("CORS", why="answers a preflight before anything is counted"),
            Middleware("body limit", why="before anything reads the body"),
            Middleware("rate limit", why="before the database is asked"),
        ),
        cors=Cors(reason="no browser client on another origin is known yet"),
        versioning=Versioning("path", f"`{conventions.prefix}` (version 1)", 180 * DAY),
    )


def _health() -> Router:
    check = Endpoint(
        method="GET",
        path="/health",
        summary="Say that the process is up.",
        access=Access("public", reason="a load balancer has no account"),
        scope=Scope("none", reason="no row is read"),
        behavior=Behavior("answer", text="the process is up; no database is asked"),
        responses=(Response(200, "Health", when="the process can answer at all"),),
        rate_limits=(),
        unlimited="probes come often and cost nothing",
        criteria=criteria("Without a token, and with the database away, it answers 200 with `status` = `ok`."),
    )
    return Router("health", "Health", "/health", "routers/health", endpoints=(check,))


def order_of_checks(bad: int) -> str:
    """Which error a request that is wrong in several ways answers; `bad` is the status of invalid input."""
    return (
        f"Checks come in this order: route, body size and form ({bad}), caller (401), role (403), input ({bad}), row "
        "(404), rules of the row (409, 422); the first that fails answers."
    )


def _errors(conventions: Conventions) -> Errors:
    bad = conventions.invalid_input
    return Errors(
        envelope=ENVELOPE,
        common=(
            CommonError(bad, "malformed_json", ("body",), "the body is not JSON"),
            CommonError(bad, "validation_error", ("input",), "a field is missing, unknown, mistyped or out of range"),
            CommonError(413, "body_too_large", ("body",), "the body is larger than the limit"),
            CommonError(415, "unsupported_media_type", ("body",), "the body is not `application/json`"),
            CommonError(429, "rate_limited", ("limited",), "the limit is spent; `Retry-After` in seconds"),
            CommonError(500, "internal_error", ("all",), "anything unforeseen; the log has the trace"),
            CommonError(503, "unavailable", ("database",), "the database does not answer; `Retry-After` in seconds"),
        ),
        codes=(
            ErrorCode(404, "route_not_found", meaning="no such path"),
            ErrorCode(405, "method_not_allowed", context=("allowed",), meaning="the path exists, the method does not"),
        ),
        handlers=(
            Handler("`DomainError`", "its own status and code"),
            Handler("request validation", f"{bad} `validation_error`, or {bad} `malformed_json`"),
            Handler(
                "framework HTTP error",
                "404 `route_not_found`, 405 `method_not_allowed`, 413 `body_too_large`, 415 `unsupported_media_type`",
            ),
            Handler("constraint broken", "the code that the constraint names; else 500 `internal_error`"),
            Handler("database unreachable", "503 `unavailable`"),
            Handler("anything else", "500 `internal_error`"),
        ),
        notes=(
            "An optional field that is absent is left out, never null; input is never echoed: it may hold a secret.",
            (
                "`validation_error` lists every fault in `context.errors`, each with `field`, `code` (`required`, "
                "`unknown`, `null`, `type`, `format`, `choice`, `length`, `range`) and `detail`."
            ),
            "Every answer carries `X-Request-ID`; 500 says nothing else of the cause.",
            order_of_checks(bad),
        ),
        criteria=criteria(
            f"A body with two wrong fields answers {bad} `validation_error` with two entries in `context.errors`, and "
            "echoes neither value.",
            f"A body that is cut off answers {bad} `malformed_json`, a larger one than the limit 413 `body_too_large`, "
            "one in XML 415 `unsupported_media_type`.",
            "An unknown path answers 404 `route_not_found`, a wrong method 405 `method_not_allowed`, both with the "
            "envelope.",
            "One request more than a limit answers 429 `rate_limited` with `Retry-After`.",
            "An unforeseen failure answers 500 `internal_error` with a request id, and no trace, SQL or path; a "
            "database that is away answers 503 `unavailable`.",
        ),
    )
