"""What becomes of the table of a model that was there before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from groundplan.evolution.deprecating import farewell, lasting
from groundplan.evolution.migrating.changing import changed
from groundplan.evolution.migrating.columns import Column, added, dropped, goes, renamed
from groundplan.evolution.migrating.keys import Rows, indexes, keyed, uniques
from groundplan.evolution.migrating.moves import BACKUP, BRIEF, Change, Move
from groundplan.evolution.migrating.storing import is_column
from groundplan.evolution.migrating.ties import checked, tied
from groundplan.spec.model import Field, Model


class Around(NamedTuple):
    """What a table is among.

    `tables` has the table of each model; `models` the new name of each that is renamed; `planned` the steps that earlier
    migrations list; and a deprecated field is answered for `days`.
    """

    tables: Mapping[str, str]
    models: Mapping[str, str]
    planned: Set[str]
    days: int


def table_of(model: Model) -> str:
    return model.table or model.name


def table_dropped(model: Model) -> Change:
    table = table_of(model)
    moves = (
        Move("write", f"neither read nor write `{table}`"),
        Move("drop", f"drop table `{table}`", "brief, also on the tables that its keys point at", BACKUP),
    )
    shown = f"Before the contract phase no query of the running release names `{table}`."
    return Change("Drop", f"`{model.name}`", moves, (shown,))


def table_changes(before: Model, after: Model, around: Around) -> Iterator[Change]:
    """What the database sees of a model that changed; nothing where only its descriptions and schemas did."""
    table = table_of(after)
    old, new = _columns(before), _columns(after)
    names = _renames(old, new)
    come = [name for name in new if name not in old]
    gone = [name for name in old if name not in new or name in names]
    rows = Rows(table, before, after, frozenset(come), frozenset(gone), names)
    yield from _moved(before, after)
    for name in gone:
        if name in names:
            pair = Column(table, old[name], after.name), Column(table, new[names[name]], after.name)
            yield renamed(*pair, farewell(new[name]) if name in new else None, around.days)
        elif not (farewell(old[name]) and goes(Column(table, old[name], after.name)).step in around.planned):
            yield dropped(Column(table, old[name], after.name))
    distinct = {key.fields[0] for key in uniques(after) if len(key.fields) == 1}
    for name in come:
        if name not in names.values():
            yield added(Column(table, new[name], after.name), distinct=name in distinct or new[name].primary_key)
    bound = {name for key in (*uniques(after), *indexes(after)) for name in key.fields}
    for name in new:
        if name in old:
            held = name in bound or new[name].references is not None
            yield from changed(Column(table, old[name], after.name), Column(table, new[name], after.name), keyed=held)
    yield from keyed(rows)
    yield from tied(rows, around.tables, around.models)
    yield from checked(rows)


def _columns(model: Model) -> dict[str, Field]:
    return {field.name: field for field in model.fields if is_column(field)}


def _renames(old: Mapping[str, Field], new: Mapping[str, Field]) -> dict[str, str]:
    """The new name of each column that has one: by what the old field says of its end, or as the only two alike."""
    said = {
        name: end.replacement
        for name, field in new.items()
        if name in old and (end := farewell(field)) is not None and end.replacement in new.keys() - old.keys()
    }
    gone = {name: _nameless(field) for name, field in old.items() if name not in new and field.type is not None}
    come = {name: _nameless(field) for name, field in new.items() if name not in old and name not in said.values()}
    left, right = Counter(gone.values()), Counter(come.values())
    alike = {
        name: other
        for name, content in gone.items()
        for other, told in come.items()
        if content == told and left[content] == right[told] == 1
    }
    return said | alike


def _nameless(field: Field) -> Field:
    return lasting(field).replace(name="")


def _moved(before: Model, after: Model) -> Iterator[Change]:
    """A table gets another name: under both for as long as the release before runs."""
    was, now = table_of(before), table_of(after)
    unsaid = before.name == after.name and not (before.table and after.table)
    if was == now or unsaid:
        return
    step = f"rename table `{was}` to `{now}`, and leave a view `{was}` of it, in one transaction"
    moves = (
        Move("add", step, BRIEF, "drop the view, and give the table its name again"),
        Move("write", f"read and write `{now}`"),
        Move("drop", f"drop the view `{was}`", BRIEF, "create the view again"),
    )
    shown = f"After the expand phase the release before reads and writes `{was}` as it did."
    yield Change("Move", f"`{after.name}`", moves, (shown,), f"to table `{now}`")
