"""What a column that keeps its name may hold from now on: its type, null, choices, default."""

from collections.abc import Iterator

from groundplan.evolution.migrating.columns import (
    Column,
    choices,
    default_of,
    demanded,
    filling,
    freed,
    goes,
    one_of,
    unwritten,
    validated,
)
from groundplan.evolution.migrating.moves import (
    BACKUP,
    BATCH,
    BRIEF,
    IN_BATCHES,
    NOTHING,
    READS_ALONG,
    Change,
    Move,
    enumerated,
    value,
)
from groundplan.evolution.migrating.storing import described, stored, way
from groundplan.spec.model import Field

REWRITTEN = "the whole table, while its rows are written anew"
WHICH_ROWS = "no: which rows had none is not kept"
STAYS = Change("Change", "", ())


def changed(before: Column, after: Column, *, keyed: bool) -> Iterator[Change]:
    """What changes of a column that keeps its name; what nobody said before is no change.

    `keyed` where an index or a key holds the column, which a new column beside it needs as well.
    """
    moves: list[Move] = []
    shown: list[str] = []
    for found in (
        _retyped(before, after, keyed),
        _emptied(before, after),
        _chosen(before, after),
        _defaulted(before, after),
    ):
        moves += found.moves
        shown += found.criteria
    if moves:
        yield Change("Change", after.named, tuple(moves), tuple(shown[:2]))


def _retyped(before: Column, after: Column, keyed: bool) -> Change:
    was, now = stored(before.field), stored(after.field)
    if was is None or now is None:
        return STAYS
    place, kind = after.place, described(after.field)
    match way(was, now):
        case "brief" | "rewritten" as how:
            locks = f"{BRIEF}; no row is written anew" if how == "brief" else REWRITTEN
            back = f"change it back to{described(before.field)}, while the values fit"
            shown = f"After the expand phase every row of `{after.table}` has the `{after.name}` that it had."
            return STAYS._replace(
                moves=(Move("add", f"change {place} to{kind}, in place", locks, back),), criteria=(shown,)
            )
        case "shorter":
            return STAYS._replace(moves=_shortened(after, now.length), criteria=(_fits(after, now.length),))
        case "beside":
            return _beside(before, after, now.kind, keyed)
        case _:
            return STAYS


def _shortened(column: Column, length: int | None) -> tuple[Move, ...]:
    longer = f"find each {column.place} of more than {length} characters and shorten it, {IN_BATCHES}"
    return (
        Move("write", f"refuse any `{column.name}` of more than {length} characters"),
        Move("fill", longer, BATCH, BACKUP),
        Move("drop", f"narrow {column.place} to {length} characters", REWRITTEN, f"widen {column.place} again"),
    )


def _fits(column: Column, length: int | None) -> str:
    return f"After the migrate phase no `{column.name}` in `{column.table}` has more than {length} characters."


def _beside(before: Column, after: Column, kind: str, keyed: bool) -> Change:
    """A new column beside the old one, which the field is kept in from then on."""
    name, beside = after.name, f"{after.name}_{kind}"
    copied = f"copy `{name}` to `{beside}` where it is null, converted, in `{after.table}`, {IN_BATCHES}"
    moves = [
        Move(
            "add",
            f"add `{after.table}.{beside}`{described(after.field)}, null; new code writes both",
            BRIEF,
            "drop the column",
        ),
        *unwritten(before),
        Move("write", f"write both `{name}` and `{beside}`, read `{beside}` or else `{name}`"),
        Move("fill", copied, BATCH, NOTHING),
        Move("read", f"keep `{name}` in the column `{beside}`, and write both"),
        Move("leave", f"write `{beside}` alone"),
    ]
    if keyed:
        copies = f"give `{after.table}.{beside}` the indexes and keys of `{name}`, each without a lock"
        moves.append(Move("fill", copies, READS_ALONG, "drop them"))
    if after.field.nullable is False:
        moves.append(demanded(after._replace(field=after.field.replace(name=beside))))
    shown = f"After the migrate phase no row of `{after.table}` has `{name}` without `{beside}`."
    return STAYS._replace(moves=(*moves, goes(before)), criteria=(shown,))


def _emptied(before: Column, after: Column) -> Change:
    """Null comes to be allowed, or refused."""
    match before.field.nullable, after.field.nullable:
        case False, True:
            shown = f"After the expand phase a row of `{after.table}` without `{after.name}` is kept."
            return STAYS._replace(moves=(freed(after),), criteria=(shown,))
        case True, False:
            given = default_of(after.field.default) or filling(after.field, after.field.unique is not None)
            moves = (
                Move("write", f"write `{after.name}` in every row"),
                Move("fill", f"fill {after.place} where it is null with {given}, {IN_BATCHES}", BATCH, WHICH_ROWS),
                demanded(after),
            )
            shown = f"After the migrate phase no row of `{after.table}` is without `{after.name}`."
            return STAYS._replace(moves=moves, criteria=(shown,))
        case _:
            return STAYS


def _chosen(before: Column, after: Column) -> Change:
    """Choices come and go; a column becomes one of choices, or free."""
    was, now = _values(before.field), _values(after.field)
    place = after.place
    if set(was) == set(now) or stored(before.field) is None or stored(after.field) is None:
        return STAYS
    if not was:
        mended = f"find each {place} that is not {one_of(now)} and set it to one of them, {IN_BATCHES}"
        moves = (Move("fill", mended, BATCH, BACKUP), *choices(after))
        return STAYS._replace(moves=moves, criteria=(_only(after, now),))
    if not now:
        return STAYS._replace(moves=(Move("add", f"drop the check on {place}", BRIEF, "add it again, not valid"),))
    come = tuple(each for each in now if each not in was)
    gone = tuple(each for each in was if each not in now)
    moves = (*_more(after, was, come), *_fewer(after, now, gone))
    return STAYS._replace(moves=moves, criteria=(_only(after, now),))


def _more(column: Column, was: tuple[str, ...], come: tuple[str, ...]) -> Iterator[Move]:
    if come:
        step = f"replace the check on {column.place} by {one_of((*was, *come))}, not valid"
        yield Move("add", step, BRIEF, "replace it by the check before, once no row has a new value")
        new = enumerated(map(value, come))
        yield Move("write", f"read {new} as `{column.name}` in every process, and only then write it")
        yield validated(column)


def _fewer(column: Column, now: tuple[str, ...], gone: tuple[str, ...]) -> Iterator[Move]:
    if gone:
        yield Move("write", f"no longer write {enumerated(map(value, gone))} as `{column.name}`")
        for each in gone:
            moved = f"set {column.place} to the value that the operator chooses where it is {value(each)}, {IN_BATCHES}"
            yield Move("fill", moved, BATCH, "no: which rows had it is not kept")
        narrower = f"replace the check on {column.place} by {one_of(now)}, not valid, and validate it"
        yield Move("drop", narrower, READS_ALONG, "replace it by the check before")


def _values(field: Field) -> tuple[str, ...]:
    return field.type.values if field.type is not None and field.type.kind == "enum" else ()


def _only(column: Column, values: tuple[str, ...]) -> str:
    return f"At the end every `{column.name}` in `{column.table}` is {one_of(values)}."


def _defaulted(before: Column, after: Column) -> Change:
    was, now = default_of(before.field.default), default_of(after.field.default)
    if was == now:
        return STAYS
    name = after.name
    if now:
        step = f"set the default of {after.place} to {now}; rows that exist keep their values"
        back = f"set it to {was} again" if was else "drop the default"
        shown = f"After the expand phase a new row of `{after.table}` without `{name}` has {now}."
        return STAYS._replace(moves=(Move("add", step, BRIEF, back),), criteria=(shown,))
    moves = (
        Move("write", f"write `{name}` in every new row"),
        Move("drop", f"drop the default of {after.place}", BRIEF, f"set it to {was} again"),
    )
    shown = f"Before the contract phase every new row of `{after.table}` is written with its `{name}`."
    return STAYS._replace(moves=moves, criteria=(shown,))
