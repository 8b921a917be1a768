"""Fields told on one line: `title (required), note?`, `` `from` (date), `to` ``, `page=1&size=20`, `min, max: integers`."""

import re

from groundplan.documents.free.shapes.field_words import told
from groundplan.documents.free.shapes.shape import NAME, Found, once
from groundplan.documents.free.shapes.types import type_said

ITEM = re.compile(
    rf"[`\"'?&]*(?P<name>{NAME})(?P<ask>\?)?(?:=(?P<value>[^`\s,]*))?[`\"']*(?P<after>\?)?(?P<rest>(?:[\s:(=–—|-].*)?)$",
    re.DOTALL,
)
CUT = re.compile(
    r"`[^`]*`|\"[^\"]*\"|[(\[{]|[)\]}]|[,;&]\s*(?:(?:and|or|y|e|ou)\s)?|\s\+\s|/(?=`)"
    r"|\s(?:and|or|y|e|ou)\s(?=`|\w+\s*(?:[,(:]|$))"
)
CODED = re.compile(rf"`(?P<name>{NAME})(?P<ask>\?)?`(?P<rest>\s*\([^)`]*\))?")
PLURAL = re.compile(
    r"\W*(?:optional )?(?:strings|integers|ints|numbers|floats|booleans|dates|datetimes|timestamps|uuids)\b",
    re.IGNORECASE,
)
# A fact of the field before it.
BESIDE = re.compile(r"(?:default\b|(?:max|min)\.? \d|(?:optional|required|nullable)$)", re.IGNORECASE)
# What follows is not sent.
BUT = re.compile(
    r"\b(?:ignore[sd]?|forbid\w*|must not|do not|not (?:allowed|settable)|without|except|omit\w*|excluding)\b",
    re.IGNORECASE,
)
VALUES = frozenset({"true", "false", "null", "none"})
LONGEST = 4_000


def on_line(text: str, line: int) -> list[Found]:
    """The fields of a line that is a list of them; of a sentence those in code spans; else none."""
    plain = " ".join(text[:LONGEST].split()).rstrip(".")
    items = [ITEM.match(piece) for piece in cut(plain)]
    if not items or items[0] is None or not _is_field(items[0]):
        return in_code(plain, line)
    found = [_found(item, line) for item in items if item is not None and _is_field(item)]
    last = items[-1]
    if last is not None and PLURAL.match(last["rest"]):
        kind = found[-1].field.type
        found = [one._replace(field=one.field.replace(type=one.field.type or kind)) for one in found]
    return once(found)


def is_list(text: str) -> bool:
    """Whether every piece of a line tells of a field, so that it is no sentence."""
    items = [ITEM.match(piece) for piece in cut(text[:LONGEST].strip().rstrip("."))]
    return bool(items) and all(item is not None and _is_field(item) for item in items)


def in_code(text: str, line: int) -> list[Found]:
    """The names in code spans, up to where a sentence speaks of what may not be sent."""
    stop = BUT.search(text)
    found = []
    for match in CODED.finditer(text[: stop.start()] if stop is not None else text):
        rest = (match["rest"] or "").strip()
        # A capital word is the name of a schema.
        if (match["name"][0].isupper() and not rest) or match["name"].lower() in VALUES:
            continue
        found.append(told(match["name"], "" if rest.startswith("(or ") else rest, line, asked=bool(match["ask"])))
    return once(found)


def cut(text: str) -> list[str]:
    """The pieces of a line between commas, ampersands and `and` that stand in no bracket."""
    found, depth, start = [], 0, 0
    for edge in CUT.finditer(text):
        mark = edge[0]
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth = max(0, depth - 1)
        elif depth == 0 and mark[0] not in '`"':
            found.append(text[start : edge.start()])
            start = edge.end()
    found.append(text[start:])
    whole: list[str] = []
    for piece in filter(None, map(str.strip, found)):
        if whole and BESIDE.match(piece):
            whole[-1] += f", {piece}"
        else:
            whole.append(piece)
    return whole


def _is_field(item: re.Match[str]) -> bool:
    """Whether a piece is a field: in a code span, one word, or one with its words in brackets or behind a colon."""
    text, rest = item[0], item["rest"].strip()
    if item["name"].lower() in VALUES or (item["name"][0].isupper() and text.startswith("`") and not rest):
        return False
    if not rest or text[0] in "`?" or rest[0] in ":(=–—|-":
        return True
    first = type_said(rest.split()[0])
    return item["name"][0].islower() and (first.type is not None or first.required is not None)


def _found(item: re.Match[str], line: int) -> Found:
    rest, value = item["rest"].strip(), (item["value"] or "").strip("[]")
    if rest.startswith(("(", ":")) and (default := re.search(r"\s=\s*(\S+)$", rest)) is not None:
        rest = f"{rest[: default.start()]}, default: {default[1]}"
    if "|" in value:
        rest = f"{value.replace('|', ' | ')} {rest}"
    return told(item["name"], rest, line, asked=bool(item["ask"] or item["after"]))
