"""What may be written where the cursor is: told by the fact or the column that it stands in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from groundplan.documents.blocks import DELIMITER, cells_of
from groundplan.documents.constructs.type_text import KINDS
from groundplan.documents.form import Fact
from groundplan.documents.inline import code
from groundplan.documents.read import Reading
from groundplan.spec.spec import Spec
from groundplan.surfaces.lsp.hover import form_of
from groundplan.surfaces.lsp.names import element_at

LABEL = re.compile(r" {0,3}[-*+] \*\*([\w '-]*)$")
FACT = re.compile(r" {0,3}[-*+] \*\*([\w '-]+?):?\*\*:? ")
# The keyword behind a type is no word that one can write.
TYPES = tuple(kind for kind in KINDS if kind != "ref")


class Offer(NamedTuple):
    """A text that may stand from the column `start` to the cursor, and what it is."""

    label: str
    text: str
    start: int
    detail: str = ""


def offers(reading: Reading, file: str, lines: Sequence[str], line: int, column: int) -> list[Offer]:
    """Everything that may be written at a place; lines and columns count from 0."""
    before = lines[line][:column] if line < len(lines) else ""
    if (label := LABEL.match(before)) is not None:
        return list(_labels(reading, file, line, label.start(1)))
    if before.lstrip().startswith("|"):
        return list(_cells(reading.spec, lines, line, before))
    if (fact := FACT.match(before)) is not None and _inside_backticks(before):
        start = before.rindex("`") + 1
        return [Offer(name, name, start, detail) for name, detail in _names(fact[1].lower(), reading.spec)]
    return []


def _inside_backticks(before: str) -> bool:
    return before.count("`") % 2 == 1


def _labels(reading: Reading, file: str, line: int, start: int) -> Iterator[Offer]:
    """The words of the language that the element may still say."""
    element = element_at(reading, file, line)
    form = form_of(element, reading.spec)
    if form is None:
        return
    said = {address for page in reading.pages if page.file == file for address in page.spans}
    for fact in form.facts.values():
        if not isinstance(fact, Fact) or f"{element}#{fact.part}" not in said:
            yield Offer(fact.label, f"{fact.label}**: ", start, fact.says)


def _names(label: str, spec: Spec) -> Iterator[tuple[str, str]]:
    """The names that a fact speaks of, each with what it is."""
    match label:
        case "behavior" | "relationship":
            yield from ((model.name, "model") for model in spec.models)
        case "auth" if spec.auth is not None:
            yield from ((role.name, "role") for role in spec.auth.roles)
            yield from ((permission.name, "permission") for permission in spec.auth.permissions)
        case "request body":
            yield from ((name, "schema") for name in _shapes(spec))
        case "scope":
            for model in spec.models:
                yield from ((f"{model.name}.{field}", "whose rows") for field in (model.owner, model.tenant) if field)
        case "router":
            yield from ((router.name, "router") for router in spec.routers if router.name)
        case _:
            return


def _shapes(spec: Spec) -> list[str]:
    return sorted(spec.schemas_by_name.keys() | spec.model_by_schema.keys())


def _cells(spec: Spec, lines: Sequence[str], line: int, before: str) -> Iterator[Offer]:
    """What may stand in a cell, by the title of its column."""
    titles = _titles(lines, line)
    index = len(cells_of(f"{before}x")[0]) - 1
    title = titles[index].lower() if 0 <= index < len(titles) else ""
    if _inside_backticks(before):
        start = before.rindex("`") + 1
    else:
        start = len(before) - len(before[before.rindex("|") + 1 :].lstrip())
    match title:
        case "type":
            yield from (Offer(kind, kind, start, "type") for kind in TYPES)
        case "response":
            status = cells_of(before)[0][0]
            found: Iterable[tuple[str, str]] = (
                _codes(spec, status) if status[:1] in ("4", "5") else ((name, "schema") for name in _shapes(spec))
            )
            for name, detail in found:
                yield Offer(name, name if _inside_backticks(before) else code(name), start, detail)


def _codes(spec: Spec, status: str) -> Iterator[tuple[str, str]]:
    for known in spec.errors.codes:
        if str(known.status) == status:
            yield known.code, known.meaning


def _titles(lines: Sequence[str], line: int) -> tuple[str, ...]:
    """The titles of the table that a row stands in."""
    for at in range(line, 0, -1):
        if "|" not in lines[at]:
            break
        if DELIMITER.match(lines[at]) and "-" in lines[at]:
            return cells_of(lines[at - 1])[0]
    return ()
