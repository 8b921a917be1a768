"""Which resources a request wants to be made, and where their fields are listed."""

import re
from typing import NamedTuple

from inflection import pluralize, singularize

from groundplan.architect.understand.fields.splitting import items, list_end
from groundplan.architect.understand.operations import OPERATION, OPERATIONS_LIST

# Words that end a name: `projects with a title`, `orders of a customer`.
STOPS = frozenset(
    [
        "with",
        "having",
        "that",
        "which",
        "where",
        "who",
        "whose",
        "resource",
        "resources",
        "endpoint",
        "endpoints",
        "in",
        "on",
        "for",
        "so",
        "each",
        "and",
        "to",
        "by",
        "table",
        "entity",
        "entities",
        "crud",
        "api",
        "apis",
        "please",
        "via",
        "using",
        "from",
        "as",
        "including",
        "include",
        "includes",
        "has",
        "have",
        "need",
        "needs",
        "should",
        "must",
        "can",
        "may",
        "is",
        "are",
        "of",
        "them",
        "they",
        "it",
        "its",
        "their",
        "we",
        "our",
        "us",
        "i",
        "you",
        "only",
        "but",
        "not",
        "no",
        "without",
        "like",
        "plus",
        "at",
        "model",
        "models",
        "operations",
        "route",
        "routes",
        "object",
        "objects",
        "records",
        "data",
        "people",
        "this",
        "these",
        "all",
        "every",
        "too",
        "also",
        "now",
        "today",
        "full",
        "complete",
        "usual",
        "standard",
        "basic",
        "simple",
        "normal",
    ]
)
ARTICLE = r"(?:an?|the|our|some|my|their|his|her|its|your|own|new|simple|basic|full)\s+"
NOUN = r"['\"`“‘]?([A-Za-z][\w-]*(?:[ ][a-z][\w-]*){0,2})['\"`”’]?"
TRIGGERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"['\"`“‘]([A-Za-z][\w -]*?)['\"`”’]\s+(?:resource|endpoints?|entity|collection|crud|model|table)",
        r"(?:resource|entity|collection|model|table)\s+(?:called|named)\s+['\"`“‘]?([A-Za-z][\w-]*)",
        r"(?:resource|entity|collection|model|table)\s*:?\s+['\"`“‘]([A-Za-z][\w-]*)['\"`”’]",
        r"^\W*(?:(?:add|new|a|another)\s+)*(?:resource|entity|collection|model|table)\s*:?\s+([A-Za-z][\w-]*)(?=\s*[:(,.])",
        rf"\bcrud(?:\s+(?:endpoints?|operations?|routes?|apis?|api|functionality))*\s+(?:for|on|of|around|over)\s+(?:{ARTICLE})*{NOUN}",
        rf"\bendpoints?\s+(?:to|for|that|which)\s+(?:let \w+ )?(?:can )?{OPERATIONS_LIST}\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?:manage|managing|management of|handle|keep track of|administer|maintain|expose|keep a list of|store)\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?:endpoints?|routes?|api|apis)\s+for\s+(?:managing\s+)?(?:{ARTICLE})*{NOUN}",
        rf"\b(?:able to|can|want to|wants to|like to|need to|let \w+)\s+{OPERATIONS_LIST}\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?-i:GET|POST|PUT|PATCH|DELETE)(?:\s*(?:,|/|and|&|\+)\s*(?-i:GET|POST|PUT|PATCH|DELETE))*(?:\s*\([^()]*\))?\s+(?:endpoints?\s+)?for\s+(?:{ARTICLE})*{NOUN}",
        rf"^\W*(?:{ARTICLE})*([A-Za-z][\w-]*(?: [a-z][\w-]*)?)\s+crud\b",
        rf"\b(?:need|want|add|give (?:me|us))\s+(?:the\s+)?{OPERATIONS_LIST}\s+(?:endpoints?\s+)?(?:for|on|of)\s+(?:{ARTICLE})*{NOUN}",
        r"^\W*([A-Za-z][\w-]*s)(?=\s*(?:,|and\s+[\w-]+s\s*,?)\s*(?:and\s+[\w-]+s\s*,?\s*)?crud\b)",
        rf"^\W*crud\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?:add|create|introduce|build|make|need|want|have|give)\s+(?:me\s+|us\s+)?(?:{ARTICLE})*([A-Za-z][\w-]*)\s+(?:resource|crud|endpoints|management|entity|api)\b",
        rf"\b(?:add|create|introduce|need|want)\s+(?:{ARTICLE})*([A-Za-z][\w-]*s)(?=\s*(?:with\b|:|\())",
    )
)


# What makes a resource also where another one was found before; the others only with a list of fields.
STRONG = re.compile(r"\b(?:crud|resource|endpoints?|entity|collection)\b", re.IGNORECASE)
ANOTHER = re.compile(
    rf"\A\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+plus\s+)(?:for\s+)?(?:{ARTICLE})*([A-Za-z][\w-]*)(?=\s*(?:[(,.:;]|$|with\b|and\b|&))",
    re.IGNORECASE,
)


class Wanted(NamedTuple):
    """A resource as it is called in the request, and where in the text its name and its fields stand.

    `joined` is one that is only named behind another: the second of `CRUD for rooms and bookings`.
    """

    collection: str
    name: str
    start: int
    fields_start: int
    fields_end: int
    fields: str
    joined: bool = False


def find_resources(text: str) -> tuple[Wanted, ...]:
    """The resources that a request wants to be made, in its order; each once."""
    found: dict[str, Wanted] = {}
    at = 0
    while at < len(text) and (wanted := _find(text, at, first=not found)) is not None:
        found.setdefault(wanted.collection, wanted)
        at = wanted.fields_end
        while (another := _another(text, at)) is not None:
            found.setdefault(another.collection, another)
            at = another.fields_end
    return tuple(found.values())


def find_resource(text: str) -> Wanted | None:
    """The resource that a request wants to be made first, or `None`."""
    return next(iter(find_resources(text)), None)


def _find(text: str, at: int, *, first: bool) -> Wanted | None:
    """The next resource; the clearest of the ways to ask for the first one counts, and the nearest for others."""
    matches = (match for trigger in TRIGGERS for match in trigger.finditer(text[at:]))
    for match in matches if first else sorted(matches, key=lambda match: match.start()):
        if not (words := _noun(match[1])):
            continue
        start, end, fields = field_list(text, at + text[at:].index(words, match.start(1)) + len(words), words)
        if first or fields or STRONG.search(match[0]):
            return Wanted(_plural(words), words, at + match.start(), start, end, fields)
    return None


def _another(text: str, at: int) -> Wanted | None:
    """The second resource of `CRUD for rooms (name, floor) and bookings`: a plural behind the first."""
    match = ANOTHER.match(text[at:])
    if match is None or match[1].lower() in STOPS or str(singularize(match[1])) == match[1]:
        return None
    start, end, fields = field_list(text, at + match.end(1))
    return Wanted(_plural(match[1]), match[1], at, start, end, fields, joined=True)


# What is done is no part of the name: `an endpoint for make invoice`.
DOING = re.compile(
    r"^(?:(?:mak|creat|manag|handl|add|show|list|see|edit|delet)(?:e|ing)?s?\s+)+(?:an?\s+|the\s+)?(?=\w)",
    re.IGNORECASE,
)


def _noun(words: str) -> str:
    """The words up to the first that cannot belong to a name."""
    kept: list[str] = []
    words = DOING.sub("", words)
    for word in re.split(r"[\s]+", words):
        if word.lower() in STOPS:
            break
        kept.append(word)
    return " ".join(kept)


def _plural(words: str) -> str:
    """The collection's name: what the user wrote if it is a plural, else its plural."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", words)
    name = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    head, _, last = name.rpartition("_")
    if str(singularize(last)) == last:
        last = str(pluralize(last))
    return f"{head}_{last}" if head else last


TYPED = re.compile(
    r"\b(?:required|optional|unique|nullable|int(?:eger)?|str(?:ing)?|text|bool(?:ean)?|date(?:time)?|decimal|float|uuid|enum|max|min)\b|\d",
    re.IGNORECASE,
)
# `CRUD for rooms. Fields: number, floor`
OWN_SENTENCE = re.compile(
    r"(?:[.;\n]\s*|,\s*)(?:(?:with|and)\s+)?(?:the\s+|its\s+|their\s+)?(?:fields?|columns?|attributes?|properties)(?:\s+are)?\s*:\s*",
    re.IGNORECASE,
)


def field_list(text: str, after: int, name: str = "") -> tuple[int, int, str]:
    """Where the fields of a resource are listed, and the list; the resource may be named again: `invoice have number`."""
    bullets = re.search(r"(?:^[ \t]*(?:[-*•–]|\d+[.)])[ \t]+.+\n?)+", text[after:], re.MULTILINE)
    if bullets is not None:
        return after + bullets.start(), after + bullets.end(), bullets[0]
    again = rf"|{re.escape(str(singularize(name)))}s? (?:has|have)" if name else ""
    has = re.search(
        rf"\b(?:what we (?:hold|keep|store|record|know) (?:about|of) (?:an?|each|every|the) \w+ (?:is|are)|for (?:an?|each|every) (?:\w+ )?\w+,? we (?:keep|store|hold|record|need)(?: its)?"
        rf"|(?:each|every|an?|the)\s+(?:one\s+)?(?:[\w-]+\s+){{0,2}}(?:has|have|needs|consists of|contains)|they have|it has|they need|it needs{again})\s+",
        text[after:],
        re.IGNORECASE,
    )
    mark = re.search(
        r"\A['\"`”’]?(?:\s+(?:resource|endpoints?|entity|entities|table|collection|model|crud))?\s*"
        r"(?:\s+with\s+(?:full\s+)?crud)?"
        r"(?::\s*|\s(?:with|having|that have|that has|which have|which has|has|have|containing|including)"
        r"(?:\s+(?:the\s+|these\s+)?(?:following\s+)?(?:fields?|attributes|properties|columns))?\s*:?\s+|\s+\(?fields?(?:\s+are)?\s*:?\s+)",
        text[after:],
        re.IGNORECASE,
    )  # fmt: skip
    own = OWN_SENTENCE.search(text, after)
    if mark is None and own is not None and (has is None or own.start() - after <= has.start()):
        start = own.end()
        end = start + list_end(text[start : start + sentence_end(text[start:])])
        return start, end, text[start:end]
    begin = mark.end() if mark is not None else has.end() if has is not None else -1
    if (
        mark is not None
        and has is not None
        and has.start() > mark.end()
        and _operations(text[after + mark.end() : after + has.start()])
    ):
        begin = has.end()
    if begin < 0:
        return max(_in_brackets(text, after), _in_next_sentence(text, after), key=lambda found: len(found[2]))
    start = after + begin
    end = start + list_end(text[start : start + sentence_end(text[start:])])
    return start, end, text[start:end]


def _in_next_sentence(text: str, after: int) -> tuple[int, int, str]:
    """A sentence behind that of the name which is nothing but fields with what they hold: `code required unique, days int`."""
    begun = re.compile(r"[^.!?\n]*[.!\n]\s+").match(text, after)
    if begun is None:
        return (after, after, "")
    start = begun.end()
    listed = text[start : start + sentence_end(text[start:])]
    pieces = items(listed)
    typed = [piece for piece in pieces if TYPED.search(piece)]
    if len(pieces) < 2 or len(typed) * 2 < len(pieces) or list_end(listed) < len(listed):
        return (after, after, "")
    return start, start + len(listed), listed


def _in_brackets(text: str, after: int) -> tuple[int, int, str]:
    """The list right behind a name: `authors (name, country)`."""
    listed = re.compile(r"['\"`”’]?\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)").match(text, after)
    return (after, after, "") if listed is None else (listed.start(1), listed.end(), listed[1])


def _operations(text: str) -> bool:
    return re.search(OPERATION, text, re.IGNORECASE) is not None


def sentence_end(text: str) -> int:
    """Where a list of fields ends: at a sentence that speaks of something else than a field."""
    for match in re.finditer(r"[.!?]\s+(?=[A-Z])", text):
        rest = text[match.end() :]
        if not re.match(r"[A-Z]?[\w ]{1,40}\b(?:is|are) (?:optional|required|mandatory|unique)", rest):
            return match.start()
    return len(text.rstrip(" .!?\n")) if text.strip() else 0
