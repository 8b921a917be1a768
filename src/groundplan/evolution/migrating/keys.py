"""Unique keys and indexes that come to a table and leave it."""

from collections.abc import Iterator
from typing import NamedTuple

from groundplan.evolution.migrating.moves import (
    BACKUP,
    BATCH,
    BRIEF,
    IN_BATCHES,
    READS_ALONG,
    Change,
    Move,
    enumerated,
    plain,
)
from groundplan.evolution.migrating.storing import is_column
from groundplan.spec.model import Index, Model, UniqueTogether

Key = Index | UniqueTogether


class Rows(NamedTuple):
    """A table on its way from one model to another.

    `fresh` are the columns that come with this migration, `gone` those that leave with it, and with them their keys;
    `names` has the new name of each that is renamed.
    """

    table: str
    before: Model
    after: Model
    fresh: frozenset[str]
    gone: frozenset[str]
    names: dict[str, str]


def uniques(model: Model) -> dict[Key, None]:
    """Every unique key of a table, also those of one column; the answer to a broken one is no part of it."""
    single = (
        UniqueTogether((field.name,), field.unique.ignoring_case)
        for field in model.fields
        if field.unique is not None and is_column(field)
    )
    return dict.fromkeys((*single, *(key.replace(error=None) for key in model.uniques)))


def indexes(model: Model) -> dict[Key, None]:
    """Every index of a table, also those of one column."""
    single = (Index((field.name,)) for field in model.fields if field.indexed and is_column(field))
    return dict.fromkeys((*single, *model.indexes))


def keyed(rows: Rows) -> Iterator[Change]:
    """The unique keys, then the indexes, that come and go."""
    for keys in (uniques, indexes):
        before, after = keys(rows.before), keys(rows.after)
        moved = {_renamed(key, rows) for key in before}
        for key in after:
            if key not in before:
                yield _come(key, rows, sure=key in moved)
        for key in before:
            if key not in after and not rows.gone.intersection(_columns(key)):
                yield _gone(key, rows)


def _renamed(key: Key, rows: Rows) -> Key:
    """A key as it is once its columns have their new names."""
    fields = tuple(
        name[0] + rows.names.get(name[1:], name[1:]) if name.startswith("-") else rows.names.get(name, name)
        for name in key.fields
    )
    return key.replace(fields=fields)


def _columns(key: Key) -> tuple[str, ...]:
    return tuple(name.lstrip("-") for name in key.fields)


def _come(key: Key, rows: Rows, *, sure: bool) -> Change:
    """A key is built beside the work; `sure` where the old names of its columns were a key already."""
    columns = _columns(key)
    about = enumerated(f"`{name}`" for name in columns)
    quiet = sure or bool(rows.fresh.intersection(columns))
    if isinstance(key, Index):
        shown = f"After the expand phase the plan of a query of `{rows.table}` by {about} names the index."
        built = Move("add", f"build an index on {_on(key, rows.table)}, concurrently", READS_ALONG, "drop the index")
        return Change("" if quiet else "Index", _named(rows, columns), (built,), (shown,))
    step = f"build a unique index on {_on(key, rows.table)}, concurrently"
    moves = [Move("write", f"refuse a second row with the same {about}")]
    if sure or (len(columns) == 1 and quiet):
        step += "; no two rows are equal by then"
    else:
        merged = f"find rows of `{rows.table}` with the same {about} and merge the duplicates, {IN_BATCHES}"
        moves.append(Move("fill", merged, BATCH, BACKUP))
    moves.append(Move("fill", step, READS_ALONG, "drop the index"))
    shown = f"After the migrate phase no two rows of `{rows.table}` have the same {about}{_apart(key)}."
    return Change("" if quiet else "Make", _named(rows, columns), tuple(moves), (shown,), "unique")


def _gone(key: Key, rows: Rows) -> Change:
    unique = isinstance(key, UniqueTogether)
    named = "unique index" if unique else "index"
    back = "merge the duplicates and build it again" if unique else "build it again, concurrently"
    drop = Move("add", f"drop the {named} on {_on(key, rows.table)}, concurrently", BRIEF, back)
    shown = f"After the expand phase no {named} on {_on(key, rows.table)} is left."
    return Change(f"Drop the {named} on", _named(rows, _columns(key)), (drop,), (shown,))


def _on(key: Key, table: str) -> str:
    """The columns of a key, the first with its table: `tasks.user_id` + `created_at` descending."""
    ways = (" descending" if name.startswith("-") else "" for name in key.fields)
    first, *others = (f"`{name}`{way}" for name, way in zip(_columns(key), ways, strict=True))
    return " + ".join((f"`{table}.{first[1:]}", *others)) + _apart(key)


def _apart(key: Key) -> str:
    return (" ignoring case" if key.ignoring_case else "") + (f" where {plain(key.where)}" if key.where else "")


def _named(rows: Rows, columns: tuple[str, ...]) -> str:
    return " + ".join(f"`{rows.after.name}.{name}`" for name in columns)
