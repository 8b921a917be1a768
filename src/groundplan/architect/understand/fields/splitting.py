"""Cutting a list of fields into its items: at commas, semicolons, line ends and `and`, but never inside brackets."""

import re
from collections.abc import Iterator

from groundplan.architect.understand.fields.properties import is_property, type_named

BULLET = re.compile(r"^[ \t]*(?:[-*•–]|\d+[.)])[ \t]+", re.MULTILINE)
AND = re.compile(r"\s+(?:and|plus|as well as|&)\s+")
BETWEEN = re.compile(r"\bbetween\s+-?[\d.,]*\d$", re.IGNORECASE)
SENTENCE = re.compile(r"\.\s+[A-Z]")
OPEN, CLOSE = "([{", ")]}"
CONTINUED = re.compile(r"\b(?:one of|either|any of|can be|may be|choice of|which is|that is)\b", re.IGNORECASE)
STARTED = re.compile(r"(?:an?|the|its|their|one|some|optional|required|mandatory|unique|when|whether)\s", re.IGNORECASE)

# The words of a name, and the letters of a line, that are more than people write in a list.
LONGEST_NAME, WRAPPED = 6, 60
# Behind these stands what is said of a field, at any length.
DESCRIBED = re.compile(
    r":|\b(?:whether|telling|saying|which|that|one of|either|any of|up to|at most|at least|between|from)\b"
)
BREAK = re.compile(r"(?:\s+[–—-]+|[.!])\s+")
DONE = (
    r"(?:see|seen|reads?|view(?:ed)?|list(?:ed)?|creat\w+|add(?:ed|s)?|edit(?:ed|s)?|updat\w+|chang\w+|delet\w+|remov\w+|search\w*|find|found"
    r"|filter\w*|sort\w*|order(?:ed)?|comment\w*|lik(?:e|ed)|shar(?:e|ed)|upload\w*|attach\w*|export\w*|import\w*|assign\w*|approv\w+"
    r"|tag(?:ged)?|book(?:ed)?|manag\w+|access\w*|reach\w*|restor\w+|archiv\w+)"
)
PEOPLE = (
    r"(?:users?|people|members?|customers?|clients?|admins?|managers?|students?|teachers?|staff|owners?|authors?|guests?|editors?|viewers?|visitors?"
    r"|everybody|everyone|anybody|anyone|nobody)"
)
# An item that says what somebody does, or what a list can do, and is no field.
SPEAKS = re.compile(
    rf"\b(?:can|may|must|should|shall|could|will|would|cannot|can't|wants? to|needs? to|able to|allowed to|lets?)\s+(?:\w+\s+){{0,2}}?(?:be\s+)?{DONE}\b"
    rf"|^(?:only|each|every|all)\b.*\b(?:sees?|own|reads?|share|shared|reach\w*|themselves|theirs?)\b"
    rf"|^(?:\w+\s+)?{PEOPLE}\s+(?:only\s+|also\s+|just\s+)?{DONE}\b"
    rf"|^(?:no|without|not|but|except|minus|never)\s+(?:the\s+|an?\s+|any\s+)?(?:\w+\s+)?{DONE}\b"
    r"|\bbelongs? to\b|\b(?:paginated|pagination|pages of|per page|(?:filter(?:able|ed|ing)?|sort(?:able|ed|ing)?) by|searchable|full[- ]text|read[- ]only"
    r"|shared (?:by|with|among|between)|never (?:deleted|changed|updated))\b"
    r"|^(?:please|thanks?|make|make sure|let|manage|maintain|handle|store|track|expose|crud|use|add|allow|protect|secure|don't|do not)\b"
    r"|\b(?:me|us|you|him|them)\b"
    r"|^(?:it|they|these|those|we|i|you|he|she)\s+(?!(?:is|are|has|have|was|were)\b)"
    r"|^(?:the\s+)?(?:list|endpoint|route|api)s?\s+(?:needs?|must|should|is|are|has|have|returns?|can)\b",
    re.IGNORECASE,
)


# What has parts and no values: `an address (street, city)`; with a word before it, that word tells the parts apart.
COMPOUND = re.compile(
    r"(?:an?\s+|the\s+|their\s+|its\s+|one\s+)?(?:(?P<sort>optional|required|mandatory)\s+)?(?:(?P<of>[a-z]+)[ _-])?"
    r"(?:address|dimensions|coordinates|contact (?:details|data|person))(?:\s+each)?\s*[(:]\s*(?P<parts>[^()]+?)\)?",
    re.IGNORECASE,
)


def items(text: str) -> list[str]:
    """The items of a list of fields, each with all that is said of it."""
    return [part for item in _whole(text) for part in _parts(item)]


def _parts(item: str) -> list[str]:
    """The parts of a compound, each as an item; of anything else only itself."""
    match = COMPOUND.fullmatch(item)
    parts = _pieces(match["parts"]) if match is not None else []
    # `address (string, required, max 200)` says what it holds, and no parts.
    if match is None or len(parts) < 2 or any(map(is_property, parts)) or any(map(type_named, parts)):
        return [item]
    if (match["of"] or "").lower() in ("email", "mail", "ip"):
        return [item]
    before = " ".join(filter(None, (match["sort"], match["of"])))
    return [f"{before} {part}".strip() for part in parts]


def _whole(text: str) -> list[str]:
    if BULLET.search(text):
        lines = [line for line in re.split(r"\n+", text) if line.strip()]
        return [BULLET.sub("", line).strip(" ;.") for line in lines if BULLET.match(line)]
    found: list[str] = []
    for piece in _with_values(_pieces(text)):
        if found and (is_property(piece) or _goes_on(found[-1], piece)):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


OPENED = re.compile(r"(?:.*\s)?address(?:\s+each)?\s*:\s*[\w'-]+", re.IGNORECASE)


def _with_values(pieces: list[str]) -> list[str]:
    """The pieces, those that are values of the one before it with it: `class: B`, `C or D`."""
    found: list[str] = []
    at = 0
    while at < len(pieces):
        piece, at = pieces[at], at + 1
        if re.search(r":\s*[\w'\"-]+$", piece) and not OPENED.fullmatch(piece):
            last = next((n for n in range(at, len(pieces)) if not re.fullmatch(r"[\w'\"-]+", pieces[n])), len(pieces))
            if last < len(pieces) and re.fullmatch(r"(?:[\w'\"-]+\s+)?or\s+[\w'\"-]+", pieces[last]):
                piece, at = ", ".join(pieces[at - 1 : last + 1]), last + 1
        elif OPENED.fullmatch(piece):
            # The parts of an address, as far as they are single words of no other kind.
            part = re.compile(r"[\w'-]+(?: code| number)?")
            last = next((n for n in range(at, len(pieces)) if not part.fullmatch(pieces[n])), len(pieces))
            piece, at = ", ".join(pieces[at - 1 : last]), last
        found.append(piece)
    return found


def list_end(text: str) -> int:
    """Where a list of fields ends and the request goes on: before the first item that says what is done or seen.

    `title, due date and members can search them` is a list of two.
    """
    if BULLET.search(text):
        return len(text)
    for start, item in _items_at(text):
        plain = outer(item)[0]
        if SPEAKS.search(plain) or len(DESCRIBED.split(plain)[0].split()) > LONGEST_NAME:
            return start
    return len(text)


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
    return [piece for _, piece in _items_at(text)]


def _items_at(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of a text, each with where the separator before it begins."""
    begin, start, depth, at = 0, 0, 0, 0
    while at <= len(text):
        width = _separator(text, begin, at, depth)
        if width or at == len(text):
            piece = re.sub(r"^(?:and|plus)\s+", "", " ".join(text[begin:at].split()).strip(" .;,"))
            if piece:
                yield start, piece
                start = at
            begin = at + width
            at += max(width, 1)
            continue
        depth += (text[at] in OPEN) - (text[at] in CLOSE)
        at += 1


def _separator(text: str, begin: int, at: int, depth: int) -> int:
    """How many letters part two items here; none where an item goes on."""
    if at == len(text) or depth > 0:
        return 0
    if text[at] in ",;":
        return 0 if _inside_number(text, at) else 1
    if text[at] == "\n":
        # A short line is an item of its own; a long one was only wrapped.
        return int(at - text.rfind("\n", 0, at) <= WRAPPED)
    if text[at] == "." and SENTENCE.match(text, at):
        return 1
    if text[at] == " " and (word := AND.match(text, at)) and BETWEEN.search(text[begin:at]) is None:
        return len(word[0])
    break_ = BREAK.match(text, at)
    return len(break_[0]) if break_ is not None and SPEAKS.match(text[break_.end() :]) else 0


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
