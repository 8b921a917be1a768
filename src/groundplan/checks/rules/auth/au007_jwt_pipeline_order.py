"""A token is verified in one order: found, decoded, its signature proved, and only then believed.

Whatever is read before the signature was written by whoever sent the request. A step that looks at a claim first, or
loads a user for it, works for the attacker. Each step names the code of its refusal, so that none refuses with a crash.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.signed import verifies_jwt
from groundplan.checks.rules.auth.steps import ORDER, known_step
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth, PipelineStep
from groundplan.spec.effective import access_of
from groundplan.spec.spec import Spec

REQUIRED = (("header", "decode"), ("signature",), ("times",), ("claims", "issuer and audience"), ("user",))


@rule(
    "AU007",
    severity="error",
    hears="spec",
    bad="| signature | before any claim is read | — |",
    good="| signature | before any claim is read | `not_authenticated` |",
    source="RFC 8725 §3.1, §3.3, §3.8, §3.9; RFC 7519 §7.2",
)
def jwt_pipeline_order(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    if auth is None:
        if any((access := access_of(endpoint, spec)) is not None and access.secured for endpoint in spec.endpoints):
            yield Fault(
                at=AUTH,
                message="endpoints are secured, and nothing says which tokens are accepted and how they are verified",
                mend="specify the authentication policy: scheme, tokens, and the pipeline that verifies them",
            )
    elif verifies_jwt(auth):
        yield from _missing(auth)
        yield from _out_of_order(auth)
        for step in auth.pipeline:
            yield from _unanswered(step, spec)


def _missing(auth: Auth) -> Iterator[Fault]:
    found = {known_step(step) for step in auth.pipeline}
    missing = [names[0] for names in REQUIRED if not found.intersection(names)]
    if missing:
        yield Fault(
            at=AUTH / "section Pipeline",
            message=f"no step of the pipeline checks {', '.join(f'`{name}`' for name in missing)}",
            mend=f"add what is missing, in the order {', '.join(ORDER[:-1])}",
        )


def _out_of_order(auth: Auth) -> Iterator[Fault]:
    last = -1
    for step in auth.pipeline:
        if (name := known_step(step)) and (place := ORDER.index(name)) < last:
            yield Fault(
                at=AUTH / f"step {step.name}",
                message=f"`{step.name}` comes after `{ORDER[last]}`, and belongs before it",
                mend=f"the order is {', '.join(ORDER)}",
            )
        elif name:
            last = place


def _unanswered(step: PipelineStep, spec: Spec) -> Iterator[Fault]:
    """A code that nobody declares is an unresolved reference, found as such."""
    status = spec.errors.status_of(step.code) if step.code else None
    allowed = (401, 403) if known_step(step) in ("user", "role", "") else (401,)
    at = AUTH / f"step {step.name}"
    if not step.code:
        mend = "name the code in its last cell: `not_authenticated`"
        yield Fault(at=at, message=f"nothing says what a request that fails `{step.name}` is answered", mend=mend)
    elif status is not None and status not in allowed:
        message = f"`{step.name}` is answered {status} `{step.code}`; who is not proved is answered 401"
        yield Fault(at=at, message=message, mend="name a code of status 401")
