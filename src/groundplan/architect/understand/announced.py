"""Resources that are told by a list of their fields and by no other word: `people keep recipes: title, steps`.

They are told anew, as a wish that names a resource, so that what comes after needs to know one way of saying it.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from inflection import pluralize, singularize

from groundplan.architect.understand.access import NOBODY
from groundplan.architect.understand.fields.splitting import items, list_end
from groundplan.architect.understand.resources import ARTICLE, OWN_SENTENCE, field_list, find_resources, sentence_end

# Plurals that are told by a list of values, or are no rows of their own.
NO_RESOURCE = frozenset({
    "states", "statuses", "stages", "steps", "roles", "permissions", "rights", "scopes", "fields", "columns", "attributes",
    "properties", "values", "options", "types", "kinds", "priorities", "levels", "colors", "colours", "sizes", "units", "files",
    "images", "formats", "endpoints", "routes", "methods", "filters", "sorts", "parameters", "headers", "codes", "errors",
    "rules", "limits", "requirements", "criteria", "features", "things", "items", "details", "data", "users", "accounts", "people",
    "lists", "pages", "tokens", "sessions", "tags", "labels", "comments", "likes", "events", "logs", "tests", "settings",
    "changes", "names", "days", "hours", "minutes", "weeks", "months", "years", "times", "dates", "rows", "records", "models",
    "tables", "resources", "entities", "wishes", "questions", "examples", "goals", "address", "status", "access",
})  # fmt: skip
PLURAL = rf"(?:{ARTICLE})*(?:['\"`“‘])?(?P<name>[A-Za-z][\w-]*s)(?:['\"`”’])?"
KEEPING = (
    r"(?:then (?:create|add|write|post|make)|keeps?|saves?|records?|collects?|tracks?|stores?|owns?|submits?|enters?|catalogues?"
    r"|(?:can|may|want to|should be able to|will)\s+(?:add|create|have|post|write|make|enter))"
)
LISTED_WITH = r"(?=\s*(?::|\(|\s+(?:with|having)\s+(?:an?\s+|the\s+|(?:the following\s+)?fields?\s*:?\s*)?\w))"
KEPT = re.compile(
    rf"(?:,?\s*\band\s+|,\s+)?(?:\bto\s+|\bthey\s+(?:can\s+)?)?\b{KEEPING}\s+(?:private\s+)?{PLURAL}{LISTED_WITH}",
    re.IGNORECASE,
)
ALONE = re.compile(rf"\A\W*{PLURAL}(?:\s*(?::|\s[–—-](?=\s))|\s+with\b)\s*(?!\s*$)", re.IGNORECASE)
ROW = re.compile(rf"(?:\A\W*|[:,;.]\s+|\n\s*(?:[-*•]\s*)?|\band\s+){PLURAL}{LISTED_WITH}", re.IGNORECASE)
# `Companies have a name and a website.` tells of something new; of what is there, it adds to it.
HAVING = re.compile(
    rf"(?:\A|[.!?;]\s+|\n\s*)(?:all\s+)?{PLURAL}(?=\s+(?:have|consist of)\s+(?:an?\s|the\s|[\w -]+(?:,|\s+and\s)))",
    re.IGNORECASE,
)
RETOLD = re.compile(r"\badd a '[^']+' resource: [^\n]*|\bFields: [^\n]*")
# `a shop with animals: species, name`, `members (name, email) book classes (title, coach)`
BRACKETED = re.compile(rf"\b(?:with\s+)?{PLURAL}(?=\s*\([^()]*,|(?<=s):\s*\w[^.\n]*,)", re.IGNORECASE)
# What something has, or holds several of, is no matter of its own.
HANGING = re.compile(
    r"\b(?:has|have|having|contains?|consists? of|holds?|of|several|many|some|its|their|own|to|belongs?|in)\s*$",
    re.IGNORECASE,
)
# `a trainer has a name and a speciality`, where the trainers were spoken of or the list is one of fields.
HAVING_ONE = re.compile(
    r"(?:\A|[.!?,]\s+|\n\s*)(?:an?\s+|each\s+|every\s+|one\s+)?(?P<name>[A-Za-z][\w-]*)(?=\s+(?:has|have|consists? of)\s+\w)",
    re.IGNORECASE,
)
ONE = re.compile(
    r"\A\W*(?:an?\s+|new\s+)*(?P<name>[A-Za-z][a-z_-]+)\s*:\s*(?P<fields>\w[^\n]*,.*)\Z", re.IGNORECASE | re.DOTALL
)
# Some of what rows usually have; a list without any of it may be one of values.
USUAL = re.compile(
    r"\b(?:(?:\w+[ _])?(?:names?|titles?|e-?mails?|phones?|prices?|dates?|descriptions?|codes?|numbers?|amounts?|costs?|notes?|capacity|quantity|birth\w*|address|status|text|url|starts?[ _]at|ends?[ _]at)"
    r"|\w+_(?:at|on|id|date|name)|int(?:eger)?|str(?:ing)?|bool(?:ean)?|decimal|datetime|required|optional)\b",
    re.IGNORECASE,
)
# What a list of fields never holds: a verb of an edit, an arrow.
ACTING = re.compile(
    r"[-=]>|[→➔⇒]|\b(?:add|remove|drop|rename|delete|make|change|sort|filter|paginate|require|allow|only|must|should|cannot|never"
    r"|please|need|needs|want|soft|restrict|deprecate|index|increase|limit|turn|move)\b",
    re.IGNORECASE,
)


# What is left of a sentence whose object was a resource: nobody in particular, or the kind of thing that is built.
EMPTY = re.compile(
    r"(?:(?:let|so that)\s+)?(?:as an? [\w -]+?,?\s+)?(?:(?:all|the|our|each|every|some|most)\s+)*"
    r"(?:i|we|you|they|[a-z]+|signed-in users)?(?:\s+(?:want|wants|would like|can|may|should|shall|will|need|have|be able)(?:\s+to)?)*"
    r"|.*\b(?:api|backend|app|application|system|service|platform|software|database|library|shop|site)\b[^.]*",
    re.IGNORECASE | re.DOTALL,
)
OWN = re.compile(r"\b(?:their|his|her|my|its) own\b|\bprivate\b", re.IGNORECASE)


class Told(NamedTuple):
    """A resource, and the stretch of the text that tells of it; `own` if its rows are said to be their makers'."""

    name: str
    start: int
    end: int
    fields: str
    own: bool


def with_announced(text: str, known: Collection[str]) -> str:
    """The text in which every resource that is only told by its fields is a wish for a resource.

    Args:
        text: the request.
        known: the collections that there are; a list behind one of them is about what there is.
    """
    wishes, rest, at = [], [], 0
    for told in _found(text, known):
        rest.append(_kept(text[at : told.start]))
        scope = " Each user sees only their own." if told.own else ""
        wishes.append(f"add a '{told.name}' resource: {told.fields.strip(' .,;')}.{scope}")
        at = told.end
    # What is new comes first, so that the other sentences can speak of it; each begins as a sentence does.
    others = (part[:1].upper() + part[1:] for part in (*rest, text[at:].lstrip(" ,;.)\n")) if part)
    return "\n".join((*wishes, *others)) if wishes else text


def _kept(before: str) -> str:
    """What stands before a resource, without a last sentence that says nothing more."""
    text = before.strip(" ,;:\n")
    sentence = re.search(r"[^.!?\n]*\Z", text)
    if sentence is not None and EMPTY.fullmatch(sentence[0].strip()):
        text = text[: sentence.start()].strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _found(text: str, known: Collection[str]) -> tuple[Told, ...]:
    """The resources in their order, by the first of the ways to tell them that the text takes."""
    ways = (_rows, _alone, _one, _bracketed, _having, _of_one)
    return next((found for way in ways if (found := tuple(way(text, known)))), ())


def _rows(text: str, known: Collection[str]) -> Iterator[Told]:
    """The rows of an enumeration; a single one is none."""
    # What stands in the list of a resource that was told anew is a field.
    lists = [range(*found.span()) for found in RETOLD.finditer(text)]
    marks = [
        match
        for match in ROW.finditer(text)
        if is_resource(match["name"], known) and not any(match.start("name") in listed for listed in lists)
    ]
    ends = [*(match.start() for match in marks[1:]), len(text)]
    rows = [told for match, end in zip(marks, ends, strict=False) if (told := _told(text[:end], match)) is not None]
    yield from rows if len(rows) > 1 else ()


def _alone(text: str, known: Collection[str]) -> Iterator[Told]:
    """A request that is a name and a list: `recipes: title, steps`."""
    alone = ALONE.search(text)
    if alone is None or not is_resource(alone["name"], known):
        return
    if (listed := OWN_SENTENCE.search(text)) is not None:
        yield Told(alone["name"].lower(), 0, alone.end(), _listed(text[listed.end() :]), own=False)
        return
    fields = _listed(text[alone.end() :])
    if not ACTING.search(fields):
        yield Told(alone["name"].lower(), 0, alone.end() + len(fields), fields, own=False)


def _one(text: str, known: Collection[str]) -> Iterator[Told]:
    """The same in the singular, where the list is one of fields."""
    one = ONE.match(text)
    if one is None or not is_resource(many := str(pluralize(one["name"].lower())), known):
        return
    fields = _listed(one["fields"])
    if _fields_in(fields) and not ACTING.search(fields):
        yield Told(many, 0, one.start("fields") + len(fields), fields, own=False)


def _bracketed(text: str, known: Collection[str]) -> Iterator[Told]:
    """Names with their fields in brackets, wherever they stand."""
    if find_resources(text):
        return
    for match in BRACKETED.finditer(text):
        if HANGING.search(text[: match.start()]) or not is_resource(match["name"], known):
            continue
        if (told := _told(text, match)) is not None and _fields_in(told.fields):
            yield told


def _having(text: str, known: Collection[str]) -> Iterator[Told]:
    """What people keep, and what rows of a kind have."""
    wanted = {one.collection for one in find_resources(text)}
    having = (match for match in HAVING.finditer(text) if match["name"].lower() not in wanted)
    for match in sorted((*KEPT.finditer(text), *having), key=lambda match: match.start()):
        if is_resource(match["name"], known) and (told := _told(text, match)) is not None:
            yield told


def _of_one(text: str, known: Collection[str]) -> Iterator[Told]:
    """Resources that are told by what one of their rows has."""
    if find_resources(text):
        return
    for match in HAVING_ONE.finditer(text):
        many = str(pluralize(match["name"].lower()))
        known_word = len(match["name"]) > 2 and match["name"].lower() not in NOBODY
        told = _told(text, match) if known_word and is_resource(many, known) else None
        if told is not None and _fields_in(told.fields):
            yield told._replace(name=many)


def _listed(text: str) -> str:
    """The list of fields that a text begins with."""
    text = text[: sentence_end(text)]
    return text[: list_end(text)]


def _fields_in(listed: str) -> bool:
    """Whether a list holds what is usual for rows, so that it is none of values."""
    return len(items(listed)) > 1 and USUAL.search(listed) is not None


def is_resource(name: str, known: Collection[str]) -> bool:
    """Whether a word can be the collection of a new resource."""
    plain = name.lower()
    return plain not in NO_RESOURCE and plain not in known and str(singularize(plain)) != plain


def _told(text: str, match: re.Match[str]) -> Told | None:
    start, end, fields = field_list(text, match.end("name"))
    if start > match.end("name") + 40 or not fields.strip() or ACTING.search(fields):
        return None
    if any(len(item.split()) > 12 for item in items(fields)):
        return None
    return Told(match["name"].lower(), match.start(), max(end, match.end()), fields, OWN.search(match[0]) is not None)
