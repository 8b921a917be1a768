"""A list that is cut into pages has an order in which no two rows are equal.

Rows with the same time of creation come in any order, and in another one at the next request: some of them then stand on
two pages, others on none. A unique field at the end, usually the id, settles it.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import unique_keys
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.effective import model_of, scope_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

ORDERED = Pattern(
    r"\b(?:newest|oldest|latest|highest|lowest) first\b|\b(?:sorted|ordered) by\b|\balphabetical", re.IGNORECASE
)
TIED = Pattern(r"`id`|\bby id\b|\b(?:tie|unique)\b", re.IGNORECASE)


def _settled(spec: Spec) -> Spec:
    """Every order that says no tie-breaker, with the primary key at its end."""
    return with_endpoints(spec, lambda endpoint: _with_tie(endpoint, spec))


def _with_tie(endpoint: Endpoint, spec: Spec) -> Endpoint:
    model = model_of(endpoint, spec)
    key = model.primary_key if model is not None else ()
    if endpoint.pagination is None or endpoint.sort is None or endpoint.sort.tie or len(key) != 1:
        return endpoint
    return endpoint if _is_total(endpoint, spec) else endpoint.replace(sort=endpoint.sort.replace(tie=key[0].name))


@rule(
    "PG003",
    severity="error",
    hears="endpoint",
    bad="- **Sort**: `created_at` (default, descending)",
    good="- **Sort**: `created_at` (default, descending); then `id`",
    source="AIP-132, AIP-158",
    fix=_settled,
)
def total_order(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if endpoint.pagination is None:
        return
    if endpoint.sort is None:
        said = " ".join((endpoint.summary, *endpoint.notes, *(response.when for response in endpoint.responses)))
        if not ORDERED.search(said) or not TIED.search(said):
            yield Fault(
                at=endpoint.address,
                message="a page is cut from rows in no certain order",
                mend="add `- **Sort**: `created_at` (default, descending); then `id``",
            )
    elif not _is_total(endpoint, spec):
        yield Fault(
            at=endpoint.address / "sort",
            message="rows that are equal in the order can come twice, or on no page",
            mend="end it in a unique field: `; then `id``",
        )


def _is_total(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the tie-breaker is unique among the rows that are listed, or each order that may be asked for is."""
    model, sort = model_of(endpoint, spec), endpoint.sort
    if sort is None or model is None:
        return sort is not None and bool(sort.tie)
    scope = scope_of(endpoint, spec)
    bound = {scope.field.rpartition(".")[2]} if scope is not None else set()
    # What the path names is the same in all rows of the list: `/products/{product_id}/categories`.
    bound |= {
        name
        for name in (endpoint.behavior.by if endpoint.behavior is not None else ())
        if model.field(name) is not None
    }
    last = [sort.tie] if sort.tie else [field.name for field in sort.fields]
    keys = list(unique_keys(model))
    return bool(last) and all(any(key <= bound | {name} for key in keys) for name in last)
