"""Several tellings of one table become one model, and what they do not agree on is kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from groundplan.documents.free.models.telling import UNNAMED, Disagreement, FoundModel, Telling, Told, key_of
from groundplan.spec.model import Check, Field, Index, Model, Reference, Relationship, Uniqueness, UniqueTogether
from groundplan.spec.types import Constraints, Type

# Kinds that say the same of a stored value, one of them more exactly.
SAME: tuple[frozenset[str], ...] = (
    frozenset({"str", "text", "email", "url", "secret", "enum"}),
    frozenset({"decimal", "float"}),
    frozenset({"json", "list"}),
    frozenset({"bytes", "file"}),
)
VAGUE = frozenset({"str", "text", "json", "float"})


def merged(tellings: Iterable[Telling]) -> tuple[FoundModel, ...]:
    """One model for each table that the tellings are about, in the order in which they are told first."""
    ordered = sorted((each for each in tellings if all(each.keys)), key=lambda each: each.line)
    groups = [group for group in _groups(ordered) if _defining(group)]
    names: dict[str, str] = {}
    for group in groups:
        names |= dict.fromkeys((key for each in group for key in each.keys), _name(group))
    return tuple(_Merging(group, names).model() for group in groups)


def _groups(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings that share a name, a class and its table being two names of one."""
    home: dict[str, str] = {}

    def root(key: str) -> str:
        while home.setdefault(key, key) != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    for each in tellings:
        first, *others = map(root, each.keys)
        for other in others:
            home[root(other)] = root(first)
    groups: dict[str, list[Telling]] = {}
    for each in tellings:
        groups.setdefault(root(next(iter(each.keys))), []).append(each)
    return list(groups.values())


def _defining(group: Sequence[Telling]) -> list[Telling]:
    """The tellings that make a table known, and not only add to it."""
    return [each for each in group if each.extent != "part"]


def _name(group: Sequence[Telling]) -> str:
    defining = _defining(group)
    return next((each.name for each in defining if each.names_class), defining[0].name)


class _Merging:
    """The tellings of one table, joined field by field in the order in which they stand."""

    def __init__(self, group: Sequence[Telling], names: Mapping[str, str]) -> None:
        self.group = group
        self.names = names
        self.name = _name(group)
        self.fields: dict[str, Told] = {}
        self.disagreements: dict[str, Disagreement] = {}

    def model(self) -> FoundModel:
        for telling in self.group:
            for told in telling.fields:
                self._take(told, adds=telling.extent != "part" or told.field.type is not None)
        self._missing()
        defining = _defining(self.group)
        name, table = self.name, next((each.table for each in self.group if each.table), "")
        others = (other for each in defining for other in (each.name, each.table) if other and other != name)
        model = Model(name, table=table, relationships=self._relationships())
        return FoundModel(
            self._with_indexes(model),
            defining[0].line,
            defining[0].column,
            {told.field.name: told.line for told in self.fields.values()},
            inferred=not any(each.fields and each.extent == "whole" for each in defining),
            aliases=tuple(dict.fromkeys(others)),
            disagreements=tuple(self.disagreements.values()),
        )

    def _take(self, told: Told, *, adds: bool) -> None:
        key = _field_key(told.field.name)
        known = self.fields.get(key)
        if known is None:
            if adds:
                self.fields[key] = told._replace(field=self._resolved(told.field))
            return
        field = self._resolved(told.field)
        for what, readings in _differences(known.field, field):
            at = f"{self.name}.{known.field.name} {what}"
            self.disagreements.setdefault(at, Disagreement(at, readings, (known.line, told.line)))
        self.fields[key] = known._replace(field=_joined(known.field, field))

    def _missing(self) -> None:
        """Fields that some whole telling leaves out, each with the first that does."""
        whole = [each for each in self.group if each.extent == "whole" and each.fields]
        listed = [{_field_key(told.field.name) for told in each.fields} for each in whole]
        for key, told in self.fields.items():
            # It passes only the tellings that list the field: all fields together are looked for as often as they stand.
            first = next((each for each, keys in zip(whole, listed, strict=True) if key not in keys), None)
            if first is not None:
                at = f"{self.name}.{told.field.name} presence"
                self.disagreements[at] = Disagreement(at, ("listed", "not listed"), (told.line, first.line))

    def _resolved(self, field: Field) -> Field:
        """The field with its foreign key pointing at a model of the document, whatever name the document used there."""
        if field.references is None:
            return field
        named = field.references.model
        if named == UNNAMED:
            named = field.name.removesuffix("_id").removesuffix("Id")
            if key_of(named) not in self.names:
                return field.replace(references=None)
        return field.replace(references=field.references.replace(model=self.names.get(key_of(named), named)))

    def _relationships(self) -> tuple[Relationship, ...]:
        every = (each for telling in self.group for each in telling.relationships)
        return tuple({each.name: each for each in every}.values())

    def _with_indexes(self, model: Model) -> Model:
        """The model with its fields, and every index and constraint on several; those on one field stand at the field."""
        uniques: dict[UniqueTogether, None] = {}
        indexes: dict[Index, None] = {}
        for telling in self.group:
            for unique in telling.uniques:
                if (
                    len(unique.fields) == 1
                    and not unique.where
                    and self._change(unique.fields[0], unique=Uniqueness(unique.ignoring_case))
                ):
                    continue
                uniques.setdefault(unique)
            for index in telling.indexes:
                if index == Index(index.fields[:1]) and self._change(index.fields[0], indexed=True):
                    continue
                indexes.setdefault(index)
        checks: dict[Check, None] = dict.fromkeys(check for telling in self.group for check in telling.checks)
        return model.replace(
            fields=tuple(told.field for told in self.fields.values()),
            uniques=tuple(uniques), indexes=tuple(indexes), checks=tuple(checks),
        )  # fmt: skip

    def _change(self, name: str, *, unique: Uniqueness | None = None, indexed: bool = False) -> bool:
        """Whether a field of that name is there, and can hold what was said of it."""
        told = self.fields.get(_field_key(name))
        if told is None:
            return False
        field = told.field
        if not field.primary_key:
            field = field.replace(
                unique=field.unique or unique, indexed=field.indexed or (indexed and field.unique is None)
            )
        self.fields[_field_key(name)] = told._replace(field=field)
        return True


def _field_key(name: str) -> str:
    return name.replace("_", "").lower()


def _differences(one: Field, other: Field) -> Iterator[tuple[str, tuple[str, str]]]:
    """What two readings of a field do not agree on, where both say something."""
    if one.type is not None and other.type is not None and not _same(one.type, other.type):
        yield "type", (str(one.type), str(other.type))
    lengths = one.constraints.bounds.high, other.constraints.bounds.high
    if None not in lengths and lengths[0] != lengths[1]:
        yield "bounds", (f"at most {lengths[0]}", f"at most {lengths[1]}")
    if one.nullable is not None and other.nullable is not None and one.nullable != other.nullable:
        yield (
            "nullability",
            ("may be null" if one.nullable else "never null", "may be null" if other.nullable else "never null"),
        )


def _same(one: Type, other: Type) -> bool:
    if one.kind == other.kind:
        return one.kind != "enum" or not one.values or not other.values or set(one.values) == set(other.values)
    return any({one.kind, other.kind} <= kinds for kinds in SAME)


def _joined(one: Field, other: Field) -> Field:
    """The first reading, with what only the second says."""
    refined = one.type is None or (
        other.type is not None
        and one.type.kind in VAGUE
        and other.type.kind not in VAGUE
        and _same(one.type, other.type)
    )
    return one.replace(
        type=other.type if refined else one.type,
        nullable=one.nullable if one.nullable is not None else other.nullable,
        default=one.default or other.default,
        constraints=one.constraints if one.constraints != Constraints() else other.constraints,
        primary_key=one.primary_key or other.primary_key,
        references=_reference(one.references, other.references),
        unique=one.unique or other.unique,
        indexed=(one.indexed or other.indexed) and not (one.unique or other.unique),
    )


def _reference(one: Reference | None, other: Reference | None) -> Reference | None:
    if one is None or other is None:
        return one or other
    return one if one.on_delete is not None else one.replace(on_delete=other.on_delete)
