"""Which endpoints a document declares, and what it says of each: one claim for every place that speaks of one."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from groundplan.documents.free.declaration import (
    Declared,
    declared_at_start,
    declared_cells,
    declared_inside,
    declared_request,
    declared_required,
    path_of,
)
from groundplan.documents.free.labels import Labelled, kind_of, labelled, parts
from groundplan.documents.free.nodes import Bullet, Fence, Line, Node, Row, Section, Table

# Languages of fences that hold no declaration but a program that calls one.
CODE = frozenset(
    [
        "bash",
        "sh",
        "shell",
        "zsh",
        "console",
        "curl",
        "python",
        "py",
        "javascript",
        "js",
        "jsx",
        "typescript",
        "ts",
        "tsx",
        "java",
        "go",
        "rust",
        "php",
        "ruby",
        "sql",
        "json",
        "yaml",
        "yml",
        "toml",
        "ini",
        "dockerfile",
        "html",
        "css",
        "xml",
        "mermaid",
        "diff",
        "kotlin",
        "swift",
        "csharp",
    ]
)
NOT_PROMISED = re.compile(
    r"\b(?:out[- ]of[- ]scope|future|planned|deferred|postponed|roadmap|not (?:yet )?implemented|deprecated endpoints?|removed|changelog|change log"
    r"|curl|sdk|client (?:example|usage|code)|usage examples?|code examples?|test(?:ing|s| cases?)?|examples? (?:usage|calls?)"
    r"|websocket|mcp tools?|deployment|troubleshooting|interactive documentation)\b",
    re.IGNORECASE,
)
# What holds for many endpoints is shown with one of them.
SHOWN = re.compile(
    r"\W*(?:\d[\d.]*\W+)?(?:filter(?:s|ing)|sort(?:ing)?|pagination|paging|versioning|rate[- ]limit(?:s|ing))"
    r"(?:\W+(?:and|filter\w*|sort\w*|search\w*|pagination|paging))*\W*$",
    re.IGNORECASE,
)
METHOD_COLUMN = re.compile(r"(?:http\s+)?(?:method|verb|m[eé]todo|메서드|메소드)s?$", re.IGNORECASE)
PATH_COLUMN = re.compile(
    r"(?:path|endpoint|route|url|uri|ruta|rota|caminho|경로|엔드포인트|resource)(?: path| url)?s?$", re.IGNORECASE
)


# A longer title is a sentence.
LONGEST = 100


class Claim(NamedTuple):
    """One place that declares an endpoint, and all that stands there about it.

    `trail` are the sections around it, outermost first. `cells` are those of a table row, by column title in lower case.
    `weight` tells a place that describes from one that only lists. `own` is the section that is about this endpoint alone.
    """

    declared: Declared
    summary: str
    parts: tuple[Labelled, ...]
    loose: tuple[Node, ...]
    cells: dict[str, str]
    trail: tuple[Section, ...]
    weight: int
    own: Section | None = None


def claims(root: Section) -> list[Claim]:
    """Every claim of a document, in its order."""
    return list(_in_section(root, ()))


def _in_section(section: Section, trail: tuple[Section, ...]) -> Iterator[Claim]:
    if NOT_PROMISED.search(section.title):
        return
    here = (*trail, section)
    declared = declared_at_start(section.title, section.line, section.column) if section.title else None
    if declared is None and section.title:
        declared = next(iter(_whole_titles(section)), None)
    if declared is not None:
        yield from _described(declared, section, here, section.nodes)
        return
    shown = SHOWN.match(section.title[:LONGEST]) is not None
    named = None if shown else _named_below(section)
    if named is not None:
        declared, rest = named
        yield from _described(declared, section, here, rest)
        return
    if not shown:
        yield from _listed(section.nodes, here)
    for inside in section.sections:
        yield from _in_section(inside, here)


def _whole_titles(section: Section) -> list[Declared]:
    """The endpoint of a title that names it in a code span behind its words: `Create a task (`POST /tasks`)`."""
    found = declared_inside(section.title, section.line, section.column)
    return found if len(found) == 1 else []


def _described(
    declared: Declared, section: Section, trail: tuple[Section, ...], nodes: Sequence[Node]
) -> Iterator[Claim]:
    """The claim of a section that is about one endpoint; sub-sections that declare another are claims of their own."""
    own: list[Section] = []
    others: list[Section] = []
    for inside in section.sections:
        (others if _declares(inside) else own).append(inside)
    found, loose = parts(nodes, own)
    yield _claim(declared, found, loose, trail)._replace(own=section)
    for inside in others:
        yield from _in_section(inside, trail)


def _declares(section: Section) -> bool:
    if declared_at_start(section.title, section.line, section.column) is not None or _named_below(section) is not None:
        return True
    return any(_declares(inside) for inside in section.sections)


def _claim(
    declared: Declared,
    found: tuple[Labelled, ...],
    loose: tuple[Node, ...],
    trail: tuple[Section, ...],
    cells: dict[str, str] | None = None,
) -> Claim:
    summary = _summary(declared.rest) or next((n.text for n in loose if isinstance(n, Line)), "")
    weight = 10 * len(found) + len(loose) + len(cells or ()) + bool(declared.rest)
    return Claim(declared, summary, found, loose, cells or {}, trail, weight)


def _summary(rest: str) -> str:
    return re.sub(r"^[\s:–—|-]+", "", rest).strip()


def _named_below(section: Section) -> tuple[Declared, tuple[Node, ...]] | None:
    """The one endpoint that a section with a name of its own is about, and its nodes without the declaration."""
    nodes = section.nodes
    found: list[tuple[int, Declared, tuple[Node, ...]]] = []
    for index, node in enumerate(nodes):
        for declared, left in _declaring(node):
            found.append((index, declared, left))
    if len(found) != 1:
        return _in_two_items(section) if not found else None
    index, declared, left = found[0]
    if not section.title or index > 2 or not _leads(nodes[:index]):
        return None
    # A list item that tells all by itself is one of a list, however short the list is.
    if isinstance(nodes[index], Bullet) and declared.rest and len(nodes) == 1:
        return None
    return declared, (*nodes[:index], *left, *nodes[index + 1 :])


def _leads(before: Sequence[Node]) -> bool:
    """Whether only prose stands before a declaration."""
    return all(isinstance(node, Line) for node in before)


def _declaring(node: Node) -> Iterator[tuple[Declared, tuple[Node, ...]]]:
    """The endpoint that a node declares for its section, with what else the node holds."""
    match node:
        case Line() | Bullet():
            declared = _in_text(node.text, node.line, node.column)
            if declared is not None:
                yield declared, node.children if isinstance(node, Bullet) else ()
        case Fence() if node.language not in CODE:
            requests = _requests(node)
            for declared, left in requests:
                yield declared, left
        case Table():
            for row, declared, _ in _rows(node):
                yield declared, (Line("", row.line, 1),)


def _in_text(text: str, line: int, column: int) -> Declared | None:
    """The endpoint of a line: at its begin, or behind a label such as `**Endpoint:**`."""
    said = labelled(text)
    if said is not None and kind_of(said[0]) in ("target", "method"):
        return declared_at_start(said[2], line, column + max(text.find(said[2]), 0)) if said[2] else None
    if said is not None and kind_of(said[0]):
        return None
    return declared_at_start(text, line, column)


def _in_two_items(section: Section) -> tuple[Declared, tuple[Node, ...]] | None:
    """The endpoint of `**Method**: GET` and `**Path**: /tasks`, which stand as two labels."""
    found: dict[str, tuple[str, int, int, int]] = {}
    for index, node in enumerate(section.nodes):
        said = labelled(node.text) if isinstance(node, Line | Bullet) else None
        kind = kind_of(said[0]) if said is not None else ""
        if said is not None and kind in ("method", "target") and isinstance(node, Line | Bullet):
            found.setdefault(kind, (said[2], index, node.line, node.column))
    if set(found) != {"method", "target"} or path_of(found["target"][0]) is None:
        return None
    text, first, line, column = found["target"]
    declared = declared_cells(found["method"][0], text, line, column)
    if len(declared) != 1:
        return None
    gone = (first, found["method"][1])
    return declared[0], tuple(node for index, node in enumerate(section.nodes) if index not in gone)


def _listed(nodes: Sequence[Node], trail: tuple[Section, ...]) -> Iterator[Claim]:
    """The claims of a section that lists endpoints; what follows one belongs to it up to the next."""
    pending: tuple[Declared, list[Node]] | None = None
    for index, node in enumerate(nodes):
        found = list(_in_node(node, trail))
        if found and pending is not None:
            yield _finished(pending, trail)
            pending = None
        if len(found) == 1 and (found[0].cells or found[0].parts) and _goes_on(node):
            yield _with_following(found[0], nodes, index + 1)
        elif len(found) == 1 and _goes_on(node):
            pending = (found[0].declared, [*found[0].loose])
        elif found:
            yield from found
        elif pending is not None:
            pending[1].append(node)
        elif isinstance(node, Line | Bullet):
            yield from _mentioned(node, trail)
    if pending is not None:
        yield _finished(pending, trail)


def _finished(pending: tuple[Declared, list[Node]], trail: tuple[Section, ...]) -> Claim:
    found, loose = parts(pending[1])
    return _claim(pending[0], found, loose, trail)


def _goes_on(node: Node) -> bool:
    """Whether what follows a declaration may belong to it."""
    return isinstance(node, Line | Fence | Table)


def _with_following(claim: Claim, nodes: Sequence[Node], start: int) -> Claim:
    """The claim of a table with one row, with the labelled parts that follow the table."""
    end = start
    while end < len(nodes) and not any(True for _ in _in_node(nodes[end], claim.trail)):
        end += 1
    found, loose = parts(nodes[start:end])
    return claim._replace(
        parts=(*claim.parts, *found), loose=(*claim.loose, *loose), weight=claim.weight + 5 * len(found)
    )


def _in_node(node: Node, trail: tuple[Section, ...]) -> Iterator[Claim]:
    match node:
        case Bullet():
            yield from _in_bullet(node, trail)
        case Line():
            declared = _in_text(node.text, node.line, node.column)
            if declared is not None:
                yield _claim(declared, (), (), trail)
        case Fence() if node.language not in CODE:
            requests = list(_requests(node))
            for declared, left in requests:
                found, loose = parts(left) if len(requests) == 1 else ((), ())
                yield _claim(declared, found, loose, trail)
        case Table():
            for _, declared, cells in _rows(node):
                yield _claim(declared, (), (), trail, cells)
        case _:
            return


def _in_bullet(node: Bullet, trail: tuple[Section, ...]) -> Iterator[Claim]:
    declared = _in_text(node.text, node.line, node.column)
    if declared is not None and len(declared_inside(node.text, node.line, node.column)) <= 1:
        found, loose = parts(node.children)
        yield _claim(declared, found, loose, trail)
        return
    several = declared_inside(node.text, node.line, node.column)
    if len(several) > 1:
        for one in several:
            yield _claim(one, (), (), trail)
        return
    for child in node.children:
        yield from _in_node(child, trail)


def _mentioned(node: Line | Bullet, trail: tuple[Section, ...]) -> Iterator[Claim]:
    """Endpoints that a sentence promises in a code span, or a requirement in its words; the weakest claims."""
    found = declared_inside(node.text, node.line, node.column) or declared_required(node.text, node.line, node.column)
    for declared in found:
        yield _claim(declared, (), (), trail)._replace(summary="", weight=0)


def _requests(fence: Fence) -> Iterator[tuple[Declared, tuple[Node, ...]]]:
    """The request lines of a fence, each with its headers and its body."""
    starts: list[tuple[int, Declared]] = []
    for index, text in enumerate(fence.lines):
        declared = declared_request(text, fence.line + index + 1)
        if declared is not None:
            starts.append((index, declared))
    ends = [*(at for at, _ in starts), len(fence.lines)][1:]
    for (index, declared), after in zip(starts, ends, strict=False):
        yield declared, tuple(_message(fence, index + 1, after))


def bodies_sent(fence: Fence) -> Iterator[Fence]:
    """The bodies of the requests that a fence shows."""
    for _, message in _requests(fence):
        yield from (node for node in message if isinstance(node, Fence))


def _message(fence: Fence, start: int, end: int) -> Iterator[Node]:
    """The headers of a request as a part of its own, and what stands behind the blank line as its body."""
    lines = fence.lines[start:end]
    blank = next((index for index, text in enumerate(lines) if not text.strip()), len(lines))
    for index, text in enumerate(lines[:blank]):
        if re.match(r"[A-Za-z-]+:\s", text):
            yield Line(f"**Headers**: {text}", fence.line + start + index + 1, 1)
    body = lines[blank + 1 :]
    if any(text.strip() for text in body):
        yield Line("**Request body**:", fence.line + start + blank + 1, 1)
        yield Fence("json", body, fence.line + start + blank + 1)


def _rows(table: Table) -> Iterator[tuple[Row, Declared, dict[str, str]]]:
    """The endpoints of a table that has a column for the method and one for the path, or both in one."""
    titles = [title.strip(" *`").lower() for title in table.titles]
    method = next((index for index, title in enumerate(titles) if METHOD_COLUMN.match(title)), None)
    path = next((index for index, title in enumerate(titles) if PATH_COLUMN.match(title) and index != method), None)
    if path is None:
        return
    for row in table.rows:
        cells = {title: cell.text for title, cell in zip(titles, row.cells, strict=False)}
        column = row.cells[path].column if path < len(row.cells) else 1
        if method is not None:
            found = declared_cells(row.text(method), row.text(path), row.line, column)
        else:
            one = declared_at_start(row.text(path), row.line, column)
            found = [] if one is None else [one]
        for declared in found:
            yield row, declared, cells
