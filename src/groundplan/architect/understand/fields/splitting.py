"""Cutting a list of fields into its items: at commas, semicolons, line ends and `and`, but never inside brackets."""

import re

from groundplan.architect.understand.fields.properties import is_property

BULLET = re.compile(r"^[ \t]*(?:[-*•–]|\d+[.)])[ \t]+", re.MULTILINE)
AND = re.compile(r"\s+(?:and|plus|as well as|&)\s+")
BETWEEN = re.compile(r"\bbetween\s+-?[\d.,]*\d$", re.IGNORECASE)
SENTENCE = re.compile(r"\.\s+[A-Z]")
OPEN, CLOSE = "([{", ")]}"
CONTINUED = re.compile(r"\b(?:one of|either|any of|can be|may be|choice of|which is|that is)\b", re.IGNORECASE)
STARTED = re.compile(r"(?:an?|the|its|their|one|some|optional|required|mandatory|unique|when|whether)\s", re.IGNORECASE)


def items(text: str) -> list[str]:
    """The items of a list of fields, each with all that is said of it."""
    if BULLET.search(text):
        lines = [line for line in re.split(r"\n+", text) if line.strip()]
        return [BULLET.sub("", line).strip(" ;.") for line in lines if BULLET.match(line)]
    found: list[str] = []
    for piece in _pieces(text.replace("\n", " ")):
        if found and (is_property(piece) or _goes_on(found[-1], piece)):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


def _goes_on(before: str, piece: str) -> bool:
    """Whether a piece belongs to a list of values that the item before began: `one of red, green or blue`."""
    if piece.startswith(("which ", "that ")):
        return True
    if CONTINUED.search(before) is None:
        return False
    closed = re.search(r"\bor\b", CONTINUED.split(before)[-1]) is not None
    return not closed and STARTED.match(piece) is None and len(piece.split()) <= 3


def _pieces(text: str) -> list[str]:
    """The text cut at separators of the top level; `a, b and c` is three pieces, and so is `a; b`."""
    pieces, current, depth, at = [], "", 0, 0
    while at < len(text):
        letter = text[at]
        depth += (letter in OPEN) - (letter in CLOSE)
        word = AND.match(text, at) if letter == " " and depth <= 0 and BETWEEN.search(current) is None else None
        ended = letter == "." and SENTENCE.match(text, at) is not None
        if depth <= 0 and (letter in ",;" or word is not None or ended) and not _inside_number(text, at):
            pieces.append(current)
            current = ""
            at += len(word[0]) if word is not None else 1
            continue
        current += letter
        at += 1
    found = [re.sub(r"^(?:and|plus)\s+", "", piece.strip(" .;,")) for piece in (*pieces, current)]
    return [piece for piece in found if piece]


def _inside_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def outer(text: str) -> tuple[str, list[str]]:
    """The text without its bracketed groups, and the groups."""
    rest, groups, depth = "", [""], 0
    for letter in text:
        if letter in OPEN and depth == 0:
            depth, groups = 1, [*groups, ""]
        elif letter in CLOSE and depth == 1:
            depth = 0
            rest += " "
        elif depth:
            depth += (letter in OPEN) - (letter in CLOSE)
            groups[-1] += letter
        else:
            rest += letter
    return " ".join(rest.split()), [group.strip() for group in groups[1:] if group.strip()]
