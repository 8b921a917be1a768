"""A column that comes to a table, leaves it, or gets another name."""

from collections.abc import Iterator
from typing import NamedTuple

from groundplan.evolution.deprecating import Farewell
from groundplan.evolution.migrating.moves import (
    BACKUP,
    BATCH,
    BRIEF,
    IN_BATCHES,
    NOTHING,
    READS_ALONG,
    Change,
    Move,
    value,
)
from groundplan.evolution.migrating.storing import described
from groundplan.spec.model import Field
from groundplan.spec.types import Default


class Column(NamedTuple):
    """A field in its table; `named` is how a person calls it, `Task.title`."""

    table: str
    field: Field
    model: str

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def place(self) -> str:
        return f"`{self.table}.{self.name}`"

    @property
    def named(self) -> str:
        return f"`{self.model}.{self.name}`"


def added(column: Column, *, distinct: bool) -> Change:
    """A column comes; `distinct` where no two rows may have the same value in it."""
    field, place = column.field, column.place
    default = default_of(field.default)
    kind = described(field)
    if field.nullable is not False:
        said = f", default {default}" if default else ""
        moves = [Move("add", f"add {place}{kind}, null{said}", BRIEF, "drop the column"), *choices(column)]
        shown = f"After the expand phase the release before reads and writes `{column.table}` as it did."
    elif default and not distinct:
        step = f"add {place}{kind}, not null, default {default}"
        moves = [Move("add", step, f"{BRIEF}; no row is written anew", "drop the column"), *choices(column)]
        shown = f"After the expand phase no row of `{column.table}` is without `{column.name}`."
    else:
        moves = [
            Move("add", f"add {place}{kind}, null", BRIEF, "drop the column"),
            Move("write", f"write `{column.name}` in every new row"),
            Move(
                "fill", f"fill {place} where it is null with {filling(field, distinct)}, {IN_BATCHES}", BATCH, NOTHING
            ),
            *choices(column),
            demanded(column),
        ]
        shown = f"After the migrate phase no row of `{column.table}` is without `{column.name}`."
    return Change("Add", column.named, tuple(moves), (shown,))


def default_of(default: Default | None) -> str:
    """A default that the database itself can give each row, as a step says it; nothing for any other."""
    match default:
        case Default(kind="value", value=bool(said)):
            return "true" if said else "false"
        case Default(kind="value", value=str(said)):
            return value(said) if said.strip() else "the empty text"
        case Default(kind="value", value=said) if said is not None:
            return str(said)
        case Default(kind="now" | "now at every change"):
            return "now"
        case _:
            return ""


def filling(field: Field, distinct: bool) -> str:
    if field.default is not None and field.default.kind == "generated":
        return "a new value for each"
    if field.references is not None:
        return "the row that the operator chooses for each"
    return (
        "a value of its own for each, which the operator chooses" if distinct else "the value that the operator chooses"
    )


def demanded(column: Column) -> Move:
    """Null is refused from then on; a check that is validated before spares the database its walk under a lock."""
    return Move("drop", f"set {column.place} not null, by a check that is validated first", BRIEF, "allow null again")


def choices(column: Column) -> Iterator[Move]:
    """A column of choices is text with a check."""
    type_ = column.field.type
    if type_ is not None and type_.kind == "enum" and type_.values:
        yield Move(
            "add", f"add a check that {column.place} is {one_of(type_.values)}, not valid", BRIEF, "drop the check"
        )
        yield validated(column)


def one_of(values: tuple[str, ...]) -> str:
    return f"one of {', '.join(map(value, values))}"


def validated(column: Column) -> Move:
    return Move("fill", f"validate the check on {column.place}", READS_ALONG, NOTHING)


def dropped(column: Column) -> Change:
    """A column goes once no release reads it."""
    leaving = Move("write", f"neither read nor write {column.place}")
    return Change("Drop", column.named, (*unwritten(column), leaving, goes(column)), (_without(column),))


def unwritten(column: Column) -> Iterator[Move]:
    """What a column needs before a release can leave it out of new rows."""
    if column.field.nullable is False and not default_of(column.field.default):
        yield freed(column)


def freed(column: Column) -> Move:
    return Move("add", f"allow null in {column.place}", BRIEF, "refuse null again, once no row has it")


def goes(column: Column) -> Move:
    return Move("drop", f"drop {column.place}", BRIEF, BACKUP)


def _without(column: Column) -> str:
    return f"Before the contract phase no query of the running release names {column.place}."


def renamed(old: Column, new: Column, said: Farewell | None, days: int) -> Change:
    """A column gets another name, by way of both.

    Args:
        old, new: the column under its name before and after.
        said: what the old field says of its end, where it stays for a while.
        days: how long a deprecated field is answered when no day is said.
    """
    travels = any((old.field.create, old.field.update, old.field.read))
    moves = [
        Move("add", f"add {new.place}{described(new.field)}, null; new code writes both", BRIEF, "drop the column"),
        *unwritten(old),
        Move("write", f"write both `{old.name}` and `{new.name}`, read `{new.name}` or else `{old.name}`"),
        Move(
            "fill",
            f"copy `{old.name}` to `{new.name}` where it is null, in `{new.table}`, {IN_BATCHES}",
            BATCH,
            NOTHING,
        ),
        *choices(new),
    ]
    shown = [f"After the migrate phase no row of `{new.table}` has `{old.name}` without `{new.name}`."]
    if travels:
        until = said.sunset if said is not None and said.sunset else f"in {days} days"
        moves += [
            Move("read", f"answer both fields, `{old.name}` deprecated with `Sunset` {until}"),
            Move("leave", f"`{old.name}` is gone from every schema"),
        ]
        shown.insert(0, f"After the expand phase a client that sends only `{old.name}` reads it back in both fields.")
    else:
        moves += [
            Move("read", f"read `{new.name}` alone, write both"),
            Move("leave", f"neither read nor write {old.place}"),
        ]
    if new.field.nullable is False:
        moves.append(demanded(new))
    return Change("Rename", old.named, (*moves, goes(old)), tuple(shown), f"to `{new.name}`")
