"""How columns that hold one of a few values are stored, said once for all of them."""

from groundplan.architect.designs.taxonomy import extended
from groundplan.checks.rules.models.choices import is_choice, storage_is_told
from groundplan.spec.spec import Spec

STORED = (
    "A choice is stored as its value, as text with a check; new values may come, and a client passes over what it does "
    "not know."
)


def with_storage_told(spec: Spec) -> Spec:
    """The specification that says how choices are stored, if it has any."""
    if storage_is_told(spec) or not any(is_choice(field) for model in spec.models for field in model.fields):
        return spec
    return spec.replace(api=spec.api.replace(notes=extended(spec.api.notes, STORED)))
