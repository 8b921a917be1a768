"""By which fields the database finds rows: the keys of a table and what an index can serve."""

from collections.abc import Collection, Iterator

from groundplan.spec.model import Index, Model, UniqueTogether

Key = tuple[str, ...]


def keys_of(model: Model) -> tuple[Key, ...]:
    """The fields of every index in their order, those of primary key and unique rules included."""
    single = ((field.name,) for field in model.fields if field.unique is not None or field.indexed)
    rules: tuple[UniqueTogether | Index, ...] = (*model.uniques, *model.indexes)
    together = (_names(item) for item in rules if _whole(item, model))
    return tuple(key for key in (tuple(field.name for field in model.primary_key), *single, *together) if key)


def unique_keys(model: Model) -> Iterator[frozenset[str]]:
    """Every set of fields of which at most one row has the same values."""
    if model.primary_key:
        yield frozenset(field.name for field in model.primary_key)
    yield from (frozenset({field.name}) for field in model.fields if field.unique is not None)
    yield from (frozenset(_names(item)) for item in model.uniques if _whole(item, model))


def leads_to(key: Key, field: str, bound: Collection[str]) -> bool:
    """Whether an index finds or orders rows by a field once the fields in `bound` have one value each."""
    for name in key:
        if name == field:
            return True
        if name not in bound:
            return False
    return False


def _names(item: UniqueTogether | Index) -> Key:
    return tuple(name.removeprefix("-") for name in item.fields)


def _whole(item: UniqueTogether | Index, model: Model) -> bool:
    """Whether an index holds every row that is asked for: all of them, those not deleted, or those with a value."""
    deleted = model.soft_delete.field if model.soft_delete is not None else None
    return not item.where or "not null" in item.where or (deleted is not None and deleted in item.where)
