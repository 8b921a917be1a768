"""Every constraint that a write can break answers an error of its own.

A broken constraint that nobody mapped reaches the client as 500, and is logged as if the server had failed.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import ErrorRef, Model
from groundplan.spec.spec import Spec

WRITES = ("create", "update", "replace", "restore", "move")


@rule(
    "ER006",
    severity="error",
    hears="endpoint",
    bad="| `email` | email | no | — | unique ignoring case; personal; 3..254; trimmed |",
    good="| `email` | email | no | — | unique ignoring case, else 409 `email_taken`; personal; 3..254; trimmed |",
    source="PostgreSQL integrity errors; AIP-193",
)
def constraint_has_error(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    behavior = endpoint.behavior
    model = spec.models_by_name.get(behavior.model) if behavior is not None else None
    if behavior is None or model is None or behavior.verb not in WRITES:
        return
    written = _written(endpoint, model)
    codes = {case.code for case in endpoint.errors}
    for fields, error, at in _constraints(model):
        if written.isdisjoint(fields):
            continue
        told = " + ".join(f"`{name}`" for name in fields)
        if error is None:
            mend = "add `, else 409 `…_taken`` to it, and the code to errors.md"
            yield Fault(f"{told} must be unique, and nothing says what a second one answers", mend, at)
        elif error.code not in codes:
            message = f"{told} of `{model.name}` can clash here, and `{error.code}` is not listed"
            yield Fault(message, f"add a row with {error.status} `{error.code}`", endpoint.address)


def _written(endpoint: Endpoint, model: Model) -> set[str]:
    """The fields that a client's request can change."""
    verb = endpoint.behavior.verb if endpoint.behavior is not None else ""
    if endpoint.body is not None and endpoint.body.fields:
        return {field.name for field in endpoint.body.fields}
    sent = {f.name for f in model.fields if (f.create if verb in ("create", "replace") else f.update)}
    return sent if endpoint.body is not None else set()


def _constraints(model: Model) -> Iterator[tuple[tuple[str, ...], ErrorRef | None, Address]]:
    for field in model.fields:
        if field.unique is not None:
            yield (field.name,), field.unique.error, model.address / f"field {field.name}"
    for unique in model.uniques:
        yield unique.fields, unique.error, model.address / f"unique {' + '.join(unique.fields)}"
