"""What a model refers to; the targets of its foreign keys are judged with the relationships."""

from collections.abc import Iterator

from groundplan.checks.rules.references.in_types import shape_in
from groundplan.checks.rules.references.known import Known, Reference
from groundplan.spec.model import Index, Model, Relationship, UniqueTogether


def model_references(model: Model, known: Known) -> Iterator[Reference]:
    at = model.address
    for field in model.fields:
        yield from shape_in(field.type, at / f"field {field.name}", known)
    marked = model.soft_delete.field if model.soft_delete is not None else ""
    moved = model.states.field if model.states is not None else ""
    facts = {"owner": model.owner, "tenant": model.tenant, "soft delete": marked, "version": model.version}
    for part, name in {**facts, "states": moved}.items():
        if name:
            yield known.field_of(at / part, name, model.name)
    keys: tuple[UniqueTogether | Index, ...] = (*model.uniques, *model.indexes)
    for item in keys:
        for name in item.fields:
            yield known.field_of(at / _part(item), name.removeprefix("-"), model.name)
    for relationship in model.relationships:
        yield from _relationship(model, relationship, known)
    yield from _states(model)
    yield from _variants(model, known)


def _part(item: UniqueTogether | Index) -> str:
    word = "unique" if isinstance(item, UniqueTogether) else "index"
    case = " ignoring case" if item.ignoring_case else ""
    return f"{word} {' + '.join(item.fields)}{case}{f' where {item.where}' if item.where else ''}"


def _relationship(model: Model, relationship: Relationship, known: Known) -> Iterator[Reference]:
    at = model.address / f"relationship {relationship.name}"
    yield Reference(at, relationship.target, "model", known.models)
    if relationship.through:
        yield Reference(at, relationship.through, "model", known.models)
    if relationship.by:
        # The key stands on either side: with the many, which is here or there.
        keys = known.fields(model.name) | known.fields(relationship.target)
        yield Reference(at, relationship.by, f"field of `{model.name}` or `{relationship.target}`", keys)


def _states(model: Model) -> Iterator[Reference]:
    field = None if model.states is None else model.field(model.states.field)
    if model.states is None or field is None or field.type is None:
        return
    states = frozenset(field.type.values)
    for move in model.states.transitions:
        at = model.address / f"transition {move.action} {' '.join(move.sources)}"
        for name in (*move.sources, move.target):
            yield Reference(at, name, f"value of `{model.name}.{field.name}`", states)


def _variants(model: Model, known: Known) -> Iterator[Reference]:
    variants = frozenset(f"{model.name}{variant}" for variant in ("Base", "Create", "Read", "Update"))
    for name in model.schemas or ():
        if name not in known.spec.schemas_by_name:
            yield Reference(model.address / "schemas", name, f"schema of `{model.name}`", variants)
