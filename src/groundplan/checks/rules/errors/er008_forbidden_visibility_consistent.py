"""A row that is somebody else's answers the same status wherever it is asked for.

Where reading it answers 404 and changing it 403, the second gives away what the first hides: that the row exists.
"""

import re
from collections import Counter
from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import OTHERS
from groundplan.spec.effective import access_of, scope_of
from groundplan.spec.endpoint import Endpoint, ErrorCase
from groundplan.spec.spec import Spec

FOREIGN = re.compile(
    rf"{OTHERS.pattern}|\bnot (?:the |its |their )?(?:owner|owned|yours?)\b|\b(?:does not|doesn['’]t) (?:own|belong)",
    re.IGNORECASE,
)


@rule(
    "ER008",
    severity="error",
    hears="spec",
    bad="| 403 | `forbidden` | it is another user's task |",
    good="| 404 | `task_not_found` | no such task, or it is another user's |",
    source="RFC 9110 §15.5.4, §15.5.5; OWASP API1:2023",
)
def forbidden_visibility_consistent(spec: Spec) -> Iterator[Fault]:
    told = [(endpoint, case) for endpoint in spec.endpoints for case in _on_foreign_rows(endpoint, spec)]
    answered = Counter(case.status for _, case in told)
    usual: int = spec.api.hidden_rows or max(answered, key=answered.__getitem__, default=0)
    for endpoint, case in told:
        if case.status != usual:
            yield Fault(
                at=endpoint.address / f"error {case.status} {case.code}",
                message=f"another owner's row answers {case.status} here, and {usual} elsewhere",
                mend=f"answer {usual} here too",
            )


def _on_foreign_rows(endpoint: Endpoint, spec: Spec) -> Iterator[ErrorCase]:
    """What the endpoint answers for a row of somebody else, as far as its own errors tell it."""
    scope = scope_of(endpoint, spec)
    if scope is not None and scope.kind == "none":
        return
    meanings = {known.code: known.meaning for known in spec.errors.codes}
    for case in endpoint.errors:
        said = case.when or meanings.get(case.code, "")
        if case.status in (403, 404) and (FOREIGN.search(said) or (not said and _guards_rows(endpoint, case, spec))):
            yield case


def _guards_rows(endpoint: Endpoint, case: ErrorCase, spec: Spec) -> bool:
    """Whether a 403 without a word can only mean the row: no role is asked for, and rows have owners."""
    access, scope = access_of(endpoint, spec), scope_of(endpoint, spec)
    signed_in = access is not None and access.kind == "authenticated"
    return case.status == 403 and signed_in and scope is not None and bool(endpoint.path_names)
