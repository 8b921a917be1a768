"""A list answers in pages, or says how many rows it can have at most.

Every table is small on the day it is made. A list without pages answers slower with each row, until it takes the server
down, and pages cannot be brought in later without breaking those who rely on getting everything.
"""

import re
from collections import Counter
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.effective import is_list
from groundplan.spec.endpoint import Endpoint, Pagination
from groundplan.spec.spec import Spec

BOUND = Pattern(r"(?:\b(?:at most|no more than|never more than|up to)|≤) ?\d|\d at most\b", re.IGNORECASE)


def _paged(spec: Spec) -> Spec:
    """Every list in the pages that most lists of the project have."""
    known = Counter(endpoint.pagination for endpoint in spec.endpoints if endpoint.pagination is not None)
    usual = next((paging for paging, _ in known.most_common(1)), Pagination("offset", 20, 100))

    def change(endpoint: Endpoint) -> Endpoint:
        if not _is_whole(endpoint):
            return endpoint
        responses = (
            response.replace(shape="page") if response.shape == "list" else response for response in endpoint.responses
        )
        return endpoint.replace(pagination=usual, responses=tuple(responses))

    return with_endpoints(spec, change)


@rule(
    "PG001",
    severity="error",
    hears="endpoint",
    bad="- **Behavior**: list `Task`",
    good="- **Behavior**: list `Task`\n- **Pagination**: offset, 20 a page, 100 at most",
    source="AIP-158; Zalando #159",
    unsafe_fix=_paged,
)
def list_paginated(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if _is_whole(endpoint):
        yield Fault(
            at=endpoint.address,
            message=f"`{endpoint.address}` answers with all rows at once, however many there are",
            mend="add `- **Pagination**: offset, 20 a page, 100 at most`, or a note that says `at most N rows`",
        )


def _is_whole(endpoint: Endpoint) -> bool:
    """Whether a list answers with all its rows and does not say how many that can be."""
    if endpoint.pagination is not None or not _lists(endpoint):
        return False
    said = (*endpoint.notes, *(response.when for response in endpoint.responses))
    return not any(BOUND.search(text) for text in said)


def _lists(endpoint: Endpoint) -> bool:
    """Whether rows are listed; a write that answers with many was sent as many."""
    writes = endpoint.behavior is not None and endpoint.behavior.writes
    return not writes and is_list(endpoint)
