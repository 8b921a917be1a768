"""Counts and sums over the rows of a resource, by day, week or month, or by a choice."""

from groundplan.architect.designs.anchor import with_new
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, invalid, with_codes
from groundplan.architect.playbooks.lists.paginate_a_list import list_of
from groundplan.spec.behavior import Behavior
from groundplan.spec.effective import access_of, model_of
from groundplan.spec.endpoint import Endpoint, ErrorCase, Parameter, RateLimit, Response
from groundplan.spec.model import Model, Schema, SchemaField
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import ErrorCode
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type, literal

LONGEST = 366
COUNT = Constraints(bounds=Bounds(0, None))


class Counted(Noun, frozen=True):
    """What is to be built: rows counted by time or by `group`, a field with few values; `summed` are added up as well."""

    names: Names
    group: str
    summed: tuple[str, ...]


def with_statistics(spec: Spec, counted: Counted) -> Spec:
    """The specification with an endpoint that counts the rows which the list would bring."""
    listing = list_of(spec, counted.names.collection)
    model = model_of(listing, spec) if listing is not None else None
    if listing is None or model is None:
        return spec
    made = _endpoint(listing, model, counted, spec)
    if made.address in spec.endpoints_by_address:
        return spec
    spec = with_codes(
        spec, *(ErrorCode(case.status, case.code, "Invalid", "since", meaning=case.when) for case in made.errors)
    )
    for schema in _shapes(model, counted):
        spec = spec.with_schema(schema)
    return with_new(spec, spec.router_by_endpoint[listing.address].name, made)


def _shapes(model: Model, counted: Counted) -> tuple[Schema, ...]:
    field = model.field(counted.group)
    label = field.type if field is not None else Type("date")
    sums = tuple(
        SchemaField(f"{name}_sum", found.type, meaning=f"the sum of `{name}`")
        for name in counted.summed
        if (found := model.field(name)) is not None
    )
    what = counted.group or "first day of the bucket"
    bucket = Schema(
        f"{model.name}Count",
        f"How many {counted.names.words} there are of one kind.",
        (
            SchemaField(counted.group or "day", label, meaning=f"the {what.replace('_', ' ')}"),
            SchemaField("count", Type("int"), constraints=COUNT, meaning="the rows"),
            *sums,
        ),
    )
    rows = Type("list", item=Type("ref", name=bucket.name))
    size = Constraints(bounds=Bounds(0, LONGEST))
    return (
        bucket,
        Schema(
            f"{model.name}Statistics",
            f"How many {counted.names.words} there are, and of which kind.",
            (
                SchemaField("total", Type("int"), constraints=COUNT, meaning="all of them"),
                SchemaField("items", rows, constraints=size, meaning="in order; a bucket without rows is there with 0"),
            ),
        ),
    )


def _endpoint(listing: Endpoint, model: Model, counted: Counted, spec: Spec) -> Endpoint:
    names, bad = counted.names, invalid(spec)
    access = access_of(listing, spec)
    secured = access is not None and access.secured
    day = Type("date")
    bounds = (
        Parameter("since", "query", day, required=True, meaning="the first day, in UTC"),
        Parameter("until", "query", day, required=True, meaning=f"the last day, {LONGEST} days later at most"),
    )
    bucket = Parameter(
        "bucket",
        "query",
        Type("enum", values=("day", "week", "month")),
        default=literal("day"),
        meaning="how long a bucket is",
    )
    whose = f"Another user's {names.words} never count." if model.owner else ""
    by = f"`{counted.group}`" if counted.group else "`bucket`"
    return Endpoint(
        method="GET",
        path=f"{listing.path}/statistics",
        summary=f"Count the {names.words} by {counted.group.replace('_', ' ') or 'time'}.",
        access=listing.access,
        scope=listing.scope,
        behavior=Behavior(
            "other", text=f"count the rows that `GET {listing.path}` would bring, of `since` to `until`, by {by}"
        ),
        parameters=(*bounds, *(() if counted.group else (bucket,))),
        responses=(Response(200, f"{model.name}Statistics", when="always, also when there are none"),),
        errors=(
            ErrorCase(
                422, f"{names.one}_range_invalid", f"`until` is before `since`, or more than {LONGEST} days after it"
            ),
        ),
        rate_limits=(RateLimit(20, "minute", "user" if secured else "address"),),
        notes=("The counts are of the moment of the request, by one query over an index; nothing is kept.",),
        criteria=criteria(
            f"With two {names.words} of one bucket and one of another, 200 brings `total` = 3 and `count` = 2 and 1.",
            whose,
            f"An `until` before `since`, and one {LONGEST + 1} days after it, answer 422 `{names.one}_range_invalid`.",
            f"A request without `since` answers {bad} with `field` = `since`.",
        ),
    )
