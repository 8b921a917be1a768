"""A rule that an endpoint keeps: when it refuses, and with which code."""

import re
from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, with_codes
from groundplan.architect.playbook import Ground, Option, Playbook, Question
from groundplan.architect.understand.endpoints import endpoints_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import ErrorCase
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

STATUS = re.compile(r"\b(400|403|404|409|422|423|429)\b")
CODE = re.compile(
    r"`([a-z][a-z0-9]*(?:_[a-z0-9]+)+)`|'([a-z][a-z0-9]*(?:_[a-z0-9]+)+)'|\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b"
)
WHEN = re.compile(r"\b(?:when|if|unless|as long as|while|because|since|where)\s+(?P<when>[^.;]+)", re.IGNORECASE)
RULE = re.compile(r"\b(?:rule|constraint|invariant|policy)\b\s*(?::|that|is|-)?\s*(?P<when>[^.;]+)", re.IGNORECASE)
EXCEPTIONS = {
    400: "Invalid",
    403: "Forbidden",
    404: "NotFound",
    409: "Conflict",
    422: "Unprocessable",
    423: "Locked",
    429: "RateLimited",
}


def _code(ground: Ground) -> str:
    fields = {field.name for model in ground.spec.models for field in model.fields}
    for match in CODE.finditer(ground.intent.quote):
        name = next(group for group in match.groups() if group)
        if name not in fields:
            return name
    return ground.answers.get("code", "")


def _build(ground: Ground) -> Spec:
    spec, code = ground.spec, _code(ground)
    said = STATUS.search(ground.intent.quote)
    status = int(said[1]) if said is not None else 422
    told = WHEN.search(ground.intent.quote) or RULE.search(ground.intent.quote)
    when = told["when"].strip() if told is not None else ""
    if not code or not when:
        return spec
    for name in ground.intent.names:
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is None or endpoint.error(code) is not None:
            continue
        shown = criteria(f"When {when}, it answers {status} `{code}`, and nothing changes.")
        spec = with_codes(spec, ErrorCode(status, code, EXCEPTIONS[status], meaning=when)).with_endpoint(
            endpoint.replace(
                errors=(*endpoint.errors, ErrorCase(status, code, when)), criteria=extended(endpoint.criteria, *shown)
            ),
            spec.router_by_endpoint[endpoint.address].name,
        )
    return spec


def _questions(ground: Ground) -> tuple[Question, ...]:
    if _code(ground) or not ground.intent.names:
        return ()
    endpoint = ground.spec.endpoints_by_address.get(Address(ground.intent.names[0]))
    model = model_of(endpoint, ground.spec) if endpoint is not None else None
    one = Names(model.table).one if model is not None and model.table else "request"
    why = "Clients tell refusals apart by their codes, and a code never changes its meaning."
    return (Question("code", "What is the code of the refusal?", why, (), f"{one}_not_allowed", weight=45),)


def _reads(wish: Wish) -> Intent | None:
    if WHEN.search(wish.text) is None and RULE.search(wish.text) is None:
        return None
    # What stands behind `when` is the condition, and not what is refused.
    inner = replace(wish, text=WHEN.sub(" ", wish.text))
    meant = tuple(endpoint for endpoint in endpoints_meant(inner) if endpoint.method != "GET")
    names = tuple(str(endpoint.address) for endpoint in meant)
    return Intent("add-error", names=names, key=" ".join(names)) if names else None


playbook = Playbook(
    name="add-error",
    title="Let an endpoint refuse what breaks a rule",
    calls=(
        "answer|answers|return|returns|respond|responds|refuse|refuses|reject|rejects|fail|fails 400|403|404|409|422|423 when|if|unless",
        "business rule|rules",
        "error code for|when|if",
        "refuse|refused|reject|rejected when|if|unless delete|deleting|create|creating|update|updating|change|changing",
        "cannot|can't|not be deleted|changed|created|updated|edited while|when|if|unless|as",
        "delete|deleting|create|creating|update|updating|change|changing fail|fails|refused|rejected|forbidden when|if|unless",
    ),
    example="DELETE /api/projects/{project_id} answers 409 project_has_tasks when tasks of it are open",
    near="how should errors look in our API?",
    stage="endpoints",
    reads=_reads,
    touches=("POST", "PUT", "PATCH", "DELETE", "errors"),
    options=lambda _: (Option("code", "A code, a row and a criterion", _build),),
    questions=_questions,
)
