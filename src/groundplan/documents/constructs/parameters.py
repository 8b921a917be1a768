"""The tables of path, query, header and cookie parameters."""

import re
from collections.abc import Iterable

from groundplan.documents.constructs.rules_cell import read_rules, write_rules
from groundplan.documents.constructs.shape_cells import cell, name_in
from groundplan.documents.constructs.type_text import read_default, read_type, write_default, write_type
from groundplan.documents.form import Cells, Context, RowOut, Table
from groundplan.documents.inline import code
from groundplan.spec.effective import paging_parameters
from groundplan.spec.endpoint import Endpoint, Filter, Location, Parameter

FILTER = re.compile(r"filter `([^`]+)` (=|≠|<|≤|>|≥|contains|starts with|is set)$")


def _known(piece: str, more: dict[str, object]) -> bool:
    if piece in ("required", "repeatable"):
        more[piece] = True
    elif match := FILTER.match(piece):
        more["filter"] = Filter(match[1]).replace(operator=match[2])
    else:
        return False
    return True


def _rules(parameter: Parameter) -> str:
    more = []
    if parameter.required and parameter.location != "path":
        more.append("required")
    if parameter.repeatable:
        more.append("repeatable")
    if parameter.filter is not None:
        more.append(f"filter {code(parameter.filter.field)} {parameter.filter.operator}")
    return write_rules(parameter.constraints, more, _known)


def _row(parameter: Parameter, derived: str = "") -> RowOut:
    name, type_ = code(parameter.name), write_type(parameter.type)
    rules, meaning = _rules(parameter), parameter.meaning
    part = f"{parameter.location} {parameter.name}"
    if parameter.location == "path":
        return RowOut(part, (name, type_, rules, meaning), derived)
    return RowOut(part, (name, type_, write_default(parameter.default), rules, meaning), derived)


def _paging_rows(endpoint: Endpoint, _: Context) -> Iterable[RowOut]:
    return (_row(parameter, "parameters") for parameter in paging_parameters(endpoint))


def parameter_table(location: Location, title: str) -> Table:
    """The table of the parameters at one location."""
    first = title.lower()

    def rows(endpoint: Endpoint) -> Iterable[RowOut]:
        return (_row(parameter) for parameter in endpoint.parameters if parameter.location == location)

    def read(cells: Cells) -> tuple[str, str, Parameter]:
        constraints, more = read_rules(cells.get("rules", ""), _known)
        parameter = Parameter(
            name=name_in(cells, first),
            location=location,
            type=read_type(cells.get("type", "")),
            required=location == "path",
            default=read_default(cells.get("default", "")),
            constraints=constraints,
            meaning=cell(cells, "meaning"),
        ).replace(**more)
        return f"{location} {parameter.name}", "parameters", parameter

    head = (title, "Type", "Rules", "Meaning") if location == "path" else (title, "Type", "Default", "Rules", "Meaning")
    return Table(location, head, rows, read, derived=_paging_rows if location == "query" else None)


PARAMETER_TABLES = (
    parameter_table("path", "Path parameter"),
    parameter_table("query", "Query parameter"),
    parameter_table("header", "Header"),
    parameter_table("cookie", "Cookie"),
)
