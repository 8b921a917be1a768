"""A key that makes a request safe to repeat says how long it is known, whose it is, and what a misuse answers.

The same key comes again with another body, by mistake; it comes while the first request still runs, since clients are
impatient; and two callers draw the same one. Each of these needs an answer, or the key protects in the easy case only.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.errors.rows import with_case, with_code
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.address import API, Address
from groundplan.spec.effective import all_errors
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec

OTHER_BODY = Pattern(
    r"reused|re-used|\b(?:other|another|different|changed) (?:body|request|payload)|mismatch", re.IGNORECASE
)
IN_FLIGHT = Pattern(
    r"in[ _-](?:flight|progress)|\b(?:still|first) (?:one |request )?(?:runs|running)|concurrent|being processed|at the same moment",
    re.IGNORECASE,
)
WHOSE = Pattern(
    r"(?=.*(?:idempotency|\bkeys?\b)).*\b(?:each|per|of (?:the|one|a)|same) (?:caller|user|account|client|tenant)",
    re.IGNORECASE,
)
KEY = Pattern(r"idempoten|(?:\b|_)keys?(?:\b|_)", re.IGNORECASE)
# The answers that the draft gives, for a taxonomy that has none of its own.
REUSED = ErrorCode(422, "idempotency_key_reused", meaning="the key came before with another body")
RUNNING = ErrorCode(
    409, "request_in_progress", meaning="the first request with the key still runs; `Retry-After` in seconds"
)


def _answered(spec: Spec) -> Spec:
    """The specification in which a reused key and one in flight are answered, if it keeps a taxonomy."""
    if not (spec.errors.codes or spec.errors.common):
        return spec
    for words, usual in ((OTHER_BODY, REUSED), (IN_FLIGHT, RUNNING)):
        lacking = {endpoint.address for endpoint in spec.endpoints if _lacks(endpoint, words, spec)}
        if lacking and (code := _code_for(words, usual, spec)) is not None:
            case = ErrorCase(code.status, code.code, code.meaning or usual.meaning)
            spec = with_code(_with_case(spec, lacking, case), code)
    return spec


def _with_case(spec: Spec, lacking: set[Address], case: ErrorCase) -> Spec:
    return with_endpoints(spec, lambda endpoint: with_case(endpoint, case) if endpoint.address in lacking else endpoint)


def _code_for(words: Pattern, usual: ErrorCode, spec: Spec) -> ErrorCode | None:
    """The code that the taxonomy has for it, or the usual one; `None` where that stands for something else."""
    for known in spec.errors.codes:
        if KEY.search(f"{known.code} {known.meaning}") and _fits(known.status, f"{known.code} {known.meaning}", words):
            return known
    return usual if spec.errors.status_of(usual.code) in (None, usual.status) else None


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    said = endpoint.idempotency
    if said is None or said.kind != "key":
        return
    at = endpoint.address / "idempotency"
    if said.kept is None:
        yield Fault(at=at, message="nothing says how long a key is known", mend="say it: `Idempotency-Key`, kept 1 day")
    answers = any(case.status in (409, 422) for case in all_errors(endpoint, spec))
    if answers and _lacks(endpoint, OTHER_BODY, spec):
        yield Fault(
            at=at,
            message="no error is for a key that comes again with another body",
            mend="add a row with 422 `idempotency_key_reused`",
        )
    if _lacks(endpoint, IN_FLIGHT, spec):
        yield Fault(
            at=at,
            message="no error is for a key whose first request still runs",
            mend="add a row with 409 `request_in_progress`, and `Retry-After`",
        )


@rule(
    "IR003",
    severity="error",
    hears="spec",
    bad="- **Idempotency**: `Idempotency-Key`, required",
    good="- **Idempotency**: none; a blind retry makes a second task",
    source="draft-ietf-httpapi-idempotency-key-header-07 §2 (expired)",
    endpoints=_in_endpoint,
    fix=_answered,
)
def idempotency_key_contract(spec: Spec) -> Iterator[Fault]:
    keyed = [e for e in spec.endpoints if e.idempotency is not None and e.idempotency.kind == "key"]
    shared = (*spec.api.notes, *(code.meaning for code in spec.errors.codes), *spec.errors.notes)
    own = (text for e in keyed for text in (*e.notes, *(item.text for item in e.criteria)))
    if keyed and not any(WHOSE.search(text) for text in (*shared, *own)):
        yield Fault(
            at=API,
            message="nothing says whose an `Idempotency-Key` is, so that one caller could be answered what another did",
            mend="add a note to the API: a key counts for one caller and one endpoint, with the body that came first",
        )


def _lacks(endpoint: Endpoint, words: Pattern, spec: Spec) -> bool:
    """Whether an endpoint takes a key and has no error of these words."""
    if endpoint.idempotency is None or endpoint.idempotency.kind != "key":
        return False
    return not any(_fits(case.status, f"{case.code} {case.when}", words) for case in all_errors(endpoint, spec))


def _fits(status: int, text: str, words: Pattern) -> bool:
    return status in (409, 422, 425) and words.search(text) is not None
