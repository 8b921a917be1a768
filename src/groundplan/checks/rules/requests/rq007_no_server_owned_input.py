"""No body can set what the server owns: ids, times, owners, rights, hashes, workflow states.

A field that stands in a Create or Update schema will be sent one day by somebody who should not, and it will count.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

OWNED = frozenset(
    {"created_at", "updated_at", "deleted_at", "is_admin", "is_superuser", "is_staff", "role", "roles", "permissions"}
)


def _why_owned(field: Field, model: Model) -> str:
    """Why a field belongs to the server; empty where it does not."""
    if field.primary_key and field.references is None:
        return "the primary key is made by the server"
    if field.name in (model.owner, model.tenant) and field.name:
        return "whose row it is comes from the token"
    if field.name in OWNED or field.name == model.version:
        return "it is the server's to set"
    if field.name.endswith("_hash"):
        return "a hash is computed, never sent"
    if model.states is not None and field.name == model.states.field:
        return "the state changes by the actions of the table below"
    return ""


def _set_by_clients(field: Field, model: Model) -> list[str]:
    """Where a client can set the field. An update that takes the version compares it, and sets nothing (see IR005)."""
    bodies = ("create",) if field.name == model.version else ("create", "update")
    return [name for name in bodies if getattr(field, name)]


def _server_owned(spec: Spec) -> Spec:
    """The specification in which no client sets what the server owns."""
    models = tuple(
        model.replace(
            fields=tuple(
                field.replace(**dict.fromkeys(_set_by_clients(field, model), "")) if _why_owned(field, model) else field
                for field in model.fields
            )
        )
        for model in spec.models
    )
    return spec.replace(models=models)


@rule(
    "RQ007",
    severity="error",
    hears="model",
    bad="| `created_at` | datetime | no | now | — | optional | — | yes |",
    good="| `created_at` | datetime | no | now | — | — | — | yes |",
    source="OWASP API3:2023; AIP-203",
    unsafe_fix=_server_owned,
)
def no_server_owned_input(model: Model, spec: Spec) -> Iterator[Fault]:
    for field in model.fields:
        where = _set_by_clients(field, model)
        if where and (why := _why_owned(field, model)):
            yield Fault(
                f"a client can set `{model.name}.{field.name}` on {' and '.join(where)}, but {why}",
                "put `—` under Create and Update",
                model.address / f"field {field.name}",
            )
