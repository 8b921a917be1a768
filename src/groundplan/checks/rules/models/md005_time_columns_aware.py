"""Rows that clients make carry the time of it, those that change the time of that too, as the server's clock has it.

Support, incremental exports and newest-first lists all need them, and neither can be had later for rows that are there
already. The type is `datetime`, which is UTC with an offset: a day or a text loses the order within it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Default

STAMPS = {"created_at": NOW, "updated_at": NOW_AT_EVERY_CHANGE}
TIMES = {"now": "`now`", "now at every change": "`now, at every change`"}


def _stamped(spec: Spec) -> Spec:
    """The stamps that have no default, set by the server."""
    models = tuple(
        model.replace(fields=tuple(_with_default(field) for field in model.fields))
        if any(_with_default(field) is not field for field in model.fields)
        else model
        for model in spec.models
    )
    return spec if models == spec.models else spec.replace(models=models)


def _with_default(field: Field) -> Field:
    default = STAMPS.get(field.name)
    timed = field.type is not None and field.type.kind == "datetime"
    return field.replace(default=default) if default is not None and field.default is None and timed else field


@rule(
    "MD005",
    severity="error",
    hears="model",
    bad="| `created_at` | date | no | now | — | — | — | yes |",
    good="| `created_at` | datetime | no | now | — | — | — | yes |",
    source="squawk prefer-timestamptz; Zalando #169",
    fix=_stamped,
)
def time_columns_aware(model: Model, spec: Spec) -> Iterator[Fault]:
    made = any(field.create for field in model.fields)
    changed = model.states is not None or any(field.update for field in model.fields)
    for name, default in STAMPS.items():
        field = model.field(name)
        if field is not None:
            yield from _wrong(model, field, default)
        elif (made if name == "created_at" else changed) and not model.is_link and not _has(model, default):
            when = "was made" if name == "created_at" else "changed last"
            yield Fault(
                at=model.address,
                message=f"nothing says when a row of `{model.name}` {when}",
                mend=f"add `{name}`, datetime, not null, default {TIMES[default.kind]}",
            )


def _has(model: Model, default: Default) -> bool:
    """Whether a field of another name holds that time."""
    return any(field.default == default for field in model.fields)


def _wrong(model: Model, field: Field, default: Default) -> Iterator[Fault]:
    at = model.address / f"field {field.name}"
    if field.type is not None and field.type.kind != "datetime":
        message = f"`{field.name}` is `{field.type}`, which does not tell an instant"
        yield Fault(at=at, message=message, mend="make it a `datetime`, which is UTC with an offset")
    elif field.default != default:
        message = f"`{field.name}` is not set by the server's clock"
        yield Fault(at=at, message=message, mend=f"give it the default {TIMES[default.kind]}")
