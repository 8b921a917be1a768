"""The criteria of an endpoint agree with each other, and with what it promises.

Two of them that answer one request differently cannot both pass. One that ends in a status which the endpoint does not
list tests something that no client was told.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import address_of
from groundplan.spec.effective import all_errors
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

# Where a criterion comes to its outcome: `… answers 404`, `… returns HTTP 404`, `… is 404 `code``, `200 brings …`.
OUTCOME = Pattern(
    r"\b(?:answer|return|respond|repl(?:y|ies)|give|yield)\w*(?: (?:with|an?|HTTP|status|the|code))* ([1-5]\d\d)\b"
    r"|(?<![\w./-])([45]\d\d) `[a-z][a-z0-9_]*`|^([1-5]\d\d)\b(?=,| (?:and|brings|carries|for|holds|when|with)\b)"
)
OTHER = Pattern(r"`(?:GET|HEAD|POST|PUT|PATCH|DELETE) /|\b(?:afterwards|later|then|next|again)\b", re.IGNORECASE)


@rule(
    "TS006",
    severity="error",
    hears="endpoint",
    bad="- [ ] An existing id answers 203 with `TaskRead`.",
    good="- [ ] An existing id answers 200 with `TaskRead`.",
    source="ISO/IEC/IEEE 29148 §5.2.6, consistent",
)
def criteria_consistent(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    listed = {response.status for response in endpoint.responses}
    known: dict[str, int] = {}
    for criterion in endpoint.criteria:
        outcome = OUTCOME.search(criterion.text)
        if outcome is None:
            continue
        status = int(next(filter(None, outcome.groups())))
        before = " ".join(criterion.text[: outcome.start()].lower().split())
        at = address_of(endpoint.address, criterion)
        if before and known.setdefault(before, status) != status:
            yield Fault(
                at=at,
                message=f"the same request answers {known[before]} in another criterion",
                mend="keep one of the two, or say in which state each of them holds",
            )
        elif listed and status not in listed and OTHER.search(before) is None and not _fails(endpoint, status, spec):
            yield Fault(
                at=at,
                message=f"`{endpoint.address}` does not list {status}",
                mend="add a row for it to the answers, or end the criterion in one that is listed",
            )


def _fails(endpoint: Endpoint, status: int, spec: Spec) -> bool:
    return any(case.status == status for case in all_errors(endpoint, spec))
