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
# Lines of an order are told by the order: `order lines: product, quantity`.
PARTS = re.compile(
    r"\A\W*(?P<whole>[A-Za-z]+)[ -](?P<name>[a-z]+s)\s*:\s*(?P<fields>\S.*)\Z", re.IGNORECASE | re.DOTALL
)
# Rows that are told by what they belong to, or by a path below it, and then by their fields.
BELONGING = re.compile(
    rf"(?:(?:\A|[.!?]\s+|\n\s*){PLURAL}\s+belongs?\s+to\s+(?:exactly one|one|an?|the|each|every)\s+(?P<whole>[a-z]+)"
    rf"|\b(?:under|below|at)\s+\S*/(?P<path>[\w-]+)/\{{\w+\}}/(?P<below>[\w-]+)\b[^.:\n]*?)\s*(?::\s*|\s(?:with|and have|having)\s+(?:an?\s+)?)(?P<fields>[^.\n]*\w[^.\n]*)",
    re.IGNORECASE,
)
# `courses: add a start date, drop the seats, title max 80`
EDITED = re.compile(r"\A\W*(?P<name>[A-Za-z][\w-]*s)\s*:\s*(?P<edits>\S.*)\Z", re.IGNORECASE | re.DOTALL)
EDIT = re.compile(r"(?:add|drop|remove|delete|rename|make|require|index)\s", re.IGNORECASE)
ENDPOINT = re.compile(
    r"\b(?P<method>GET|POST|PUT|PATCH|DELETE)\s+/(?:api/)?(?:v\d+/)?(?P<many>[a-z][\w-]*)(?P<id>/(?:\{\w+\}|:\w+))?\s*(?P<body>\{[^{}]+\})?(?:\s*(?:,|;|and)\s*)*"
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
    if (parts := PARTS.match(text)) is not None and str(pluralize(parts["whole"].lower())) in known:
        return f"each {parts['whole']} has {parts['name']}: {parts['fields']}"
    text = _edits(_by_methods(text, known), known)
    text = BELONGING.sub(lambda found: _below(found, known), text)
    wishes, rest, at = [], [], 0
    for told in _found(text, known):
        rest.append(_kept(text[at : told.start]))
        scope = " Each user sees only their own." if told.own else ""
        wishes.append(f"add a '{told.name}' resource: {told.fields.strip(' .,;')}.{scope}")
        at = told.end
    # What is new comes first, so that the other sentences can speak of it; each begins as a sentence does.
    others = (part[:1].upper() + part[1:] for part in (*rest, text[at:].lstrip(" ,;.)\n")) if part)
    return "\n".join((*wishes, *others)) if wishes else text


def _edits(text: str, known: Collection[str]) -> str:
    """Several edits of one resource, told behind its name, as sentences of their own."""
    match = EDITED.match(text)
    if match is None or match["name"].lower() not in known:
        return text
    pieces = items(match["edits"])
    if len(pieces) < 2 or sum(EDIT.match(piece) is not None for piece in pieces) < 2:
        return text
    many = match["name"].lower()
    return ". ".join(
        f"{piece[0].upper()}{piece[1:]} {_into(piece)} {many}" if EDIT.match(piece) else f"{many}: {piece}"
        for piece in pieces
    )


def _into(piece: str) -> str:
    verb = piece.split()[0].lower()
    return {"add": "to", "drop": "from", "remove": "from", "delete": "from"}.get(verb, "of")


def _by_methods(text: str, known: Collection[str]) -> str:
    """The text in which endpoints of one collection, told by method and path, are a resource with so many operations."""
    found = [match for match in ENDPOINT.finditer(text) if match["many"].replace("-", "_") not in known]
    names = {match["many"] for match in found}
    body = next((match["body"] for match in found if match["body"]), "")
    if len(names) != 1 or not body or ENDPOINT.sub("", text).strip(" ,;.\n") not in ("", "and"):
        return text
    done = {_operation(match["method"].upper(), bool(match["id"])): None for match in found}
    return f"add a '{names.pop()}' resource: {body.strip('{} ')}. Only {', '.join(done)}."


def _operation(method: str, by_id: bool) -> str:
    by_method = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}
    return by_method.get(method, "read" if by_id else "list")


def _below(found: re.Match[str], known: Collection[str]) -> str:
    """Parts as parts of what they belong to, where that is there and they are not; the fields in brackets."""
    whole = found["whole"] or str(singularize(found["path"].lower().replace("-", "_")))
    name = (found["name"] or found["below"]).lower().replace("-", "_")
    if str(pluralize(whole.lower())) not in known or not _is_resource(name, ()):
        return found[0]
    lead = re.match(r"[.!?\n]?\s*", found[0])
    return f"{lead[0] if lead is not None else ''}each {whole} has {name} ({found['fields'].strip()})"


def _kept(before: str) -> str:
    """What stands before a resource, without a last sentence that says nothing more."""
    text = before.strip(" ,;:\n")
    sentence = re.search(r"[^.!?\n]*\Z", text)
    if sentence is not None and EMPTY.fullmatch(sentence[0].strip()):
        text = text[: sentence.start()].strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _found(text: str, known: Collection[str]) -> Iterator[Told]:
    """The resources in their order: rows of an enumeration, or single ones."""
    marks = [match for match in ROW.finditer(text) if _is_resource(match["name"], known)]
    ends = [*(match.start() for match in marks[1:]), len(text)]
    rows = [told for match, end in zip(marks, ends, strict=False) if (told := _told(text[:end], match)) is not None]
    if len(rows) > 1:
        yield from rows
        return
    alone = ALONE.search(text)
    if alone is not None and _is_resource(alone["name"], known):
        fields = text[alone.end() :]
        fields = fields[: list_end(fields[: sentence_end(fields)])]
        if (listed := OWN_SENTENCE.search(text)) is not None:
            fields = text[listed.end() :]
            fields = fields[: list_end(fields[: sentence_end(fields)])]
            yield Told(alone["name"].lower(), 0, alone.end(), fields, own=False)
        elif not ACTING.search(fields):
            yield Told(alone["name"].lower(), 0, alone.end() + len(fields), fields, own=False)
        return
    one = ONE.match(text)
    if one is not None and _is_resource(many := str(pluralize(one["name"].lower())), known):
        fields = one["fields"][: list_end(one["fields"][: sentence_end(one["fields"])])]
        if _fields_in(fields) and not ACTING.search(fields):
            yield Told(many, 0, one.start("fields") + len(fields), fields, own=False)
            return
    plain = [
        told for match in BRACKETED.finditer(text)
        if not HANGING.search(text[: match.start()]) and _is_resource(match["name"], known) and (told := _told(text, match)) is not None and _fields_in(told.fields)
    ]  # fmt: skip
    if plain and not find_resources(text):
        yield from plain
        return
    wanted = {one.collection for one in find_resources(text)}
    having = (match for match in HAVING.finditer(text) if match["name"].lower() not in wanted)
    found = False
    for match in sorted((*KEPT.finditer(text), *having), key=lambda match: match.start()):
        if _is_resource(match["name"], known) and (told := _told(text, match)) is not None:
            found = True
            yield told
    if not found and not wanted:
        yield from _of_one(text, known)


def _of_one(text: str, known: Collection[str]) -> Iterator[Told]:
    """Resources that are told by what one of their rows has."""
    for match in HAVING_ONE.finditer(text):
        many = str(pluralize(match["name"].lower()))
        told = _told(text, match) if _is_resource(many, known) and match["name"].lower() not in NOBODY else None
        if told is not None and _fields_in(told.fields):
            yield told._replace(name=many)


def _fields_in(listed: str) -> bool:
    """Whether a list holds what is usual for rows, so that it is none of values."""
    return len(items(listed)) > 1 and USUAL.search(listed) is not None


def _is_resource(name: str, known: Collection[str]) -> bool:
    plain = name.lower()
    return plain not in NO_RESOURCE and plain not in known and str(singularize(plain)) != plain


def _told(text: str, match: re.Match[str]) -> Told | None:
    start, end, fields = field_list(text, match.end("name"))
    if start > match.end("name") + 40 or not fields.strip() or ACTING.search(fields):
        return None
    if any(len(item.split()) > 12 for item in items(fields)):
        return None
    return Told(match["name"].lower(), match.start(), max(end, match.end()), fields, OWN.search(match[0]) is not None)
