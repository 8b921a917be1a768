"""Columns that hold one of a few values, and what is said of how they are stored."""

import re

from groundplan.checks.pattern import Pattern
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

STORED = Pattern(
    r"\b(?:enums?|enumerations?|choices?)\b.*\b(?:stored|kept|saved|native|varchar|text|check|names?|values?)\b"
    r"|\b(?:stored|kept|saved)\b.*\b(?:enums?|enumerations?|choices?)\b",
    re.IGNORECASE,
)
IN_MODEL = Pattern(r"\b(?:stored|kept|saved) (?:as|by|in)\b|\bnative (?:enum|type)\b", re.IGNORECASE)


def is_choice(field: Field) -> bool:
    return field.stored and field.type is not None and field.type.kind == "enum"


def storage_is_told(spec: Spec) -> bool:
    """Whether the API says, for all of its tables, how choices are stored."""
    api = spec.api
    return any(STORED.search(text) for text in (*api.notes, api.migrations, api.constraint_names, api.ids))


def storage_is_told_by(model: Model, field: Field) -> bool:
    """Whether a model or a field says how its choice is stored."""
    said = (*field.constraints.notes, *(note for note in model.notes if f"`{field.name}`" in note or "enum" in note))
    return any(IN_MODEL.search(text) or STORED.search(text) for text in said)
