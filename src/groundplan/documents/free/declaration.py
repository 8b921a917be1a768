"""What declares an endpoint: a method and a path, in a heading, a line, a list item, a table row or a fenced block."""

import re
from typing import NamedTuple, get_args

from groundplan.spec.endpoint import Method

METHODS = "|".join(get_args(Method))
PATH = r"(?:https?://[^\s/`]+)?(?P<path>/[^\s`|,;()'\"<>*]*(?:<[\w:]+>[^\s`|,;()'\"<>*]*)*)"
WRAP = r"[*_`\[]*"
# A method, then a path, whatever marks them up; a label such as `Step 2:` or `1.` may come before.
DECLARED = re.compile(rf"{WRAP}\b(?P<method>{METHODS})\b{WRAP}[ \t:]*{WRAP}[ \t]*{PATH}{WRAP}\]?")
METHOD = re.compile(rf"\b(?:{METHODS})\b")
# What may stand before a method: a number, or a label of a few words.
LONGEST_LEAD = 60
NUMBER_LEAD = re.compile(r"\W*\d+(?:\.\d+)*[.)]?\s+\W*$")
LABEL_LEAD = re.compile(r"[^`|]*(?::|\)|\.|–|—|-)\s+\W*$")
REQUEST = re.compile(rf"(?P<method>{METHODS})[ \t]+{PATH}(?P<rest>[^\n]*)$")
BARE = re.compile(rf"(?P<method>{METHODS})[ \t]+`?{PATH}`?(?P<rest>.*)$")
STYLED = re.compile(r"(?<=/):([A-Za-z_]\w*)|<(?:\w+:)?([A-Za-z_]\w*)>")
REQUIREMENT = re.compile(r"\W*[A-Z]{1,6}(?:-[A-Z]{1,6})?[- ]?\d{1,4}\b\W")
# A longer text is no single requirement.
LONGEST = 1_000
OTHER_METHOD = re.compile(rf"/(?:{METHODS})(?:/|$)")
VERSION = re.compile(r"\s*HTTP/[\d.]+\s*$")


class Declared(NamedTuple):
    """An endpoint as a document names it: the path with its parameters in braces, and the names in its query string.

    `rest` is what stands behind it on its line. Line and column count from 1.
    """

    method: Method
    path: str
    query: tuple[str, ...]
    rest: str
    line: int
    column: int

    @property
    def key(self) -> tuple[str, str]:
        """What tells endpoints apart: names of path parameters do not."""
        return self.method, re.sub(r"\{[^}]*\}", "{}", self.path)


def declared_at_start(text: str, line: int, column: int) -> Declared | None:
    """The endpoint that a line begins with, behind a number or a short label at most."""
    method = METHOD.search(text, 0, LONGEST_LEAD)
    if method is None or not _is_lead(text[: method.start()]):
        return None
    start = method.start()
    # Marks of emphasis and code before the method belong to the declaration.
    while start > 0 and text[start - 1] in "*_`[":
        start -= 1
    match = DECLARED.match(text, start)
    if match is None or not _whole(match["path"]):
        return None
    return _declared(match, text[match.end() :], line, column + match.start("method"))


def _is_lead(before: str) -> bool:
    """Whether a method may follow what stands before it on its line."""
    if not any(letter.isalnum() for letter in before) or NUMBER_LEAD.match(before):
        return True
    return len(before.split()) <= 6 and LABEL_LEAD.match(before) is not None


def declared_inside(text: str, line: int, column: int) -> list[Declared]:
    """Every endpoint that stands as a code span in a text, each with what follows it up to the next."""
    found = []
    spans = [span for span in re.finditer(r"`([^`]+)`", text) if BARE.fullmatch(span[1].strip())]
    for span, after in zip(spans, [*spans[1:], None], strict=False):
        match = BARE.fullmatch(span[1].strip())
        if match is not None and not match["rest"].strip() and _whole(match["path"]):
            rest = text[span.end() : after.start() if after is not None else len(text)]
            found.append(_declared(match, rest.strip(" ,"), line, column + span.start(1)))
    return found


def declared_required(text: str, line: int, column: int) -> list[Declared]:
    """The endpoints that a numbered requirement names: `FR-4: the API MUST offer GET /ferries`."""
    if REQUIREMENT.match(text) is None:
        return []
    named = [match for match in DECLARED.finditer(text[:LONGEST]) if _whole(match["path"])]
    return [_declared(match, "", line, column + match.start("method")) for match in named]


def declared_request(text: str, line: int) -> Declared | None:
    """The endpoint of a line in a fenced block: `GET /tasks?done=true HTTP/1.1`, or `GET  /tasks  - text`."""
    stripped = text.lstrip()
    match = BARE.match(stripped)
    if match is None or not _whole(match["path"]):
        return None
    return _declared(match, VERSION.sub("", match["rest"]), line, len(text) - len(stripped) + 1)


def declared_cells(method: str, path: str, line: int, column: int) -> list[Declared]:
    """The endpoints of two cells; `GET/POST` in the first is two of them."""
    target = re.search(PATH, path.replace("\\", ""))
    methods = re.findall(rf"\b({METHODS})\b", method.upper())
    if target is None or not methods or not _whole(target["path"]):
        return []
    rest = path[target.end() :].strip(" `*")
    return [_declared({"method": name, "path": target["path"]}, rest, line, column) for name in methods]


def path_of(text: str) -> str | None:
    """The path that a label gives by itself: `**Path**: `/tasks``."""
    match = re.match(rf"\W*{PATH}", text)
    return match["path"] if match is not None and _whole(match["path"]) else None


def _whole(path: str) -> bool:
    """Whether this is the path of an endpoint and no wildcard or folder of files."""
    if OTHER_METHOD.match(path) is not None:
        return False  # `PUT/PATCH /ferries` names no path yet
    return "//" not in path and not path.endswith(("*", ".md", ".py")) and "..." not in path


def _declared(match: "re.Match[str] | dict[str, str]", rest: str, line: int, column: int) -> Declared:
    path, _, query = match["path"].partition("?")
    names = (piece.partition("=")[0].strip("[]") for piece in re.split(r"[&?]", query))
    path = STYLED.sub(lambda styled: "{" + (styled[1] or styled[2]) + "}", path.rstrip(".:,"))
    path = path if len(path) == 1 else path.rstrip("/")
    known = {name: name for name in get_args(Method)}
    method: Method = known[match["method"].upper()]
    return Declared(
        method, path, tuple(name for name in names if re.fullmatch(r"[\w.-]+", name)), rest.strip(), line, column
    )
