"""A row that brings another one with it says how that one is loaded.

Loaded on demand it costs a query for each row, so that a page of a hundred asks the database a hundred and one times, and
within an asynchronous session it fails. The relationship says `loaded eager` or `loaded batched`.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Field, Model, Relationship
from groundplan.spec.spec import Spec

TOLD = Pattern(r"\beager|\bbatch|\bjoin(?:ed|s)?\b|\b(?:one|two|\d) quer(?:y|ies)\b|\bwith the row\b", re.IGNORECASE)


def _planned(spec: Spec) -> Spec:
    """The specification in which the one relationship that brings a row along says how, if it left that open."""
    models = tuple(_with_plan(model, spec) for model in spec.models)
    return spec if models == spec.models else spec.replace(models=models)


def _with_plan(model: Model, spec: Spec) -> Model:
    for field, embedded in _unplanned(model, spec):
        ways = _ways(model, embedded)
        own = [way for way in ways if way.name == field.name] or ways
        if len(own) == 1 and not own[0].load:
            # A join would repeat the row for each one of a list.
            listed = field.type is not None and field.type.kind == "list"
            told = own[0].replace(load="batched" if listed else "eager")
            model = model.replace(relationships=tuple(told if way is own[0] else way for way in model.relationships))
    return model


@rule(
    "RL007",
    severity="warning",
    hears="model",
    bad="| `due_date` | date | yes | — | — | optional | optional | yes |\n"
    "| `owned_by` | `UserRead` | — | — | — | — | — | yes |",
    good="| `due_date` | date | yes | — | — | optional | optional | yes |",
    source="SQLAlchemy, Relationship Loading Techniques",
    fix=_planned,
)
def load_plan(model: Model, spec: Spec) -> Iterator[Fault]:
    for field, embedded in _unplanned(model, spec):
        yield Fault(
            at=model.address / f"field {field.name}",
            message=f"every `{model.name}` brings its `{embedded.name}` as `{field.name}`, loaded one by one",
            mend=_mend(_ways(model, embedded), embedded),
        )


def _unplanned(model: Model, spec: Spec) -> Iterator[tuple[Field, Model]]:
    """Each field that brings rows of another model along, with that model, where nothing says how they are loaded."""
    for field in model.fields:
        embedded = _embedded(field, spec)
        if not field.read or embedded is None or _told(field, model):
            continue
        if not any(way.load in ("eager", "batched") for way in _ways(model, embedded)):
            yield field, embedded


def _ways(model: Model, embedded: Model) -> list[Relationship]:
    return [way for way in model.relationships if way.target == embedded.name]


def _embedded(field: Field, spec: Spec) -> Model | None:
    """The model whose rows a field of an answer holds."""
    type_ = field.type
    if type_ is not None and type_.kind == "list":
        type_ = type_.item
    if type_ is None or type_.kind != "ref" or field.stored:
        return None
    return spec.model_by_schema.get(type_.name) or spec.models_by_name.get(type_.name)


def _told(field: Field, model: Model) -> bool:
    noted = (note for note in model.notes if f"`{field.name}`" in note)
    return any(TOLD.search(text) for text in (field.computed, *field.constraints.notes, *noted))


def _mend(ways: list[Relationship], embedded: Model) -> str:
    if ways:
        return f"add `, loaded eager` to the relationship `{ways[0].name}`, or `, loaded batched`"
    return f"name a relationship to `{embedded.name}` that is loaded eager, or carry its id alone"
