"""What is wider and what is narrower: types, choices, and the rules that values hold."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

from groundplan.evolution.deprecating import SAID
from groundplan.spec.types import Bounds, Constraints, Kind, Type

Sort = Literal[
    "type narrowed", "type widened", "type changed", "type unsaid", "value added", "value removed",
    "rule narrowed", "rule widened", "rule changed", "rule in words", "trimmed",
]  # fmt: skip
FREE_TEXT: frozenset[Kind] = frozenset({"str", "text", "secret"})
# What JSON carries as text. A decimal is among them, since a JSON number is read as a binary fraction.
AS_TEXT: frozenset[Kind] = FREE_TEXT | {
    "uuid", "datetime", "date", "time", "duration", "email", "url", "enum", "decimal", "bytes",
}  # fmt: skip
# What a path, a query or a header carries besides: there, everything is text.
SPELT: frozenset[Kind] = AS_TEXT | {"int", "float", "bool"}


class Valued(Protocol):
    """What has values: a parameter, a field."""

    @property
    def type(self) -> Type | None: ...
    @property
    def constraints(self) -> Constraints: ...


class Move(NamedTuple):
    """One way in which the values of something differ, and that in words."""

    sort: Sort
    words: str


def moves(before: Valued, after: Valued, *, spelt: bool) -> Iterator[Move]:
    """Every way in which the values differ; `spelt` where everything is text, as in a query."""
    yield from _type_moves(before.type, after.type, spelt)
    if _unit(before.type) == _unit(after.type):
        yield from _rule_moves(before.constraints, after.constraints, _unit(after.type))


def _type_moves(before: Type | None, after: Type | None, spelt: bool) -> Iterator[Move]:
    if before == after:
        return
    said = f"{after or 'no type'} instead of {before or 'no type'}"
    if before is None or after is None:
        yield Move("type unsaid", said)
    elif before.kind == after.kind == "list":
        yield from _type_moves(before.item, after.item, spelt)
    elif before.kind == after.kind == "enum":
        yield from _choice_moves(before.values, after.values)
    elif before.kind == after.kind == "decimal":
        yield from _digit_moves(before, after)
    elif before.kind == after.kind or (before.kind in FREE_TEXT and after.kind in FREE_TEXT):
        # Two names of shapes: what differs is in their fields.
        return
    elif _holds(after.kind, before.kind, spelt):
        yield Move("type widened", said)
    else:
        yield Move("type narrowed" if _holds(before.kind, after.kind, spelt) else "type changed", said)


def _holds(outer: Kind, inner: Kind, spelt: bool) -> bool:
    """Whether every value of one kind is a value of the other."""
    match outer:
        case "json":
            return inner != "file"
        case "str" | "text" | "secret":
            return inner in (SPELT if spelt else AS_TEXT)
        case "float":
            return inner == "int" or (spelt and inner == "decimal")
        case "decimal":
            return spelt and inner == "int"
        case _:
            return False


def _choice_moves(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Move]:
    for value in after:
        if value not in before:
            yield Move("value added", f"`{value}` is a new choice")
    for value in before:
        if value not in after:
            yield Move("value removed", f"`{value}` is no choice any more")


def _digit_moves(before: Type, after: Type) -> Iterator[Move]:
    said = f"{after} instead of {before}"
    (was_whole, was_part), (whole, part) = _digits(before), _digits(after)
    if whole < was_whole or part < was_part:
        yield Move("rule narrowed", said)
    if whole > was_whole or part > was_part:
        yield Move("rule widened", said)


def _digits(type_: Type) -> tuple[float, float]:
    """How many digits stand before the point and behind it."""
    if type_.precision is None:
        return float("inf"), float("inf")
    return type_.precision - (type_.scale or 0), type_.scale or 0


def _unit(type_: Type | None) -> str | None:
    """What bounds count: `None` for a type that is not said."""
    if type_ is None:
        return None
    match type_.kind:
        case "list":
            return "items"
        case "bytes" | "file":
            return "bytes"
        case "int" | "float" | "decimal":
            return ""
        case kind:
            return "characters" if type_.textual else kind


def _rule_moves(before: Constraints, after: Constraints, unit: str | None) -> Iterator[Move]:
    if before == after:
        return
    counted = f" {unit}" if unit in ("items", "bytes", "characters") else ""
    yield from _bound_moves(before.bounds, after.bounds, counted)
    yield from _bound_moves(before.each, after.each, " each")
    for name in ("pattern", "format"):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            sort: Sort = "rule narrowed" if not was else "rule changed" if now else "rule widened"
            yield Move(sort, f"{_quoted(name, now)} instead of {_quoted(name, was)}")
    if before.distinct != after.distinct:
        yield Move(*(("rule narrowed", "no two alike") if after.distinct else ("rule widened", "two may be alike")))
    if before.trimmed != after.trimmed:
        yield Move("trimmed", "surrounding space is removed" if after.trimmed else "surrounding space stays")
    if added := [note for note in _sentences(after) if note not in before.notes]:
        yield Move("rule in words", "; ".join(added))
    elif any(note not in after.notes for note in _sentences(before)):
        yield Move("rule widened", "a rule in words is gone")


def _sentences(constraints: Constraints) -> tuple[str, ...]:
    """The rules in words, without what a field says of its own end."""
    return tuple(note for note in constraints.notes if not SAID.match(note))


def _quoted(name: str, said: str) -> str:
    return f"{name} `{said}`" if said else f"no {name}"


def _bound_moves(before: Bounds, after: Bounds, counted: str) -> Iterator[Move]:
    if before.low != after.low:
        narrower = after.low is not None and (before.low is None or after.low > before.low)
        yield Move("rule narrowed" if narrower else "rule widened", _edge("least", before.low, after.low, counted))
    if before.high != after.high:
        narrower = after.high is not None and (before.high is None or after.high < before.high)
        yield Move("rule narrowed" if narrower else "rule widened", _edge("most", before.high, after.high, counted))


def _edge(side: str, before: float | None, after: float | None, counted: str) -> str:
    now = f"no limit at {side}" if after is None else f"at {side} {after}{counted}"
    return f"{now} instead of {'no limit' if before is None else before}"
