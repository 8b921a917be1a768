"""What an endpoint answers: its statuses, with the body, the code and the condition of each where they are said."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from groundplan.documents.free.labels import Labelled, kind_of
from groundplan.documents.free.nodes import Bullet, Fence, Line, Node, Table
from groundplan.documents.free.outline import flat

KNOWN = frozenset((*range(200, 209), *range(301, 309), *range(400, 419), *range(421, 430), 431, 451, *range(500, 512)))
NUMBER = re.compile(r"(?<![\w.#/:-])([2-5]\d\d)(?![\w%]|[.:]\d|-\d)(?P<after>\s+\w+)?")
UNIT = re.compile(
    r"\s+(?:char\w*|caracter\w*|items?|rows?|ms|milli\w*|sec\w*|min\w*|hours?|days?|kb|mb|gb|bytes?|words?|requests?|req|times|per|tasks?|entries|records|users|letters|symbols|자)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"[`\"']([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[A-Z][A-Z0-9]{3,})[`\"']")
FIELD = re.compile(r"\"?(?:code|error_code|errorCode|error)\"?\s*:\s*\"([A-Za-z][A-Za-z0-9_]*)\"")
NAMED = re.compile(
    r"(?P<list>(?:array|list|lista|array) (?:of|de)\s+)?`?(?P<wrap>list|List|Page|array|Array)?\[?`?(?P<name>[A-Z][A-Za-z0-9]+)`?(?P<many>\[\])?\]?`?(?: objects?| array| list)?"
)
STATUS_COLUMN = re.compile(
    r"(?:http )?(?:status(?: codes?)?|codes?|c[oó]digos?(?: http)?|statuses|상태(?: 코드)?|코드|error codes?|http)$",
    re.IGNORECASE,
)
# `The ferry as it is now (201 Created)`.
CLOSING = re.compile(r"\s*\(`?[2-5]\d\d\b(?: [A-Z][\w-]*){0,3}`?\)[.*`]*$")
# `A wrong status: 400 with the valid values`: the condition before its answer.
CASE = re.compile(r"(?P<when>[^:]{3,120}):\s*[`*]*[45]\d\d\b(?P<rest>.*)")
# `Delete it (needs a token, returns `204` on success)`
RETURNED = re.compile(r"\breturns?\s+`?[2-5]\d\d\b", re.IGNORECASE)
# What a body is called that is not named, or begins one that is shown.
BODY = re.compile(r"\b(?:objects?|array|list|json|details|record|token|items)\b|[{\[]", re.IGNORECASE)
# Longer words name no shape.
LONGEST = 1_000
WHEN = re.compile(r"(?:when|if|on|in case|cuando|si|quando|se|on failure)\b.*:?$", re.IGNORECASE)


class Answer(NamedTuple):
    """One status; `schema` and `many` where a body is named, `code` where an error has a word of its own.

    `shown` says that a sample of the body stands there.
    """

    status: int
    line: int
    column: int
    when: str = ""
    code: str = ""
    schema: str = ""
    many: bool = False
    shown: bool = False


def statuses_in(text: str) -> list[tuple[int, int]]:
    """The HTTP statuses that a text names, each with where it begins; numbers that count something are none."""
    found = []
    for match in NUMBER.finditer(text):
        if int(match[1]) in KNOWN and UNIT.match(text, match.end(1)) is None:
            found.append((int(match[1]), match.start(1)))
    return found


def answers(parts: Sequence[Labelled], loose: Sequence[Node], cells: dict[str, str], line: int) -> tuple[Answer, ...]:
    """Every answer of one endpoint, each status once, in the order of the text."""
    found: dict[int, Answer] = {}
    for answer in _all(parts, loose, cells, line):
        known = found.get(answer.status)
        found[answer.status] = answer if known is None else _richer(known, answer)
    successes = [status for status in found if status < 400]
    if len(successes) == 1 and any(kind_of(part.label) == "answer" and _shows(part) for part in parts):
        found[successes[0]] = found[successes[0]]._replace(shown=True)
    return tuple(found.values())


def _shows(part: Labelled) -> bool:
    """Whether a part shows the body of the success, which may stand apart from its status."""
    return part.text.lstrip("` ")[:1] in ("{", "[") or (_shown(part.nodes) and not statuses_in(part.detail))


def _richer(one: Answer, other: Answer) -> Answer:
    """Two mentions of one status as one: what the first leaves open is taken from the second."""
    return one._replace(
        when=one.when or other.when,
        code=one.code or other.code,
        schema=one.schema or other.schema,
        many=one.many or other.many,
        shown=one.shown or other.shown,
    )


def _all(parts: Sequence[Labelled], loose: Sequence[Node], cells: dict[str, str], line: int) -> Iterator[Answer]:
    before: Labelled | None = None
    for part in parts:
        kind = kind_of(part.label)
        if kind in ("answer", "error", "status"):
            yield from _of_part(part, kind, _condition(before))
        elif not kind and (said := statuses_in(part.label)) and said[0][1] == 0:
            yield _answer(said[0][0], f"{part.detail} {part.text}", part.line, part.column, part.nodes)
        elif kind == "behavior":
            yield from _in_behaviour(part)
        before = part
    for title, text in cells.items():
        if kind_of(title) in ("answer", "error", "status") or STATUS_COLUMN.match(title):
            for status, _ in statuses_in(text):
                yield Answer(status, line, 1)
    yield from _loose(loose)


def _condition(before: Labelled | None) -> str:
    """`When the address is taken:` on the line before the answer."""
    last = before.nodes[-1] if before is not None and before.nodes else None
    return (
        last.text.rstrip(":").strip()
        if isinstance(last, Line) and WHEN.match(last.text) and len(last.text) < 120
        else ""
    )


def _of_part(part: Labelled, kind: str, when: str) -> Iterator[Answer]:
    head = statuses_in(part.detail) or ([] if kind == "status" else statuses_in(part.text)[:1])
    if part.detail and head:
        yield _answer(head[0][0], part.text, part.line, part.column, part.nodes, when)
        for status, _ in (*head[1:], *statuses_in(part.text)):
            yield Answer(status, part.line, part.column)
    else:
        yield from _in_line(part.text, part.line, part.column, part.nodes, when)
    for node in part.nodes:
        yield from _in_node(node)
    for before, node in pairwise(part.nodes):
        # A sample in the list below its status, where Markdown ends the list.
        said = statuses_in(before.text) if isinstance(before, Bullet | Line) else []
        if len(said) == 1 and said[0][1] <= 12 and isinstance(before, Bullet | Line) and _shown((node,)):
            yield Answer(said[0][0], before.line, before.column, shown=True)


def _in_line(text: str, line: int, column: int, nodes: Sequence[Node], when: str = "") -> Iterator[Answer]:
    """The statuses of one line; where there is one alone, all the line is about it."""
    said = statuses_in(text)
    if len(said) == 1 and (closing := CLOSING.search(text)) is not None:
        yield _answer(said[0][0], text[: closing.start()], line, column, nodes, when)
        return
    for index, (status, start) in enumerate(said):
        end = said[index + 1][1] if index + 1 < len(said) else len(text)
        yield _answer(status, text[start + 3 : end], line, column, nodes if len(said) == 1 else (), when)


def _in_node(node: Node) -> Iterator[Answer]:
    match node:
        case Bullet():
            said = statuses_in(node.text)
            if said and said[0][1] <= 12:
                yield from _in_line(node.text, node.line, node.column, node.children)
            elif (case := CASE.match(node.text)) is not None and len(said) == 1:
                yield _answer(
                    said[0][0], case["rest"], node.line, node.column, node.children, case["when"].strip(" *`_")
                )
            for child in node.children:
                yield from _in_node(child)
        case Line():
            said = statuses_in(node.text)
            if said and said[0][1] <= 12:
                yield from _in_line(node.text, node.line, node.column, ())
        case Fence():
            yield from _in_fence(node)
        case Table():
            yield from _in_table(node)


def _in_fence(fence: Fence) -> Iterator[Answer]:
    """Statuses that comments in a block of samples, or its status lines, tell."""
    for index, text in enumerate(fence.lines):
        plain = text.strip()
        comment = re.match(r"(?://|#|/\*|--)\s*(.*)", plain)
        message = re.match(r"HTTP/[\d.]+\s+(\d{3}.*)", plain)
        if comment is None and message is None:
            continue
        told = comment[1] if comment is not None else message[1] if message is not None else ""
        said = statuses_in(told)
        if said and said[0][1] <= 12:
            block = "\n".join(fence.lines[index + 1 : index + 8])
            code = FIELD.search(block)
            when = re.search(r"\(([^)]*)\)", told)
            yield Answer(said[0][0], fence.line + index + 1, 1, when[1] if when else "", code[1] if code else "")


def _in_table(table: Table) -> Iterator[Answer]:
    titles = [title.strip(" *`").lower() for title in table.titles]
    column = next((index for index, title in enumerate(titles) if STATUS_COLUMN.match(title)), None)
    candidates = [column] if column is not None else range(len(titles))
    for row in table.rows:
        for index in candidates:
            said = statuses_in(row.text(index))
            if said and index is not None:
                rest = " ".join(cell.text for at, cell in enumerate(row.cells) if at != index)
                yield _answer(said[0][0], rest, row.line, row.cells[index].column, ())
                break


def _in_behaviour(part: Labelled) -> Iterator[Answer]:
    for node in part.nodes:
        if isinstance(node, Bullet | Line) and re.search(
            r"\b(?:return|answer|respond|devuelve|retorna)\w*\b", node.text, re.IGNORECASE
        ):
            yield from _in_line(node.text, node.line, node.column, ())


def _loose(loose: Sequence[Node]) -> Iterator[Answer]:
    """Answers that stand without a label: `- 404: no such task`, `Returns 204`."""
    for node in flat(loose):
        if isinstance(node, Line | Bullet):
            said = statuses_in(node.text)
            begins = bool(said) and (
                said[0][1] <= 3 or CLOSING.search(node.text) is not None or RETURNED.search(node.text) is not None
            )
            told = re.match(
                r"\W*(?:return|respond|answer|success|response|error|devuelve|retorna)\w*\b", node.text, re.IGNORECASE
            )
            if begins or (said and told is not None):
                yield from _in_line(node.text, node.line, node.column, ())


def _answer(status: int, rest: str, line: int, column: int, nodes: Sequence[Node], when: str = "") -> Answer:
    text = re.sub(r"^[`*_\s]*(?:[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})?[`*_]*\s*[:–—-]+\s*", "", rest.strip()).strip(
        " `*:–—-()"
    )
    if status >= 400:
        below = " ".join(node.text for node in nodes if isinstance(node, Fence | Line | Bullet))[:600]
        code = CODE.search(rest) or FIELD.search(rest) or FIELD.search(below)
        return Answer(status, line, column, when or text[:200], code[1] if code else "")
    named = next((found for found in NAMED.finditer(rest[:LONGEST]) if _is_name(found["name"], rest)), None)
    schema = named["name"] if named is not None else ""
    many = bool(
        schema and named and (named["list"] or named["many"] or (named["wrap"] or "").lower() in ("list", "array"))
    )
    return Answer(status, line, column, text[:200], "", schema, many, _shown(nodes) or BODY.search(rest) is not None)


def _shown(nodes: Sequence[Node]) -> bool:
    return any(isinstance(node, Fence) and node.text.lstrip()[:1] in ("{", "[") for node in flat(nodes))


def _is_name(name: str, text: str) -> bool:
    """Whether a capital word is the name of a shape: in code, or before `object`."""
    return (
        not name.isupper()
        and f"`{name}` header" not in text
        and re.search(
            rf"`[^`]*\b{name}\b[^`]*`|\b{name}\b(?:\[\]|\])?`? ?(?:objects?|array|list)|[\[<]{name}[\]>]|\bof {name}\b",
            text,
        )
        is not None
    )
