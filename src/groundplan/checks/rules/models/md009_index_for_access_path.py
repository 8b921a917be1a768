"""Every filter, order and look-up of an endpoint has an index that begins with the fields it binds.

Without one the database reads the whole table for each page, which is fast on the laptop and slow from the first year
on. The field by which rows are scoped comes first, since every query binds it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import Key, keys_of, leads_to
from groundplan.spec.address import Address
from groundplan.spec.effective import filter_of, is_list, model_of, scope_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

# What a B-tree does not find, whatever it begins with.
UNSERVED = ("contains", "≠", "is set")
FEW_VALUES = ("bool", "enum")


@rule(
    "MD009",
    severity="warning",
    hears="endpoint",
    bad="- **Index**: `user_id` + `status` + `created_at`",
    good="- **Index**: `user_id` + `created_at`\n- **Index**: `user_id` + `status` + `created_at`",
    source="PostgreSQL, Multicolumn Indexes",
)
def index_for_access_path(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    model = model_of(endpoint, spec)
    if model is None:
        return
    keys, bound = keys_of(model), _bound(endpoint, model, spec)
    for part, field in _filtered_by(endpoint, model):
        if not any(_finds(key, field, bound) for key in keys):
            yield _fault(endpoint.address / part, model, (*bound, field.name))
    sought = _sought_by(endpoint, model)
    if sought and not any(_finds(key, field, bound) for field in sought for key in keys):
        yield _fault(endpoint.address / "behavior", model, bound)
    for name in _ordered_by(endpoint, model):
        if name not in bound and not any(leads_to(key, name, bound) and key[0] in (bound or key) for key in keys):
            yield _fault(endpoint.address / "sort", model, (*bound, name))


def _bound(endpoint: Endpoint, model: Model, spec: Spec) -> Key:
    """The columns that have one value in every query of the endpoint: its scope's, and those it finds rows by."""
    scope = scope_of(endpoint, spec)
    # A scope that is missing or wrong is found as such, and the model's own will be put there; so the other way round.
    whose = model.tenant if scope is not None and scope.kind == "tenant" else model.owner or model.tenant
    if not whose and scope is not None and scope.field.startswith(f"{model.name}."):
        whose = scope.field.rpartition(".")[2]
    names = [] if scope is not None and scope.kind == "none" and scope.reason else [whose]
    names += (field.name for field in _sought_by(endpoint, model))
    return tuple(dict.fromkeys(name for name in names if name))


def _column(model: Model, name: str) -> Field | None:
    field = model.field(name)
    return field if field is not None and field.stored else None


def _sought_by(endpoint: Endpoint, model: Model) -> tuple[Field, ...]:
    """The columns that the behavior finds rows by; a key in the path has a name of its own and is none."""
    behavior = endpoint.behavior
    by = behavior.by if behavior is not None and behavior.model == model.name else ()
    return tuple(field for name in by if (field := _column(model, name)) is not None)


def _filtered_by(endpoint: Endpoint, model: Model) -> Iterator[tuple[str, Field]]:
    """The columns that a client narrows a list by, each with the parameter that does."""
    for parameter in endpoint.parameters if is_list(endpoint) else ():
        narrows = filter_of(parameter, model)
        field = _column(model, narrows.field) if narrows is not None and narrows.operator not in UNSERVED else None
        if field is not None:
            yield f"query {parameter.name}", field


def _ordered_by(endpoint: Endpoint, model: Model) -> Iterator[str]:
    for field in endpoint.sort.fields if endpoint.sort is not None else ():
        if _column(model, field.name) is not None:
            yield field.name


def _finds(key: Key, field: Field, bound: Key) -> bool:
    """Whether an index narrows rows to a value; one of few values is well served anywhere behind what is bound."""
    if field.type is not None and field.type.kind in FEW_VALUES and key[0] in bound and field.name in key:
        return True
    return leads_to(key, field.name, bound)


def _fault(at: Address, model: Model, names: Key) -> Fault:
    wanted = " + ".join(f"`{name}`" for name in dict.fromkeys(names))
    return Fault(
        at=at,
        message=f"no index of `{model.name}` serves {wanted}",
        mend=f"add `- **Index**: {wanted}` to `{model.name}`",
    )
