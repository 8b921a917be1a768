"""One field out of its name and the words beside it."""

import re

from groundplan.documents.free.shapes.shape import Found
from groundplan.documents.free.shapes.types import Typed, pieces, type_said
from groundplan.spec.model import SchemaField
from groundplan.spec.types import Constraints, Type

PLACE = re.compile(r"(?:^|\()\s*(?:in )?(path|query|header|cookie|body)\b", re.IGNORECASE)
TIE = re.compile(r"\s*[:：–—,-]\s*")
DESCRIPTION = re.compile(r"\s+[–—-]\s+|\.\s+")
BRACKETS = re.compile(r"\s*\(([^()]*)\)")
LONGEST = 2_000


def told(name: str, words: str, line: int, below: str = "", *, asked: bool = False) -> Found:
    """The field that a name and the words behind it tell of; `below` is said under it, and `asked` marks it optional."""
    many = name.endswith("[]")
    name = name.removesuffix("[]").rstrip(".")
    words = _untied(" ".join(words[:LONGEST].split()))
    place = PLACE.search(words)
    head, tail = _parts(words)
    said = type_said(head)
    more = type_said(f"{tail}; {below}") if tail or below else Typed()
    field = SchemaField(
        name,
        _kind(said, more, below, many=many),
        required=False if asked else said.required if said.required is not None else more.required,
        nullable=said.nullable,
        default=said.default or more.default,
        constraints=said.constraints if said.constraints != Constraints() else more.constraints,
        meaning=_meaning(head, tail),
    )
    return Found(field, line, place[1].lower() if place is not None else "")


def chosen(kind: Type | None, choice: Type | None) -> Type | None:
    """The type, or the choice that is told beside it where both can be true: a text that is one of several."""
    plain = kind is None or kind.kind in ("str", "text")
    return choice if plain and choice is not None and choice.kind == "enum" else kind


def _kind(said: Typed, more: Typed, below: str, *, many: bool) -> Type | None:
    kind = chosen(said.type, more.type) or (type_said(below).type if below else None)
    return Type("list", item=kind) if many else kind


def _untied(words: str) -> str:
    """The words without the mark that ties them to the name."""
    tie = TIE.match(words)
    return words if tie is None else words[tie.end() :]


def _parts(words: str) -> tuple[str, str]:
    """The words that tell of the type, and the description behind them."""
    if words.startswith("("):
        closing = words.find(")")
        if closing > 0:
            return words[1:closing], words[closing + 1 :].strip(" :–—-")
    parts = DESCRIPTION.split(words, maxsplit=1)
    return parts[0], parts[1].strip() if len(parts) > 1 else ""


def _meaning(head: str, tail: str) -> str:
    """The description: what stands apart, or else the first words that tell nothing else, without facts in brackets."""
    if not tail:
        words = (piece for piece in pieces(head) if " " in piece and not PLACE.match(piece))
        return next((piece for piece in words if type_said(piece) == Typed()), "")
    return BRACKETS.sub(lambda inside: inside[0] if type_said(inside[1]) == Typed() else "", tail).strip()
