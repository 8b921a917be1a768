"""What a row is known or looked up by, besides its id, is unique.

Two accounts with one address make signing in a matter of luck. A check before the insert does not help: two requests
pass it at the same moment, and only the database sees both. An address is the same in any letter case.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.models.keys import unique_keys
from groundplan.spec.effective import model_of, scope_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

KEYS = frozenset({"slug", "external_id", "idempotency_key", "token_hash", "key_hash"})
LOGINS = frozenset({"email", "username"})
# The others may well reach several rows.
ONE_ROW = ("read", "update", "replace", "move", "sign in")


@rule(
    "MD010",
    severity="error",
    hears="spec",
    bad="| `token_hash` | bytes | no | — | secret; 32..32; SHA-256 | — | — | — |",
    good="| `token_hash` | bytes | no | — | unique; secret; 32..32; SHA-256 | — | — | — |",
    source="PostgreSQL, Unique Constraints",
)
def natural_key_unique(spec: Spec) -> Iterator[Fault]:
    found: set[tuple[str, str]] = set()
    for model in spec.models:
        for field in model.fields:
            if field.stored and _is_key(model, field):
                yield from _judged(model, field, found)
    for endpoint in spec.endpoints:
        yield from _looked_up(endpoint, spec, found)


def _is_key(model: Model, field: Field) -> bool:
    if field.name in LOGINS:
        # A contact or an order has an address too, and may share it.
        return any(other.name in ("password", "password_hash") for other in model.fields)
    return field.name in KEYS


def _judged(model: Model, field: Field, found: set[tuple[str, str]]) -> Iterator[Fault]:
    at = model.address / f"field {field.name}"
    if not any(field.name in key for key in unique_keys(model)):
        found.add((model.name, field.name))
        mend = "add `unique` to its rules, or a unique rule over several fields"
        yield Fault(at=at, message=f"`{field.name}` tells rows of `{model.name}` apart, and is not unique", mend=mend)
    elif field.name in LOGINS and field.unique is not None and not field.unique.ignoring_case and not _lowered(field):
        message = f"two accounts can have one `{field.name}` in two letter cases"
        yield Fault(at=at, message=message, mend="make it `unique ignoring case`")


def _lowered(field: Field) -> bool:
    said = (field.constraints.pattern, field.constraints.format, *field.constraints.notes)
    return any("lower" in text or "[a-z" in text for text in said)


def _looked_up(endpoint: Endpoint, spec: Spec, found: set[tuple[str, str]]) -> Iterator[Fault]:
    """Look-ups of one row by fields of which several rows can have the same values."""
    behavior, model = endpoint.behavior, model_of(endpoint, spec)
    if behavior is None or model is None or behavior.verb not in ONE_ROW:
        return
    names = {name for name in behavior.by if model.field(name) is not None}
    if not names or len(names) < len(behavior.by) or any((model.name, name) in found for name in names):
        return
    scope = scope_of(endpoint, spec)
    fixed = {*names, *([scope.field.rpartition(".")[2]] if scope is not None else ()), *_callers(endpoint, model)}
    if not any(key <= fixed for key in unique_keys(model)):
        together = " + ".join(f"`{name}`" for name in behavior.by)
        yield Fault(
            at=endpoint.address / "behavior",
            message=f"several rows of `{model.name}` can have the same {together}",
            mend=f"make {together} unique in `{model.name}`, or find the row by its id",
        )


def _callers(endpoint: Endpoint, model: Model) -> tuple[str, ...]:
    by_caller = endpoint.behavior is not None and endpoint.behavior.by_caller
    return (model.owner,) if by_caller else ()
