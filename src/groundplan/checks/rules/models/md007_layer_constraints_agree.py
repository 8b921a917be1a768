"""What an endpoint accepts for a column, the column can hold.

A body of its own repeats what the table says, and the copy drifts. Where it is stricter, less comes through; where it is
looser, the value passes every check and breaks in the database, as an error of the server.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.written import written_columns
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.effective import filter_of, is_list, model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Type


def _tightened(spec: Spec) -> Spec:
    """The specification in which no body of its own goes beyond the bounds of a column.

    A value that the column does not know stays, since it may be the column that lacks it.
    """

    def change(endpoint: Endpoint) -> Endpoint:
        if endpoint.body is None or not endpoint.body.fields:
            return endpoint
        columns = {sent.name: column for sent, column in written_columns(endpoint, spec)}
        fields = (_within(sent, columns.get(sent.name)) for sent in endpoint.body.fields)
        return endpoint.replace(body=endpoint.body.replace(fields=tuple(fields)))

    return with_endpoints(spec, change)


def _within(sent: SchemaField, column: Field | None) -> SchemaField:
    """The field with the narrower of its own bounds and the column's; as it is where no value is in both."""
    if column is None or sent.type is None or column.type is None or sent.type.values:
        return sent
    mine, own = sent.constraints.bounds, column.constraints.bounds
    low = max((bound for bound in (mine.low, own.low) if bound is not None), default=None)
    high = min((bound for bound in (mine.high, own.high) if bound is not None), default=None)
    if _group(sent.type) != _group(column.type) or (low is not None and high is not None and low > high):
        return sent
    return sent.replace(constraints=sent.constraints.replace(bounds=Bounds(low, high)))


@rule(
    "MD007",
    severity="error",
    hears="endpoint",
    bad="| `role` | enum(`member`, `admin`, `owner`) | no | no | — | — | the new role |",
    good="| `role` | enum(`member`, `admin`) | no | no | — | — | the new role |",
    source="PostgreSQL, Character Types, Numeric Types",
    fix=_tightened,
)
def layer_constraints_agree(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for sent, column in written_columns(endpoint, spec):
        if looser := _looser(sent, column):
            yield Fault(
                at=endpoint.address / f"body {sent.name}",
                message=f"`{sent.name}` {looser}",
                mend=f"say here what the column `{column.name}` says, or less",
            )
    model = model_of(endpoint, spec)
    for parameter in endpoint.parameters if model is not None and is_list(endpoint) else ():
        narrows = filter_of(parameter, model)
        field = model.field(narrows.field) if model is not None and narrows is not None else None
        unknown = _unknown(parameter.type, field.type) if field is not None else ""
        if unknown:
            yield Fault(
                at=endpoint.address / f"{parameter.location} {parameter.name}",
                message=f"`{parameter.name}` may be {unknown}, which no row has",
                mend="list the values of the column",
            )


def _looser(sent: SchemaField, column: Field) -> str:
    """In which way a field accepts more than its column holds; empty where it does not."""
    here, there = sent.type, column.type
    if here is None or there is None:
        return ""
    if unknown := _unknown(here, there):
        return f"may be {unknown} here, and its column knows no such value"
    if _group(here) != _group(there):
        return f"is {here} here, and its column is {there}"
    mine, own = sent.constraints.bounds, column.constraints.bounds
    if here.values:
        return ""
    if own.high is not None and (mine.high is None or mine.high > own.high):
        most = "without end" if mine.high is None else f"up to {mine.high}"
        return f"goes {most} here, and its column up to {own.high}"
    if own.low is not None and (mine.low is None or mine.low < own.low):
        return f"begins below {own.low} here, and its column does not"
    return ""


def _unknown(here: Type | None, there: Type | None) -> str:
    """The values of one choice that another does not have."""
    if here is None or there is None or not here.values or not there.values:
        return ""
    return " or ".join(f"`{value}`" for value in here.values if value not in there.values)


def _group(type_: Type) -> str:
    """Types that hold the same values up to their bounds; text that is a choice is none of them."""
    if type_.kind == "bytes" or type_.textual:
        return "text"
    return "number" if type_.numeric else type_.kind
