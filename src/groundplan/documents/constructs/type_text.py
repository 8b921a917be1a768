"""Types, defaults and constraints as words: ``enum(`todo`, `done`)``, `generated`, `1..200; trimmed`."""

import re
from collections.abc import Iterable
from typing import get_args

from groundplan.documents.form import NotUnderstood
from groundplan.documents.inline import NOTHING, code, code_spans, codes, literal, number, scalar, uncode
from groundplan.spec.types import Bounds, Constraints, Default, Kind, Type

KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
PLAIN: dict[str, Type] = {kind: Type(kind) for kind in get_args(Kind) if kind not in ("enum", "list", "ref")}
ALIASES = {
    "object": "json",
    "string": "str",
    "integer": "int",
    "boolean": "bool",
    "number": "float",
    "timestamp": "datetime",
}
DECIMAL = re.compile(r"decimal\((\d+), ?(\d+)\)$")
ENUM = re.compile(r"enum\((.*)\)$")
RANGE = re.compile(r"(\S+?)\.\.(\S+)$")
DEFAULTS = {kind: Default(kind) for kind in get_args(Default.__annotations__["kind"]) if kind != "value"}


def write_type(type_: Type | None) -> str:
    if type_ is None:
        return ""
    match type_.kind:
        case "enum":
            return f"enum({codes(type_.values)})"
        case "list":
            return f"list of {write_type(type_.item)}"
        case "ref":
            return code(type_.name)
        case _:
            return str(type_)


def read_type(text: str) -> Type | None:
    """The type that a cell names; `None` for an empty cell."""
    if (plain := PLAIN.get(text) or PLAIN.get(ALIASES.get(text, ""))) is not None:
        return plain
    if not text or text == NOTHING:
        return None
    if match := DECIMAL.match(text):
        return Type("decimal", precision=int(match[1]), scale=int(match[2]))
    if match := ENUM.match(text):
        return Type("enum", values=code_spans(match[1]) or tuple(value.strip() for value in match[1].split(",")))
    if text.startswith("list of "):
        return Type("list", item=read_type(text.removeprefix("list of ")))
    if (name := uncode(text)) is not None:
        return PLAIN.get(name) or Type("ref", name=name)
    raise NotUnderstood(f"`{text}` is no type", nearest_word(text, KINDS))


def nearest_word(text: str, words: Iterable[str]) -> str:
    """The word that was probably meant, or nothing."""
    from difflib import get_close_matches  # 8 ms that a sound document need not pay

    return next(iter(get_close_matches(text, list(words), 1)), "")


def write_default(default: Default | None) -> str:
    if default is None:
        return NOTHING
    if default.kind == "value":
        return literal(default.value if default.value is not None else "")
    return "now, at every change" if default.kind == "now at every change" else default.kind


def read_default(text: str) -> Default | None:
    if not text or text == NOTHING:
        return None
    if (known := DEFAULTS.get(text.replace(",", ""))) is not None:
        return known
    value = scalar(text)
    if value is None:
        raise NotUnderstood(f"`{text}` is no default: a literal, `generated`, `now` or `now, at every change`")
    return Default("value", value)


def write_bounds(bounds: Bounds) -> str:
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        return f"{low!r}..{high!r}"
    if high is not None:
        return f"≤ {high!r}"
    return "" if low is None else f"≥ {low!r}"


def read_bounds(text: str) -> Bounds | None:
    """The range that a text writes, or `None` if it writes none."""
    if match := RANGE.match(text):
        low, high = number(match[1]), number(match[2])
        return None if low is None or high is None else Bounds(low, high)
    for mark, plain in (("≤", "<="), ("≥", ">=")):
        if text.startswith((mark, plain)):
            value = number(text.removeprefix(mark).removeprefix(plain).strip())
            if value is not None:
                return Bounds(None, value) if mark == "≤" else Bounds(value, None)
    return None


def write_constraints(constraints: Constraints) -> list[str]:
    """The pieces of a rules cell that say what a value must hold; notes come last."""
    pieces = []
    if bounds := write_bounds(constraints.bounds):
        pieces.append(bounds)
    if each := write_bounds(constraints.each):
        pieces.append(f"each {each}")
    if constraints.trimmed:
        pieces.append("trimmed")
    if constraints.distinct:
        pieces.append("distinct")
    if constraints.pattern:
        pieces.append(f"pattern {code(constraints.pattern)}")
    if constraints.format:
        pieces.append(f"format {code(constraints.format)}")
    return pieces


def read_constraint(piece: str, values: dict[str, object]) -> bool:
    """Whether a piece of a rules cell is a constraint; if so it is put among the values."""
    if piece == "trimmed" or piece == "distinct":
        values[piece] = True
    elif piece.startswith("pattern ") and (inside := uncode(piece[8:])) is not None:
        values["pattern"] = inside
    elif piece.startswith("format ") and (inside := uncode(piece[7:])) is not None:
        values["format"] = inside
    elif piece.startswith("each ") and (bounds := read_bounds(piece[5:])) is not None:
        values["each"] = bounds
    elif (bounds := read_bounds(piece)) is not None:
        values["bounds"] = bounds
    else:
        return False
    return True
