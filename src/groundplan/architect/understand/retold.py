"""What is told in a short form, told anew in sentences: edits behind a name, endpoints by their methods, parts of a whole."""

import re
from collections.abc import Collection

from inflection import pluralize, singularize

from groundplan.architect.understand.announced import PLURAL, is_resource
from groundplan.architect.understand.fields.splitting import items
from groundplan.architect.understand.operations import CHANGING

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


LEAD = re.compile(
    r"\A\W*(?:(?:we|i|please|need|want|add|create|the|these|following|routes|endpoints|for)\b[\s:]*)+", re.IGNORECASE
)
TOLD = re.compile(r"(?:an?\s+)?(?P<one>\w+)\s*(?:=|:|has|have|with)\s*(?P<fields>[^.]+)\.?", re.IGNORECASE | re.DOTALL)


def retold(text: str, known: Collection[str]) -> str:
    """The text in sentences.

    Args:
        text: the request.
        known: the collections that there are.
    """
    if (parts := PARTS.match(text)) is not None and str(pluralize(parts["whole"].lower())) in known:
        return f"each {parts['whole']} has {parts['name']}: {parts['fields']}"
    text = _edits(_by_methods(text), known)
    return BELONGING.sub(lambda found: _below(found, known), text)


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


def _by_methods(text: str) -> str:
    """The text in which endpoints of one collection, told by method and path, are a resource with so many operations."""
    found = list(ENDPOINT.finditer(text))
    names = {match["many"] for match in found}
    body = next((match["body"] for match in found if match["body"]), "")
    rest = LEAD.sub("", ENDPOINT.sub("", text)).strip(" ,;:.\n")
    told = TOLD.fullmatch(rest)
    if not body and told is not None and len(names) == 1 and str(pluralize(told["one"].lower())) in names:
        body, rest = told["fields"], ""
    if len(names) != 1 or not body or rest not in ("", "and"):
        return text
    done = {_operation(match["method"].upper(), bool(match["id"])): None for match in found}
    return f"add a '{names.pop()}' resource: {body.strip('{} ')}. Only {', '.join(done)}."


def _operation(method: str, by_id: bool) -> str:
    return CHANGING.get(method, "read" if by_id else "list")


def _below(found: re.Match[str], known: Collection[str]) -> str:
    """Parts as parts of what they belong to, where that is there and they are not; the fields in brackets."""
    whole = found["whole"] or str(singularize(found["path"].lower().replace("-", "_")))
    name = (found["name"] or found["below"]).lower().replace("-", "_")
    if str(pluralize(whole.lower())) not in known or not is_resource(name, ()):
        return found[0]
    lead = re.match(r"[.!?\n]?\s*", found[0])
    return f"{lead[0] if lead is not None else ''}each {whole} has {name} ({found['fields'].strip()})"
