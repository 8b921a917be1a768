"""A cursor is taken back only with the filters, the order and the caller that it was made for.

A client that keeps the cursor and changes the filter gets rows that fit neither, and no error. One that takes a cursor
apart and writes its own reads from where it should not. So it is said what both are answered.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

REFUSED = Pattern(
    r"\b(?:foreign|tampered|forged|invalid|malformed|unknown|changed|altered|another|other|wrong|broken|expired|stale)\b",
    re.IGNORECASE,
)


@rule(
    "PG006",
    severity="warning",
    hears="spec",
    bad="- **Pagination**: cursor, 20 a page, 100 at most",
    good="- **Pagination**: offset, 20 a page, 100 at most",
    source="AIP-158; Zalando #160",
)
def cursor_contract(spec: Spec) -> Iterator[Fault]:
    shared = (*spec.api.notes, *(code.meaning for code in spec.errors.codes), *(e.when for e in spec.errors.common))
    if _tells(shared):
        return
    silent = [endpoint for endpoint in spec.endpoints if _is_silent(endpoint)]
    if silent:
        others = f", nor at {len(silent) - 1} other lists" if len(silent) > 1 else ""
        yield Fault(
            at=silent[0].address / "pagination",
            message=f"nothing says what a cursor of another list, filter or caller answers{others}",
            mend="add a criterion, or a note to the API: a foreign or changed `cursor` answers the error of invalid input",
        )


def _is_silent(endpoint: Endpoint) -> bool:
    if endpoint.pagination is None or endpoint.pagination.style != "cursor":
        return False
    said = (*endpoint.notes, *(item.text for item in endpoint.criteria), *(case.when for case in endpoint.errors))
    return not _tells(said)


def _tells(texts: tuple[str, ...]) -> bool:
    return any("cursor" in text and REFUSED.search(text) for text in texts)
