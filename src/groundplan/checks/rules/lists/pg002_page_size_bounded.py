"""A page has a usual size, and a largest one that a client cannot exceed.

Without a cap one request can ask for the whole table, which is the same as having no pages. Beyond some hundreds of rows
a page gains nothing and costs memory on both sides.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import all_errors
from groundplan.spec.endpoint import Endpoint, Pagination
from groundplan.spec.spec import Spec

LARGEST = 1000


@rule(
    "PG002",
    severity="error",
    hears="endpoint",
    bad="- **Pagination**: offset, 20 a page, 100000 at most",
    good="- **Pagination**: offset, 20 a page, 100 at most",
    source="OWASP API4:2023; AIP-158",
)
def page_size_bounded(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    paging = endpoint.pagination
    if paging is None:
        return
    at = endpoint.address / "pagination"
    if (wrong := _wrong(paging)) is not None:
        yield Fault(at=at, message=wrong, mend="say a size from 1 up to the cap, and a cap up to 1000")
    if not any(case.status in (400, 422) for case in all_errors(endpoint, spec)):
        yield Fault(
            at=at,
            message=f"nothing says what a page of more than {paging.cap} rows answers",
            mend="add the common error of invalid input, answered by endpoints with parameters or a body",
        )


def _wrong(paging: Pagination) -> str | None:
    if paging.size < 1:
        return f"a page of {paging.size} rows holds nothing"
    if paging.cap < paging.size:
        return f"a page has {paging.size} rows unless asked otherwise, but {paging.cap} at most"
    if paging.cap > LARGEST:
        return f"a page of {paging.cap} rows is no bound"
    return None
