"""Foreign keys and checks that come to a table and leave it: not valid at first, and validated beside the work."""

from collections.abc import Iterator, Mapping

from groundplan.evolution.migrating.keys import Rows
from groundplan.evolution.migrating.moves import (
    BACKUP,
    BATCH,
    BRIEF,
    IN_BATCHES,
    NOTHING,
    READS_ALONG,
    Change,
    Move,
    plain,
)
from groundplan.evolution.migrating.storing import is_column
from groundplan.spec.model import Check, Field, Reference

BOTH_TABLES = f"{BRIEF}, on both tables"


def tied(rows: Rows, tables: Mapping[str, str], models: Mapping[str, str]) -> Iterator[Change]:
    """The foreign keys that come, change and go.

    Args:
        tables: the table of each model, by its name now.
        models: the name now of each model that is renamed.
    """
    was = {field.name: _now(field.references, models) for field in rows.before.fields if is_column(field)}
    for field in filter(is_column, rows.after.fields):
        before, after = was.get(field.name), field.references
        if field.name in rows.fresh:
            if after is not None:
                yield _come(field, after, rows, tables)
        elif field.name in was:
            yield from _between(field, before, rows, tables)


def _now(known: Reference | None, models: Mapping[str, str]) -> Reference | None:
    return known.replace(model=models.get(known.model, known.model)) if known is not None else None


def _between(field: Field, before: Reference | None, rows: Rows, tables: Mapping[str, str]) -> Iterator[Change]:
    after = field.references
    if after is None:
        if before is not None:
            yield _gone(field, rows)
    elif before is None:
        yield _come(field, after, rows, tables)
    elif (
        before != after
        and before.replace(on_delete=after.on_delete if before.on_delete is None else before.on_delete) != after
    ):
        yield _replaced(field, after, rows, tables)


def _on(field: Field, rows: Rows) -> str:
    return f"`{rows.table}.{field.name}`"


def _key(field: Field, target: Reference, rows: Rows, tables: Mapping[str, str]) -> str:
    """A foreign key as a step names it; a model that nobody has is left out, which another rule finds."""
    to = f" to `{tables[target.model]}.{target.field}`" if target.model in tables else ""
    deletes = f", on delete {target.on_delete}" if target.on_delete else ""
    return f"foreign key from {_on(field, rows)}{to}{deletes}"


def _come(field: Field, target: Reference, rows: Rows, tables: Mapping[str, str]) -> Change:
    key = _key(field, target, rows, tables)
    moves = [Move("add", f"add a {key}, not valid", BOTH_TABLES, "drop the foreign key")]
    if field.name not in rows.fresh:
        lost = f"find each {_on(field, rows)} that points at no row and mend or clear it, {IN_BATCHES}"
        moves.append(Move("fill", lost, BATCH, BACKUP))
    moves.append(_validated(field, rows))
    verb = "" if field.name in rows.fresh else "Tie"
    named = f"`{rows.after.name}.{field.name}`"
    return Change(verb, named, tuple(moves), (_no_stray(field, rows),), f"to `{target.model}`")


def _validated(field: Field, rows: Rows) -> Move:
    return Move("fill", f"validate the foreign key on {_on(field, rows)}", READS_ALONG, NOTHING)


def _no_stray(field: Field, rows: Rows) -> str:
    return f"After the migrate phase no `{field.name}` in `{rows.table}` points at a row that is not there."


def _replaced(field: Field, target: Reference, rows: Rows, tables: Mapping[str, str]) -> Change:
    key = _key(field, target, rows, tables)
    lost = f"find each {_on(field, rows)} that points at no row of the new key and mend or clear it, {IN_BATCHES}"
    moves = (
        Move("add", f"add a second {key}, not valid", BOTH_TABLES, "drop the second foreign key"),
        Move("fill", lost, BATCH, BACKUP),
        _validated(field, rows),
        Move("drop", f"drop the first foreign key on {_on(field, rows)}", BOTH_TABLES, "add it again, not valid"),
    )
    return Change("Change", f"`{rows.after.name}.{field.name}`", moves, (_no_stray(field, rows),))


def _gone(field: Field, rows: Rows) -> Change:
    back = "add it again, not valid, and validate it"
    drop = Move("add", f"drop the foreign key on {_on(field, rows)}", BOTH_TABLES, back)
    shown = f"After the expand phase `{field.name}` in `{rows.table}` takes a value that points at no row."
    return Change("Untie", f"`{rows.after.name}.{field.name}`", (drop,), (shown,))


def checked(rows: Rows) -> Iterator[Change]:
    """The checks that come and go, told apart by their condition."""
    was = {check.condition for check in rows.before.checks}
    now = {check.condition for check in rows.after.checks}
    for check in rows.after.checks:
        if check.condition not in was:
            yield _demanded(check, rows)
    for check in rows.before.checks:
        if check.condition not in now:
            said = f"drop the check on `{rows.table}`: {plain(check.condition)}"
            drop = Move("add", said, BRIEF, "add it again, not valid, and validate it")
            shown = f"After the expand phase `{rows.table}` keeps a row that breaks it: {plain(check.condition)}."
            yield Change("Uncheck", f"`{rows.after.name}`", (drop,), (shown,))


def _demanded(check: Check, rows: Rows) -> Change:
    said, table = plain(check.condition), f"`{rows.table}`"
    moves = (
        Move("write", f"refuse a row of {table} that breaks the check: {said}"),
        Move("fill", f"find rows of {table} that break it and mend them, {IN_BATCHES}: {said}", BATCH, BACKUP),
        Move("fill", f"add a check on {table}, not valid, and validate it: {said}", READS_ALONG, "drop the check"),
    )
    shown = f"After the migrate phase no row of {table} breaks the check: {said}."
    return Change("Check", f"`{rows.after.name}`", moves, (shown,))
