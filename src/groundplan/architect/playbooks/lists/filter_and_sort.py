"""Filters and orders for a list, with the indexes that serve them."""

from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.designs.lists import NUMERIC, TEMPORAL, equality, order_of, serving
from groundplan.architect.designs.taxonomy import criteria, extended, invalid
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.playbooks.lists.paginate_a_list import list_of
from groundplan.architect.understand.lists import asked_filters, asked_sorts, find_filters, find_sorts
from groundplan.architect.understand.wish import Wish
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Criterion, Endpoint, Filter, Parameter, Sort, SortField
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    spec, endpoint = ground.spec, list_of(ground.spec, ground.intent.resource)
    model = None if endpoint is None else model_of(endpoint, spec)
    if endpoint is None or model is None:
        return spec
    router = spec.router_by_endpoint[endpoint.address]
    filters, sorts = ground.intent.filters, ground.intent.sorts
    if ground.intent.names:
        # They were said before it was known of which list.
        filters, _ = find_filters(ground.intent.quote, model)
        sorts, default, _ = find_sorts(ground.intent.quote, model)
        ground = replace(ground, intent=ground.intent.replace(sorts=sorts, sort_default=default))
    for name in filters:
        field = model.field(name.removesuffix(" range"))
        if field is not None:
            endpoint, model = _filtered(endpoint, model, field, name.endswith(" range"), spec)
    if sorts or ground.intent.sort_default:
        endpoint, model = _sorted(endpoint, model, ground)
    return spec.with_endpoint(endpoint, router.name).with_model(model)


def _filtered(endpoint: Endpoint, model: Model, field: Field, ranged: bool, spec: Spec) -> tuple[Endpoint, Model]:
    """The list with a filter by a field, and the model with an index that serves it in the list's order."""
    kind = field.type.kind if field.type is not None else "str"
    ranges = kind in TEMPORAL or (ranged and kind in NUMERIC) or kind in ("decimal", "float")
    wanted = _between(field) if ranges else (equality(field),)
    known = {parameter.name for parameter in endpoint.parameters}
    new = tuple(parameter for parameter in wanted if parameter.name not in known)
    if not new:
        return endpoint, model
    filtered = endpoint.replace(
        parameters=(*endpoint.parameters, *new),
        criteria=extended(endpoint.criteria, *_filter_criteria(field, new, spec)),
    )
    order = () if ranges else (order_of(endpoint),)
    return filtered, serving(model, model.owner, field.name, *order)


def _between(field: Field) -> tuple[Parameter, Parameter]:
    """Two parameters, both bounds inclusive."""
    what = field.name.replace("_", " ")
    low, high = (
        Parameter(
            name=f"{field.name}_{end}",
            location="query",
            type=field.type,
            constraints=field.constraints,
            filter=Filter(field.name, "≥" if end == "from" else "≤"),
            meaning=f"only those whose {what} is {'this or more' if end == 'from' else 'this or less'}",
        )
        for end in ("from", "to")
    )
    return low, high


def _filter_criteria(field: Field, new: tuple[Parameter, ...], spec: Spec) -> tuple[Criterion, ...]:
    name = new[0].name
    if len(new) > 1:
        return criteria(
            f"`?{new[0].name}=…&{new[1].name}=…` brings only rows whose `{field.name}` lies between the two, both "
            f"included; a first above the second answers 200 with no items."
        )
    if field.type is not None and field.type.kind == "enum" and len(field.type.values) > 1:
        first, second = field.type.values[0], field.type.values[-1]
        return criteria(
            f"`?{name}={first}&{name}={second}` brings rows of either {name.replace('_', ' ')} and no other; a value that "
            f"is none of them answers {invalid(spec)} with `field` = `{name}`."
        )
    return criteria(f"`?{name}=…` brings only rows with that `{name}`; when none has it, 200 with no items.")


def _sorted(endpoint: Endpoint, model: Model, ground: Ground) -> tuple[Endpoint, Model]:
    """The list with these orders, each served by an index."""
    had = endpoint.sort or Sort((), "id")
    wanted = ground.intent.sort_default
    names = {field.name for field in had.fields}
    asked = dict.fromkeys((*ground.intent.sorts, *filter(None, (wanted.lstrip("-"),))))
    known = tuple(name for name in asked if model.field(name) is not None)
    fields = (*had.fields, *(SortField(name) for name in known if name not in names))
    if wanted and model.field(wanted.lstrip("-")) is not None:
        fields = tuple(
            field.replace(default=field.name == wanted.lstrip("-"), descending=_descends(field, wanted))
            for field in fields
        )
    sort = Sort(fields, had.tie or "id")
    if sort == endpoint.sort:
        return endpoint, model
    for name in known:
        model = serving(model, model.owner, name)
    first = next((name for name in known if name not in names), wanted.lstrip("-"))
    told = criteria(
        f"`?sort={first}` brings the lowest `{first}` first, `?sort=-{first}` the highest; equal ones by `id`."
    )
    summary = endpoint.summary
    if wanted and ", newest first" in summary:
        way = "descending" if wanted.startswith("-") else "ascending"
        summary = summary.replace(", newest first", f", by {wanted.lstrip('-').replace('_', ' ')} {way}")
    kept = tuple(_without_order(item, wanted) for item in endpoint.criteria)
    return endpoint.replace(sort=sort, summary=summary, criteria=extended(kept, *told)), model


def _descends(field: SortField, wanted: str) -> bool:
    return wanted.startswith("-") if field.name == wanted.lstrip("-") else False


def _without_order(item: Criterion, wanted: str) -> Criterion:
    """A criterion that promised the newest first no longer does when the default order changes."""
    return item.replace(text=item.text.replace(", newest first", "")) if wanted else item


def _reads(wish: Wish) -> Intent | None:
    if wish.model is None:
        # Which list is meant can be asked, unless it is named and not there.
        named = (*asked_filters(wish.text), *asked_sorts(wish.text))
        return Intent("filter-and-sort", names=named) if named and set(wish.models) - {"users"} else None
    filters, unfiltered = find_filters(wish.text, wish.model)
    sorts, default, unsorted = find_sorts(wish.text, wish.model)
    if not (filters or sorts or default):
        return None
    left = (*unfiltered, *unsorted)
    return Intent("filter-and-sort", wish.resource, filters=filters, sorts=sorts, sort_default=default, left=left)


playbook = Playbook(
    name="filter-and-sort",
    title="Filter and order a list",
    calls=(
        "filter|filterable|narrow",
        "filter by",
        "filter sort",
        "sort|sortable list",
        "sort|sortable by",
        "list must|should|be|can sort|sortable|filter|filterable by",
        "want|can|able|need|able sort|filter by",
        "order list by",
        "~order by",
        "sort",
        "newest|oldest|latest first",
        "cheapest|expensive first",
        "alphabetical order",
        "only by",
        "range list",
    ),
    near="an order has a sort code",
    stage="lists",
    targets=True,
    reads=_reads,
    touches=("GET", "model {model}"),
    example="the /api/projects list needs filtering by status and sorting by name",
    options=lambda _: (Option("parameters", "Named query parameters", _build),),
)
