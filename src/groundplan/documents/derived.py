"""Derived parts: rows and diagrams that follow from facts stated elsewhere."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from groundplan.documents.form import Context, Diagram, Form, Table, all_parts
from groundplan.documents.inline import NOTHING
from groundplan.documents.pages import Placed, placed
from groundplan.spec.spec import Spec


class Expected(NamedTuple):
    """What a derived part should say; `head` is the key of the table that it stands in."""

    kind: str
    text: str
    head: str


def expected_rows(spec: Spec, files: Mapping[str, str]) -> dict[str, Expected]:
    """What every derived part of documents that exist should say, by `ADDRESS#KEY`.

    Args:
        spec: the facts.
        files: the document of each element that has one, by address; others are passed over.
    """
    found: dict[str, Expected] = {}
    for place in placed(spec):
        file = files.get(place.address)
        if file is not None and derived_parts(place.form):
            found.update(expected_of(place, file, spec))
    return found


def expected_of(place: Placed, file: str, spec: Spec) -> dict[str, Expected]:
    """What the derived parts of one element should say, in the document that it stands in."""
    context = Context(spec, file)
    found: dict[str, Expected] = {}
    for part in derived_parts(place.form):
        found.update(_expected(part, place.address, place.element, context))
    return found


_PARTS: dict[int, tuple[Table | Diagram, ...]] = {}


def derived_parts(form: Form) -> tuple[Table | Diagram, ...]:
    """The tables and diagrams of a form that have derived parts."""
    found = _PARTS.get(id(form))
    if found is None:
        found = _PARTS[id(form)] = _derived_parts(form)
    return found


def _derived_parts(form: Form) -> tuple[Table | Diagram, ...]:
    parts: list[Table | Diagram] = [part for part in all_parts(form.parts, (Table,)) if part.derived is not None]
    return (*parts, *all_parts(form.parts, (Diagram,)))


def _expected(part: Table | Diagram, address: str, element: Any, context: Context) -> dict[str, Expected]:
    if isinstance(part, Diagram):
        lines = part.lines(element, context)
        key = f"{address}#diagram {part.name}"
        return {key: Expected("diagram", "\n".join(lines), key)} if lines else {}
    head = f"{address}#head {part.name}"
    rows = part.derived(element, context) if part.derived is not None else ()
    return {
        f"{address}#{row.part}": Expected(
            row.derived, "\n".join("" if cell == NOTHING else cell for cell in row.cells), head
        )
        for row in rows
    }
