"""What a database keeps of a field's type, and whether a new type takes every value of the old one."""

from typing import Literal, NamedTuple

from groundplan.evolution.migrating.moves import plain
from groundplan.spec.model import Field
from groundplan.spec.types import Kind

SIZED: tuple[Kind, ...] = ("str", "email", "url", "secret")
LARGEST_INT4 = 2**31 - 1
DIGITS_INT4 = 10
# Kinds that are kept as the same kind of column.
KEPT_AS: dict[Kind, str] = {
    **dict.fromkeys((*SIZED, "text", "enum"), "text"),
    **dict.fromkeys(("json", "list", "ref"), "json"),
    **dict.fromkeys(("bytes", "file"), "bytes"),
}


class Stored(NamedTuple):
    """A column as the database has it; `length` bounds characters, and is `None` where nothing does."""

    kind: str
    length: int | None = None
    digits: tuple[int, int] | None = None
    choice: bool = False


# How one column becomes another: in place without or with its rows rewritten, by shorter values, or beside the old one.
Way = Literal["", "brief", "rewritten", "shorter", "beside"]


def is_column(field: Field) -> bool:
    return field.stored and not field.computed


def stored(field: Field) -> Stored | None:
    """How a field is stored; `None` where nobody says its type."""
    type_ = field.type
    if type_ is None:
        return None
    high = field.constraints.bounds.high
    if type_.kind == "int":
        return Stored("bigint" if high is not None and high > LARGEST_INT4 else "int")
    length = int(high) if type_.kind in SIZED and high is not None and abs(high) < LARGEST_INT4 else None
    digits = None if type_.precision is None else (type_.precision, type_.scale or 0)
    return Stored(KEPT_AS.get(type_.kind, type_.kind), length, digits, type_.kind == "enum")


def described(field: Field) -> str:
    """The type of a new column, as a step says it."""
    column = stored(field)
    if column is None or field.type is None:
        return ""
    if column.choice:
        return " text"
    size = f" of at most {column.length} characters" if column.length is not None else ""
    return f" {column.kind if column.kind == 'bigint' else plain(str(field.type))}{size}"


def way(before: Stored, after: Stored) -> Way:
    """How a column gets to its new type; nothing where the database sees no difference."""
    match before.kind, after.kind:
        case "text", "text":
            return "" if before.choice or after.choice else _resized(before.length, after.length)
        case "decimal", "decimal":
            return _with_digits(before.digits, after.digits)
        case "int", "bigint" | "float":
            return "rewritten"
        case "int", "decimal":
            fits = after.digits is None or after.digits[0] - after.digits[1] >= DIGITS_INT4
            return "rewritten" if fits else "beside"
        case _:
            return "" if before.kind == after.kind else "beside"


def _resized(before: int | None, after: int | None) -> Way:
    if before == after:
        return ""
    return "brief" if after is None or (before is not None and after > before) else "shorter"


def _with_digits(before: tuple[int, int] | None, after: tuple[int, int] | None) -> Way:
    if before == after:
        return ""
    if after is None:
        return "brief"
    if before is None or after[1] < before[1] or after[0] - after[1] < before[0] - before[1]:
        return "beside"
    return "brief" if after[1] == before[1] else "rewritten"
