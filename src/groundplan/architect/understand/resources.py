"""Which resource a request wants, with which operations and fields."""

import re
from typing import NamedTuple

from inflection import pluralize, singularize

STOPS = [
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
    "users?",
    "this",
    "these",
    "all",
    "every",
    "where",
    "too",
    "also",
    "now",
    "today",
]
ARTICLE = r"(?:an?|the|our|some|my|their|his|her|its|your|own|new|simple|basic|full)\s+"
NOUN = r"['\"`“‘]?([A-Za-z][\w-]*(?:[ ][a-z][\w-]*){0,2})['\"`”’]?"
OPERATION = r"(?:list|create|add|read|get|view|see|update|edit|change|delete|remove|browse|show)"
OPERATIONS_LIST = rf"{OPERATION}(?:\s*(?:,|/|and|or|&|, and)\s*{OPERATION})+"
TRIGGERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"['\"`“‘]([A-Za-z][\w -]*?)['\"`”’]\s+(?:resource|endpoints?|entity|collection|crud|model|table)",
        r"(?:resource|entity|collection|model)\s+(?:called|named)\s+['\"`“‘]?([A-Za-z][\w-]*)",
        rf"\bcrud(?:\s+(?:endpoints?|operations?|routes?|apis?|api|functionality))*\s+(?:for|on|of|around|over)\s+(?:{ARTICLE})*{NOUN}",
        rf"\bendpoints?\s+(?:to|for|that|which)\s+(?:let \w+ )?(?:can )?{OPERATIONS_LIST}\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?:manage|managing|management of|handle|keep track of|administer|maintain|expose|keep a list of|store)\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?:endpoints?|routes?|api|apis)\s+for\s+(?:managing\s+)?(?:{ARTICLE})*{NOUN}",
        rf"\b(?:able to|can|want to|wants to|like to|need to|let \w+)\s+{OPERATIONS_LIST}\s+(?:{ARTICLE})*{NOUN}",
        rf"^\W*(?:{ARTICLE})*([A-Za-z][\w-]*(?: [a-z][\w-]*)?)\s+crud\b",
        rf"^\W*crud\s+(?:{ARTICLE})*{NOUN}",
        rf"\b(?:add|create|introduce|build|make|need|want|have)\s+(?:{ARTICLE})*([A-Za-z][\w-]*)\s+(?:resource|crud|endpoints|management|entity)\b",
    )
)
METHODS = {
    "create": r"creat\w*|add\w*|post\w*|insert\w*",
    "list": r"list\w*|brows\w*|index",
    "read": r"read\w*|view\w*|get|fetch\w*|show\w*|retriev\w*|see",
    "update": r"updat\w*|edit\w*|chang\w*|modif\w*",
    "delete": r"delet\w*|remov\w*",
}
NEGATED = (
    r"(?:no|not?|without|never|neither|nor|cannot|can't|must not|don't|except(?: for)?|but not|minus|skip|excluding)"
)
ONLY = re.compile(
    rf"\b(?:only|just|nothing (?:else|more) than)\b[^.;:]{{0,30}}?({OPERATION}(?:\s*(?:,|/|and|or|&|, and)\s*{OPERATION})*)\b"
    r"|\bread[- ]only\b",
    re.IGNORECASE,
)
LISTED = re.compile(rf"\b({OPERATIONS_LIST})\b", re.IGNORECASE)


class Wanted(NamedTuple):
    """A resource as it is called in the request, and where in the text its name and its fields stand."""

    collection: str
    start: int
    fields_start: int
    fields_end: int
    fields: str


def find_resource(text: str) -> Wanted | None:
    """The resource that a request wants to be made, or `None`."""
    for trigger in TRIGGERS:
        for match in trigger.finditer(text):
            words = _noun(match[1])
            if words:
                start, end, fields = _field_list(text, match.start(1) + len(words))
                return Wanted(_plural(words), match.start(), start, end, fields)
    return None


def _noun(words: str) -> str:
    """The words up to the first that cannot belong to a name."""
    kept: list[str] = []
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


def _field_list(text: str, after: int) -> tuple[int, int, str]:
    """Where the fields of a resource are listed, and the list."""
    bullets = re.search(r"(?:^[ \t]*(?:[-*•–]|\d+[.)])[ \t]+.+\n?)+", text[after:], re.MULTILINE)
    if bullets is not None:
        return after + bullets.start(), after + bullets.end(), bullets[0]
    has = re.search(
        r"\b(?:each|every|an?|the)\s+(?:one\s+)?(?:[\w-]+\s+){0,2}(?:has|have|needs)\s+", text[after:], re.IGNORECASE
    )
    mark = re.search(
        r"\A['\"`”’]?(?:\s+(?:resource|endpoints?|entity|entities|table|collection|model))?\s*"
        r"(?:\s+with\s+(?:full\s+)?crud)?"
        r"(?::\s*|\s(?:with|having|that have|that has|which have|which has|has|have|containing|including)"
        r"(?:\s+(?:the\s+)?(?:following\s+)?fields?)?\s*:?\s+|\s+\(?fields?(?:\s+are)?\s*:?\s+)",
        text[after:],
        re.IGNORECASE,
    )  # fmt: skip
    begin = mark.end() if mark is not None else has.end() if has is not None else -1
    if (
        mark is not None
        and has is not None
        and has.start() > mark.end()
        and _operations(text[after + mark.end() : after + has.start()])
    ):
        begin = has.end()
    if begin < 0:
        return after, after, ""
    start = after + begin
    end = start + _sentence_end(text[start:])
    return start, end, text[start:end]


def _operations(text: str) -> bool:
    return re.search(OPERATION, text, re.IGNORECASE) is not None


def _sentence_end(text: str) -> int:
    """Where a list of fields ends: at a sentence that speaks of something else than a field."""
    for match in re.finditer(r"[.!?]\s+(?=[A-Z])", text):
        rest = text[match.end() :]
        if not re.match(r"[A-Z]?[\w ]{1,40}\b(?:is|are) (?:optional|required|mandatory|unique)", rest):
            return match.start()
    return len(text.rstrip(" .!?\n")) if text.strip() else 0


def find_operations(text: str) -> tuple[str, ...]:
    """The operations that a request is limited to; empty where all five are meant."""
    if re.search(r"\bread[- ]only\b", text, re.IGNORECASE):
        return ("list", "read")
    chosen: tuple[str, ...] = ()
    if only := ONLY.search(text):
        chosen = _named(only[0])
    elif (listed := LISTED.search(text)) and "crud" not in text.lower():
        chosen = _named(listed[0])
    refused = _refused(text)
    if chosen and "list" in chosen and only is None and "read" not in chosen and "update" in chosen:
        chosen = (*chosen, "read")
    kept = tuple(name for name in (chosen or tuple(METHODS)) if name not in refused)
    return kept if chosen or refused else ()


def _named(text: str) -> tuple[str, ...]:
    return tuple(name for name, verbs in METHODS.items() if re.search(rf"\b(?:{verbs})\b", text, re.IGNORECASE))


def _refused(text: str) -> tuple[str, ...]:
    """Operations that a negation stands before: `no update and no delete`, `they are never deleted`."""
    found = []
    for name, verbs in METHODS.items():
        direct = rf"\b{NEGATED}\s+(?:\w+\s+){{0,2}}?(?:to\s+|be\s+)?(?:{verbs})\b"
        joined = rf"\b(?:no|without|neither|except(?: for)?|not)\s+(?:{'|'.join(METHODS.values())})\s*(?:,|and|or|nor|/)\s*(?:no\s+)?(?:{verbs})\b"
        if re.search(direct, text, re.IGNORECASE) or re.search(joined, text, re.IGNORECASE):
            found.append(name)
    return tuple(found)
