"""Pages, filters and orders that a request wants for a list."""

import re
from typing import NamedTuple

from groundplan.architect.understand.known import field_named
from groundplan.architect.understand.quantities import WORDS
from groundplan.spec.model import Model

PAGES = re.compile(
    r"\b(?:paginat\w*|paging|(?<!landing )(?<!home )(?<!front )(?<!title )(?<!web )pages?\b|per page|paged|infinite scroll\w*|load more|page size|a page at a time|cursor|offset"
    r"|\d+ (?:\w+ )?at a time|limit\w* the list|list\b[^.]{0,30}\bin one go"
    r"|(?:lists?|returns?|shows?|brings?)\b[^.]{0,40}\b\d+ (?:\w+ )?(?:items|rows|results|entries|records|by default|at most))",
    re.IGNORECASE,
)
FILTERS = re.compile(
    r"\bfilter(?:s|ed|ing|able)?\b|\bnarrow(?:ed|ing)?\b(?= (?:[\w-]+ ){0,4}by\b)|\bonly (?:the )?(?:open|active|done)\b",
    re.IGNORECASE,
)
SORTS = re.compile(
    r"\b(?:sort(?:s|ed|ing|able)?|order(?:ed|ing|able)?(?= (?:the |by|list|them))|(?:newest|oldest|cheapest|most expensive|latest|recent|alphabetical\w*)"
    r"(?: \w+)? first|in (?:alphabetical|chronological) order|(?:be able )?to order)\b",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:by|on|per|through)\s+(?:the\s+|their\s+|its\s+)?", re.IGNORECASE)
LISTING = re.compile(r"(?:s|ed)?(?:\s+[\w-]+){0,3}\s*:\s*(?:by\s+)?", re.IGNORECASE)
SIZE = re.compile(
    r"(\d+)\s*(?:\w+\s+){0,2}(?:per|a|on (?:a|each|every|one)|each|in an?|/)\s*page(?!\w)"
    r"|\bpages?\b[^.,;]{0,30}?\b(?:holds?|has|have|shows?|contains?|brings?)\s+(\d+)"
    r"|(\d+)\s+(?:\w+\s+)?(?:each|at a time)\b|\bpaged by\s+(\d+)",
    re.IGNORECASE,
)
CAP = re.compile(
    r"(?:max(?:imum)?(?: page size)?(?: of| is)?|at most|up to|(?:no|never|not) more than|cap(?:ped)?(?: \w+){0,2}(?: at| of)|cap"
    r"|limit(?:ed)?(?: the (?:list|page|pages))?(?: of| to| is| at)|(?:pull|fetch|get|load|request|ask for|see) more than)\s+(\d+)"
    r"|(\d+)\s*(?:rows |items |entries |records )?(?:tops\b|at (?:the )?most\b|max(?:imum)?\b)",
    re.IGNORECASE,
)
DEFAULT = re.compile(
    r"(\d+)\s*(?:\w+\s+)?(?:per page\s+)?(?:by default|unless (?:told|asked|said) otherwise)|default(?:s)?(?: page size)?(?: of| to| is|:)?\s+(\d+)",
    re.IGNORECASE,
)
PAGE_SIZE = re.compile(r"page size\s*(?:of|is|to|:|=)?\s*(\d+)|pages? of\s+(\d+)", re.IGNORECASE)
ORDER = re.compile(
    r"\b(?:default(?:s|ing)?(?: (?:sort\w*|order\w*))?(?: (?:is|to|by|on))*|by default(?: (?:sort\w*|order\w*))?(?: by)?):? (?:the )?(?P<field>[a-z]\w*)"
    r"(?: (?P<way>asc\w*|desc\w*))?",
    re.IGNORECASE,
)
LAST_FIRST = re.compile(
    r"\b(?:latest|newest|highest|largest|biggest|most recent|last) (?:\w+ )?first\b|\bdesc(?:ending)?\b", re.IGNORECASE
)
DIRECTIONS = (
    (r"(?:newest|latest|most recent)(?: \w+)? first", "-created"),
    (r"oldest(?: \w+)? first", "created"),
    (r"(?:cheapest|lowest price\w*)(?: \w+)? first", "price"),
    (r"(?:most expensive|dearest|highest price\w*)(?: \w+)? first", "-price"),
    (r"(?:alphabetical(?:ly)?|a to z|a-z)", "name"),
)


NUMBERS = {word: number for word, number in WORDS.items() if number >= 5}
COUNTS = re.compile(rf"\b(?:a |one )?(?P<count>{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\b", re.IGNORECASE)
STYLES = {"cursor": r"\bcursor|\bkeyset", "offset": r"\boffset\b", "page": r"\bpage[- ]numbers?\b|\bnumbered pages\b"}


class Pages(NamedTuple):
    style: str
    size: int | None
    cap: int | None


def find_pages(text: str) -> Pages | None:
    """The pages that a request wants; what it leaves open is `None` or empty."""
    text = COUNTS.sub(lambda word: str(NUMBERS[word["count"].lower()]), text)
    if PAGES.search(text) is None:
        return None
    # Who names several asks which it should be.
    styles = [style for style, words in STYLES.items() if re.search(words, text, re.IGNORECASE)]
    style = styles[0] if len(styles) == 1 else ""
    cap, size = _number(CAP.search(text)), _number(DEFAULT.search(text))
    capped = {match.start(match.lastindex or 0) for match in CAP.finditer(text)}
    if size is None:
        sizes = (match for match in SIZE.finditer(text) if match.start(match.lastindex or 0) not in capped)
        size = _number(next(sizes, None)) or _number(next((m for m in PAGE_SIZE.finditer(text)), None))
    return Pages(style, size, cap)


def _number(match: re.Match[str] | None) -> int | None:
    return None if match is None else int(next(group for group in match.groups() if group))


def find_filters(text: str, model: Model) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields by which a request filters, and the words that name none; a range ends with ` range`."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    for match in FILTERS.finditer(text):
        stretch = _stretch(text[match.end() :], SORTS)
        for words in _listed(stretch):
            ranged = re.search(
                r"\b(?:range|between|min(?:imum)?|max(?:imum)?|at least|at most|up to|from|to|since|until|before|after|above|below)\b",
                words,
            )
            plain = re.sub(
                r"\b(?:(?:date |time )?ranges?|between|minimum|maximum|min|max|at least|at most|up to|and|from|to|since|until|before|after|above|below)\b",
                " ",
                words,
            )
            plain = " ".join(re.sub(r"[-/–]", " ", plain).split()) if ranged else " ".join(plain.split())
            if not plain:
                continue
            name = field_named(plain, model)
            if name is None:
                unknown.append(plain)
            else:
                found.setdefault(f"{name} range" if ranged else name)
    return tuple(found), tuple(unknown)


def asked_filters(text: str) -> tuple[str, ...]:
    """The words by which a request filters, whatever they name."""
    return tuple(words for match in FILTERS.finditer(text) for words in _listed(_stretch(text[match.end() :], SORTS)))


def asked_sorts(text: str) -> tuple[str, ...]:
    """The words by which a request orders, whatever they name."""
    return tuple(words for match in SORTS.finditer(text) for words in _listed(_stretch(text[match.end() :], FILTERS)))


def find_sorts(text: str, model: Model) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The fields by which a list may be ordered, the order when nobody asks, and the words that name no field."""
    found: dict[str, None] = {}
    unknown: list[str] = []
    default = ""
    for match in SORTS.finditer(text):
        stretch = _stretch(text[match.end() :], FILTERS)
        for words in _listed(stretch) if BY.search(stretch) else ():
            if "default" not in words:
                # `-price (a minus means descending)` tells how, and no order.
                words = re.sub(r"\([^()]*\)", " ", words)
            plain = re.sub(
                r"\b(?:asc\w*|desc\w*|in either direction|both ways|first|by default|default)\b|[()]", " ", words
            )
            name = field_named(" ".join(plain.split()), model)
            if name is not None:
                found.setdefault(name)
                descends = re.search(r"\bdesc", words) is not None
                if "default" in words:
                    descends = descends or LAST_FIRST.search(text) is not None
                if descends or "default" in words:
                    default = default or (f"-{name}" if descends else name)
            elif plain.strip():
                unknown.append(" ".join(plain.split()))
    if said := ORDER.search(text):
        name = field_named(said["field"].replace("_", " "), model)
        if name is not None:
            way = said["way"] or ("desc" if LAST_FIRST.search(text) else "")
            descends = way.lower().startswith("desc")
            return tuple(dict.fromkeys((*found, name))), f"-{name}" if descends else name, tuple(unknown)
    if said := re.search(r"\b(?P<field>[a-z]\w*) (?:is|as|being) (?:the )?default\b", text, re.IGNORECASE):
        name = field_named(said["field"].replace("_", " "), model)
        if name is not None:
            return tuple(dict.fromkeys((*found, name))), name, tuple(unknown)
    for pattern, order in DIRECTIONS:
        if re.search(rf"\b{pattern}\b", text, re.IGNORECASE):
            descends = order.startswith("-")
            name = field_named(order.lstrip("-"), model) or (field_named("title", model) if order == "name" else None)
            if name is not None:
                default = f"-{name}" if descends else name
    return tuple(found), default, tuple(unknown)


def _stretch(text: str, stop: re.Pattern[str]) -> str:
    """What follows a word as far as it speaks of it: to the end of the sentence, or to another wish."""
    ends = [len(text)]
    for pattern in (re.compile(r"[.;!?\n]"), stop, PAGES, re.compile(r",? (?:and|but) (?:its|the list|it|each|a|pages?)\b"),
                    re.compile(r",\s*\d"), re.compile(r"\b(?:unless|cheapest|newest|oldest|with pages|never)\b")):  # fmt: skip
        if match := pattern.search(text):
            ends.append(match.start())
    return text[: min(ends)]


def _listed(stretch: str) -> list[str]:
    """The names in `by status, owner and creation date range`."""
    # `filter shelves: height, hall` lists them behind a colon.
    by = LISTING.match(stretch) or BY.search(stretch)
    if by is None:
        return []
    text = re.sub(r"\b(?:minimum|min) and (?:maximum|max)\b", "minimum maximum", stretch[by.end() :])
    pieces = re.split(r"\s*,\s*(?:and\s+|or\s+)?(?:by\s+)?|\s+(?:and|or|&|plus)\s+(?:by\s+)?", text)
    return [piece.strip(" '\"`") for piece in pieces if piece.strip(" '\"`")]
