"""The ways of a row through its states that a text writes down: with arrows, as `from … to …`, or as a list."""

import re
from collections.abc import Iterator

from groundplan.architect.understand.states import FINAL, mentions, plain

Stage = tuple[str, ...]
Path = tuple[Stage, ...]

ARROW = re.compile(r"\s*(?:[-=]{1,3}>|→|➔|⇒|»|(?<=\w)\s>)\s*")
WORDS = r"[\w'\"`]+(?:[ -][\w'\"`]+){0,2}?"
TO = r"\s*,?\s(?:and\s)?(?:then\s)?(?:back\s)?(?:in)?to\s"
FROM_TO = re.compile(
    rf"\bfrom\s(?:an?\s)?(?P<path>{WORDS}(?:{TO}{WORDS})+)(?=[\s.,;)]*(?:$|[.,;)]|\s(?:and|by|when|if|or)\b))",
    re.IGNORECASE,
)
# A path of two may be anything: `from January to March`.
MOVING = re.compile(
    r"\b(?:go|goes|mov\w+|pass\w*|chang\w+|progress\w*|transition\w*|switch\w*|turn\w*|advanc\w+|proceed\w*|status|states?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\b(?:status(?:es)?|states?|stages?|steps?|phases?|life ?cycle|workflow)\b(?:\s(?:of|for)\s[\w ]{1,30}?)?"
    r"\s*(?:[:(=]|\b(?:are|is one of|can be|may be|being|like|as follows|named|called)\b)[:( ]*(?P<list>[^.:;()\n]{3,200})",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    r"\b(?:status|states?|machine|workflow|stages?|steps?)\b[^.:;()\n]{0,40}\((?P<list>[^()\n]{3,200})\)", re.IGNORECASE
)
ITEMS = re.compile(r"\s*(?:,|/|\||\bor\b|\band\b|\bthen\b|\bfinally\b)\s*", re.IGNORECASE)
ALTERNATIVES = re.compile(r"\s*(?:/|\||,|\bor\b|\band\b)\s*", re.IGNORECASE)
LEADING = re.compile(
    r"^(?:(?:an?|the|is|are|be|as|then|finally|either|set|marked|moves?|goes?|in the state)\s+)+", re.IGNORECASE
)
# What follows a state and is no part of its name.
BOUND = re.compile(
    r"\b(?:by|when|if|after|once|with|who|which|that|so|until|before|unless|while|it|they|the|can|may|must|only|back|again|for(?! delivery))\b",
    re.IGNORECASE,
)
# What refuses a row is no step behind what accepts it, but the other way out.
REFUSALS = frozenset({"rejected", "declined", "denied", "refused"})
ANYTIME = FINAL - REFUSALS - {"retired", "void"} | {"suspended", "paused", "on_hold", "blocked"}


def written_paths(text: str) -> tuple[tuple[Path, ...], tuple[str, ...], str]:
    """The paths, the states of lists that a row may get into at any time, and the text without either."""
    paths: list[Path] = []
    aside: list[str] = []
    for piece in _with_arrows(text):
        if len(path := _arrows(piece)) > 1:
            paths.append(path)
            text = text.replace(piece, " ; ", 1)
    for match in (*FROM_TO.finditer(text),):
        path = tuple(stage for part in re.split(TO, match["path"]) if (stage := _stage(part)))
        if len(path) > 2 or (len(path) > 1 and MOVING.search(match.string[max(0, match.start() - 60) : match.start()])):
            paths.append(path)
            text = text.replace(match[0], " ; ", 1)
    for pattern in (BRACKETED, LISTED):
        for match in (*pattern.finditer(text),):
            items = ITEMS.split(match["list"])
            states = tuple(state for item in items if (state := _state(item)))
            if len(states) > 1 and not any(_does(item) for item in items):
                paths += () if paths else (_in_order(states),)
                aside += [state for state in states if state in ANYTIME]
                text = text.replace(match[0], " ; ", 1)
    return tuple(paths), tuple(aside), text


def _with_arrows(text: str) -> Iterator[str]:
    """The stretches between punctuation that hold an arrow."""
    yield from (piece for piece in re.split(r"[,;:.()\n]", text) if ARROW.search(piece))


def _arrows(piece: str) -> Path:
    first, *rest = ARROW.split(piece.strip())
    # What stands before the first arrow may be a whole sentence.
    words = re.split(r"\b(?:from|as|is|are|goes?|moves?|status|states?|flow|lifecycle)\s", first)[-1]
    head = _stage(words) or _stage(words.split()[-1] if words.split() else "")
    return tuple(stage for stage in (head, *map(_stage, rest)) if stage)


def _stage(text: str) -> Stage:
    return tuple(state for part in ALTERNATIVES.split(text) if (state := _state(part)))


def _state(text: str) -> str:
    """A state by its name; empty where more words than a name has are left."""
    words = BOUND.split(LEADING.sub("", text.strip(" '\"`“”")))[0].strip(" '\"`“”")
    state = plain(words)
    return state if len(words.split()) <= 3 and re.match(r"[a-z]", state) else ""


def _does(item: str) -> bool:
    """Whether an item says what somebody does, and names no state: `managers approve`."""
    return len(item.split()) > 1 and any(mention.deed for mention in mentions(item))


def _in_order(states: tuple[str, ...]) -> Path:
    """The states of a list, one after the other; those that a row may get into at any time have no place in it."""
    path: list[Stage] = []
    for state in states:
        if state in REFUSALS and path:
            path[-1] = (*path[-1], state)
        elif state not in ANYTIME:
            path.append((state,))
    return tuple(path)
