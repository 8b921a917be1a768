"""A key that makes a request safe to repeat says how long it is known, whose it is, and what a misuse answers.

The same key comes again with another body, by mistake; it comes while the first request still runs, since clients are
impatient; and two callers draw the same one. Each of these needs an answer, or the key protects in the easy case only.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API
from groundplan.spec.effective import all_errors
from groundplan.spec.endpoint import Endpoint, ErrorCase
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


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    said = endpoint.idempotency
    if said is None or said.kind != "key":
        return
    at = endpoint.address / "idempotency"
    if said.kept is None:
        yield Fault(at=at, message="nothing says how long a key is known", mend="say it: `Idempotency-Key`, kept 1 day")
    errors = all_errors(endpoint, spec)
    if any(case.status in (409, 422) for case in errors) and not any(_fits(case, OTHER_BODY) for case in errors):
        yield Fault(
            at=at,
            message="no error is for a key that comes again with another body",
            mend="add a row with 422 `idempotency_key_reused`",
        )
    if not any(_fits(case, IN_FLIGHT) for case in errors):
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


def _fits(case: ErrorCase, words: Pattern) -> bool:
    return case.status in (409, 422, 425) and words.search(f"{case.code} {case.when}") is not None
