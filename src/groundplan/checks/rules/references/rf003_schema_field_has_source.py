"""Every value that is stored comes from somewhere, and every value that is sent goes somewhere.

A column that may not be null and that neither the body nor the server fills makes the first insert fail. An input that
no behavior uses is a promise to the client that nothing keeps.
"""

from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.references.known import Known
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

# Verbs that check or exchange what they are sent without a word on each input.
CONSUMING = ("sign in", "rotate", "revoke", "other", "answer")


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    inputs, behavior = Known(spec).inputs(endpoint), endpoint.behavior
    model = spec.models_by_name.get(behavior.model) if behavior is not None else None
    if behavior is None or model is None or inputs is None:
        return
    yield from _unfed(endpoint, behavior, inputs)
    if behavior.verb == "create":
        yield from _unfilled(endpoint, behavior, model, inputs)


@rule(
    "RF003",
    severity="error",
    hears="spec",
    bad="- **Behavior**: create `User`",
    good="- **Behavior**: create `User` with `password_hash` = hash of `password`",
    source="Zalando #151",
    endpoints=_in_endpoint,
)
def schema_field_has_source(spec: Spec) -> Iterator[Fault]:
    known = Known(spec)
    taken: dict[str, set[str]] = {model.name: set() for model in spec.models}
    for endpoint in spec.endpoints:
        behavior = endpoint.behavior
        if behavior is None or behavior.model not in taken:
            continue
        inputs = known.inputs(endpoint) if behavior.verb in CONSUMING else _taken(behavior)
        taken[behavior.model].update(inputs or ())
    for model in spec.models:
        yield from _ignored(model, taken[model.name])


def _taken(behavior: Behavior) -> Iterator[str]:
    return (item.value.text for item in behavior.sets if item.value.kind in ("hash", "input"))


def _unfed(endpoint: Endpoint, behavior: Behavior, inputs: frozenset[str]) -> Iterator[Fault]:
    for name in _taken(behavior):
        if name not in inputs:
            yield Fault(
                at=endpoint.address / "behavior",
                message=f"no request brings `{name}`",
                mend=did_you_mean(name, inputs, f"add `{name}` to the request body or the parameters"),
            )


def _unfilled(endpoint: Endpoint, behavior: Behavior, model: Model, inputs: frozenset[str]) -> Iterator[Fault]:
    filled = inputs.union(item.field for item in behavior.sets)
    for field in model.fields:
        if _must_be_filled(field) and field.name not in filled:
            source = {model.owner: "caller", model.tenant: "tenant"}.get(field.name, "…")
            yield Fault(
                at=endpoint.address / "behavior",
                message=f"nothing fills `{model.name}.{field.name}`, which may not be null and has no default",
                mend=f"say what it is set to, `{field.name}` = {source}, or take it in the body",
            )


def _must_be_filled(field: Field) -> bool:
    return field.stored and not field.computed and field.nullable is False and field.default is None


def _ignored(model: Model, taken: set[str]) -> Iterator[Fault]:
    """Inputs that are not stored and that no behavior uses, and outputs that are neither stored nor computed."""
    for field in model.fields:
        at = model.address / f"field {field.name}"
        if field.stored or field.computed:
            continue
        if field.read:
            yield Fault(
                at=at,
                message=f"`{field.name}` is read, but neither stored nor computed",
                mend="say in its rules what it is computed of",
            )
        elif (field.create or field.update) and field.name not in taken:
            yield Fault(
                at=at,
                message=f"`{field.name}` is sent, never stored, and no behavior uses it",
                mend=f"say what becomes of it: `…` = hash of `{field.name}`, or = input `{field.name}`",
            )
