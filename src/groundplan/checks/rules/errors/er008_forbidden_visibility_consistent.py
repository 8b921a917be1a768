"""A row that is somebody else's answers the same status wherever it is asked for.

Where reading it answers 404 and changing it 403, the second gives away what the first hides: that the row exists.
"""

import re
from collections.abc import Iterable, Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import OTHERS
from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.spec import Spec

FOREIGN = Pattern(
    rf"{OTHERS.pattern}|\bnot (?:the |its |their )?(?:owner|owned|yours?)\b|\b(?:does not|doesn['’]t) (?:own|belong)",
    re.IGNORECASE,
)


def _against_the_api(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if spec.api.hidden_rows:
        cases = _on_foreign_rows(endpoint, spec)
        yield from _others(((endpoint, case) for case in cases), spec.api.hidden_rows, "in this API")


@rule(
    "ER008",
    severity="error",
    hears="spec",
    bad="| 403 | `forbidden` | it is another user's task |",
    good="| 404 | `task_not_found` | no such task, or it is another user's |",
    source="RFC 9110 §15.5.4, §15.5.5; OWASP API1:2023",
    endpoints=_against_the_api,
)
def forbidden_visibility_consistent(spec: Spec) -> Iterator[Fault]:
    if spec.api.hidden_rows:
        return
    told = [(endpoint, case) for endpoint in spec.endpoints for case in _on_foreign_rows(endpoint, spec)]
    # One answer that hides is worth nothing beside others that do not, so hiding wins where nobody decided.
    usual = max((case.status for _, case in told), default=404)
    yield from _others(told, usual, "elsewhere")


def _others(told: Iterable[tuple[Endpoint, ErrorCase]], usual: int, where: str) -> Iterator[Fault]:
    for endpoint, case in told:
        if case.status != usual:
            yield Fault(
                at=endpoint.address / f"error {case.status} {case.code}",
                message=f"another owner's row answers {case.status} here, and {usual} {where}",
                mend=f"answer {usual} here too",
            )


def _on_foreign_rows(endpoint: Endpoint, spec: Spec) -> tuple[ErrorCase, ...]:
    """What the endpoint answers for a row of somebody else, as far as its own errors tell it."""
    access, scope = access_of(endpoint, spec), scope_of(endpoint, spec)
    if scope is not None and scope.kind == "none":
        return ()
    cases = {
        case: case.when or spec.meaning_by_code.get(case.code, "")
        for case in endpoint.errors
        if case.status in (403, 404)
    }
    told = tuple(case for case, said in cases.items() if FOREIGN.search(said))
    guarded = scope is not None and access is not None and access.kind == "authenticated" and bool(endpoint.path_names)
    # Where rows are shown, it is AU004 that asks for the 403.
    if told or not guarded or spec.api.hidden_rows == 403:
        return told
    # Who is signed in is refused for the row alone; without a 403 only the 404 is left for it.
    silent = (case for case, said in cases.items() if case.status == 404 or not said)
    return tuple(sorted(silent, key=lambda case: case.status)[:1])
