"""A list names what it can be narrowed and ordered by, nothing of it is secret, and other parameters have an answer.

A parameter that takes any field name opens every column, and an order by a hash gives it away in a few hundred requests.
One that is misspelt and passed over shows all rows to somebody who asked for a few.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API
from groundplan.spec.effective import filter_of, is_list, model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

ANY_FIELD = frozenset({"filter", "filters", "where", "sort", "sort_by", "order", "order_by", "ordering"})
UNKNOWN = Pattern(
    r"\b(?:unknown|unexpected|undeclared|extra|other|repeated|duplicate)\b.*\bparam"
    r"|\bparam\w*\b.*\b(?:unknown|not listed|repeat|twice)",
    re.IGNORECASE,
)


def _in_list(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if not is_list(endpoint):
        return
    for parameter in endpoint.located("query"):
        kind = parameter.type.kind if parameter.type is not None else "str"
        bounded = bool(parameter.constraints.pattern) or parameter.filter is not None or kind in ("enum", "list")
        if parameter.name in ANY_FIELD and kind in ("str", "text", "json") and not bounded:
            yield Fault(
                at=endpoint.address / f"query {parameter.name}",
                message=f"`{parameter.name}` takes the name of any field",
                mend="list what it takes as an enum, or say the orders with `- **Sort**:` and a parameter for each filter",
            )
    model = model_of(endpoint, spec)
    secret = {field.name for field in model.fields if field.sensitivity == "secret"} if model is not None else set()
    for part, name in _used(endpoint, spec) if secret else ():
        if name in secret:
            yield Fault(
                at=endpoint.address / part,
                message=f"`{name}` is secret, and the order of the rows gives it away",
                mend="take it out",
            )


@rule(
    "PG004",
    severity="error",
    hears="spec",
    bad="- A value out of bounds is refused, never clamped.",
    good="- An unknown or repeated parameter is an error unless it is repeatable; a value out of bounds is refused, never "
    "clamped.",
    source="Zalando #137, #236; OWASP API3:2023",
    endpoints=_in_list,
)
def filter_sort_allow_list(spec: Spec) -> Iterator[Fault]:
    if any(UNKNOWN.search(note) for note in spec.api.notes):
        return
    if any(True for _ in spec.endpoints):
        yield Fault(
            at=API,
            message="nothing says what becomes of a query parameter that no endpoint has",
            mend="add a note to the API: `An unknown or repeated parameter is an error.`",
        )


def _used(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[str, str]]:
    """The fields that narrow, order and search the list, each with the part that says so."""
    model = model_of(endpoint, spec)
    for parameter in endpoint.located("query"):
        narrows = filter_of(parameter, model)
        if narrows is not None:
            yield f"query {parameter.name}", narrows.field
    for field in endpoint.sort.fields if endpoint.sort is not None else ():
        yield "sort", field.name
    for name in endpoint.search.fields if endpoint.search is not None else ():
        yield "search", name
