"""Questions of the client about a place: what stands there, where it is defined, who mentions it, what may follow."""

import re
from collections.abc import Iterator
from typing import Protocol

from lsprotocol import types

from groundplan.spec.finding import Place
from groundplan.surfaces.lsp.completion import offers
from groundplan.surfaces.lsp.definition import defined_at
from groundplan.surfaces.lsp.hover import said_of, said_of_fact, said_of_rule
from groundplan.surfaces.lsp.names import Name, element_at, name_at, names
from groundplan.surfaces.lsp.server import Server
from groundplan.surfaces.lsp.symbols import Symbol, found_by, outline

LABEL = re.compile(r" {0,3}[-*+] \*\*([^*]+?):?\*\*")
RULE = re.compile(r"\b[A-Z]{2}\d{3}\b")
KINDS = {
    "router": types.SymbolKind.Namespace,
    "endpoint": types.SymbolKind.Method,
    "model": types.SymbolKind.Class,
    "schema": types.SymbolKind.Interface,
    "field": types.SymbolKind.Field,
    "code": types.SymbolKind.EnumMember,
    "document": types.SymbolKind.File,
}


class At(Protocol):
    """A request about a position in a document."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier: ...

    @property
    def position(self) -> types.Position: ...


def name_under(ls: Server, params: At) -> Name | None:
    """The name at the position of a request."""
    file = ls.file_of(params.text_document.uri)
    if ls.project is None or file is None:
        return None
    column = ls.lines_of(file).column(params.position)
    return name_at(ls.project.session.reading, file, params.position.line, column)


def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What the specification says of a name, a rule or a word of the language."""
    file = ls.file_of(params.text_document.uri)
    if ls.project is None or file is None:
        return None
    spec = ls.project.session.reading.spec
    if (name := name_under(ls, params)) is not None:
        text = said_of(name.meaning, spec)
    else:
        lines = ls.lines_of(file)
        line, column = lines.line(params.position.line), lines.column(params.position)
        code = next((rule[0] for rule in RULE.finditer(line) if rule.start() <= column <= rule.end()), "")
        text = said_of_rule(code)
        label = LABEL.match(line)
        if not text and label is not None and label.start() <= column <= label.end():
            element = element_at(ls.project.session.reading, file, params.position.line)
            text = said_of_fact(label[1], element, spec)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None


def definition(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    """Where the thing is defined that a name means."""
    name = name_under(ls, params)
    if ls.project is None or name is None:
        return None
    place = defined_at(name.meaning, ls.project.session.reading)
    return None if place is None else location(ls, place)


def location(ls: Server, place: Place) -> types.Location:
    return types.Location(ls.uri_of(place.file), ls.lines_of(place.file).marked(place))


def references(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    """Every mention of what a name means, and, if it is asked for, its definition."""
    name = name_under(ls, params)
    if ls.project is None or name is None:
        return None
    reading = ls.project.session.reading
    defined = defined_at(name.meaning, reading)
    found = (other for other in names(reading) if other.meaning == name.meaning)
    lines = {page.file: ls.lines_of(page.file) for page in reading.pages}
    return [
        types.Location(ls.uri_of(other.file), lines[other.file].range(other.line, other.start, other.end))
        for other in found
        if params.context.include_declaration or defined is None or not _stands_at(other, defined)
    ]


def _stands_at(name: Name, place: Place) -> bool:
    return (name.file, name.line + 1) == (place.file, place.line)


def completion(ls: Server, params: types.CompletionParams) -> list[types.CompletionItem]:
    """What may be written at a place."""
    file = ls.file_of(params.text_document.uri)
    if ls.project is None or file is None:
        return []
    lines, at = ls.lines_of(file), params.position
    column = lines.column(at)
    return [
        types.CompletionItem(
            offer.label,
            detail=offer.detail,
            filter_text=offer.text,
            text_edit=types.TextEdit(lines.range(at.line, offer.start, column), offer.text),
        )
        for offer in offers(ls.project.session.reading, file, lines.lines, at.line, column)
    ]


def document_symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The elements of a document, one inside of the other."""
    file = ls.file_of(params.text_document.uri)
    pages = () if ls.project is None else ls.project.session.reading.pages
    found = (
        outline(ls.project.session.reading, page) for page in pages if ls.project is not None and page.file == file
    )
    lines = ls.lines_of(file or "")

    def symbol(one: Symbol) -> types.DocumentSymbol:
        heading = lines.range(one.start, 0, len(lines.line(one.start)))
        whole = lines.lines_range(one.start, one.end)
        return types.DocumentSymbol(one.name, KINDS[one.kind], whole, heading, children=[*map(symbol, one.inside)])

    return [symbol(one) for symbols in found for one in symbols]


def workspace_symbols(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
    """The elements and codes of all documents that fit a query."""
    return list(_workspace_symbols(ls, params.query))


def _workspace_symbols(ls: Server, query: str) -> Iterator[types.WorkspaceSymbol]:
    if ls.project is not None:
        for name, kind, place in found_by(query, ls.project.session.reading):
            yield types.WorkspaceSymbol(location(ls, place), name, KINDS[kind])
