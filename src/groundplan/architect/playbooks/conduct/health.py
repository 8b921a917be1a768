"""Whether the service can work at all, for those who run it."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.taxonomy import criteria, with_codes
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Endpoint, ErrorCase, Response, Scope
from groundplan.spec.model import Schema, SchemaField
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

ANSWER = Schema("Health", "What the health check answers.", (SchemaField("status", Type("enum", values=("ok",))),))
PROBE = Access("public", reason="whoever runs the service asks without an account")
UNREADY = ErrorCode(
    503, "not_ready", "NotReady", meaning="the database does not answer, or its tables are of another release"
)


def _build(ground: Ground) -> Spec:
    spec = with_codes(ground.spec, UNREADY)
    if not any(schema.name == ANSWER.name for schema in spec.schemas):
        spec = spec.with_schema(ANSWER)
    if spec.router("health") is None:
        spec = spec.with_router(Router("health", "Health", "/health", "routers/health"))
    return with_new(spec, "health", *_missing(spec))


def _missing(spec: Spec) -> tuple[Endpoint, ...]:
    known = {endpoint.path for endpoint in spec.endpoints}
    live = _probe("/health", "the process can answer at all", "Answers without a look at anything else.")
    ready = _probe(
        "/health/ready",
        "the database answers within 2 seconds, and its tables are of this release",
        "For load balancers.",
    )
    gone = ErrorCase(UNREADY.status, UNREADY.code, UNREADY.meaning)
    told = criteria(
        "With a database that answers it is 200 with `status` = `ok`, and nothing of versions, hosts or addresses is in it.",
        f"With a database that is stopped it answers 503 `{UNREADY.code}` within 3 seconds.",
    )
    there = {"/health", "/health/live", "/healthz", "/livez"} & known
    return (*(() if there else (live,)), ready.replace(errors=(gone,), criteria=told))


def _probe(path: str, when: str, note: str) -> Endpoint:
    return Endpoint(
        method="GET",
        path=path,
        summary="Say whether the process runs." if path == "/health" else "Say whether requests can be served.",
        access=PROBE,
        scope=Scope("none", reason="it reads no rows"),
        behavior=Behavior("answer", text="status ok"),
        responses=(Response(200, ANSWER.name, when=when),),
        rate_limits=(),
        unlimited="a load balancer asks every second",
        notes=(note,),
        criteria=criteria("It answers 200 with `status` = `ok` while the process runs."),
    )


def _reads(wish: Wish) -> Intent | None:
    return Intent("health")


playbook = Playbook(
    name="health",
    title="Tell whether the service is ready",
    calls=(
        "health check|endpoint|probe|route",
        "readiness|liveness",
        "ready|live probe|check|endpoint",
        "load balancer|orchestrator|monitoring know|check|ask|endpoint|probe|ready",
        "healthcheck",
        "monitor|monitoring uptime|service|endpoint|availability",
    ),
    example="the load balancer needs a readiness check",
    near="a ticket tells of a patient's health",
    reads=_reads,
    touches=("errors", "router health"),
    options=lambda _: (Option("two", "One check of the process, one of what it needs", _build),),
)
