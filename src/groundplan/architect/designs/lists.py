"""Lists: pages, orders, filters, and the indexes that serve them."""

from groundplan.architect.designs.taxonomy import invalid
from groundplan.spec.conventions import Conventions
from groundplan.spec.endpoint import Endpoint, Pagination, Parameter
from groundplan.spec.model import Field, Index, Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

NUMERIC = ("int", "decimal", "float")
TEMPORAL = ("date", "datetime", "time")


def pages(conventions: Conventions) -> Pagination:
    """Pages as the project cuts them."""
    size = min(conventions.page_size, conventions.page_cap)
    return Pagination(conventions.page_style, size, conventions.page_cap)


def page_criteria(paging: Pagination, spec: Spec) -> tuple[str, str]:
    """What a test shows of the bounds of a list: a page that is too large, and one behind the last."""
    size = "per_page" if paging.style == "page" else "limit"
    past = {
        "offset": "An `offset` past the end answers 200 with no items and the same `total`.",
        "page": "A `page` past the end answers 200 with no items and the same `total`.",
        "cursor": f"The last page has `next_cursor` = null; a foreign `cursor` answers {invalid(spec)}.",
    }
    return f"`?{size}={paging.cap + 1}` answers {invalid(spec)} with `field` = `{size}`.", past[paging.style]


def total_word(style: str) -> str:
    return "`next_cursor` is null" if style == "cursor" else "`total`"


def equality(field: Field) -> Parameter:
    """A filter by the value of a field; a choice may be asked for several times."""
    several = field.type is not None and field.type.kind == "enum"
    what = field.name.replace("_", " ")
    one = f"only those with this {what}"
    if field.type is not None and field.type.kind == "bool":
        one = f"only those that are {what.removeprefix('is ')}, or only those that are not"
    return Parameter(
        name=field.name,
        location="query",
        type=field.type or Type("str"),
        constraints=field.constraints,
        repeatable=several,
        meaning=f"only those with one of these values of {what}" if several else one,
    )


def serving(model: Model, *columns: str) -> Model:
    """The model with an index over these columns, unless one begins with them already."""
    wanted = tuple(column for column in columns if column)
    for index in model.indexes:
        if tuple(name.lstrip("-") for name in index.fields[: len(wanted)]) == wanted and not index.where:
            return model
    return model.replace(indexes=(*model.indexes, Index(wanted)))


def order_of(endpoint: Endpoint) -> str:
    """The field by which a list is ordered when nobody asks."""
    if endpoint.sort is None:
        return ""
    return next((field.name for field in endpoint.sort.fields if field.default), "")
