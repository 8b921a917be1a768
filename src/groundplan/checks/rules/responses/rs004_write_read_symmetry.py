"""What a client writes it can read again, by the same name and as the same type.

A form is filled from what was read and sent back as it stands. A field that goes in as `assignee_id` and comes out as
`assigned_to`, or never comes out, breaks every such form; what only goes in says so.
"""

import re
from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.spec import Spec

WRITTEN = Pattern(r"(\w+?)(?:Create|Update|In|Input)$")
HIDDEN = Pattern(r"password|passwd|secret|token|\botp\b|captcha", re.IGNORECASE)
ONLY_SENT = Pattern(
    r"\bwrite[- _]?only\b|\bnever (?:read|answered|returned|shown)\b|\bnot (?:answered|returned|shown)\b", re.IGNORECASE
)


@rule(
    "RS004",
    severity="warning",
    hears="spec",
    bad="| `due_date` | date | yes | — | — | optional | optional | — |",
    good="| `due_date` | date | yes | — | — | optional | optional | yes |",
    source="AIP-203; Zalando #252",
)
def write_read_symmetry(spec: Spec) -> Iterator[Fault]:
    for model in spec.models:
        yield from _in_model(model)
    for schema in spec.schemas:
        stem = WRITTEN.match(schema.name)
        read = _read_shape(stem[1], spec) if stem is not None else None
        if read is not None:
            yield from _between(schema, read)


def _in_model(model: Model) -> Iterator[Fault]:
    # Where no field says that it is read, nothing is said of reading at all.
    if not any(field.read for field in model.fields):
        return
    for field in model.fields:
        if (field.create or field.update) and not field.read and not _is_hidden(field, model):
            yield Fault(
                at=model.address / f"field {field.name}",
                message=f"a client sends `{model.name}.{field.name}` and never reads it",
                mend="write `yes` under Read, or `write only` in its rules",
            )


def _is_hidden(field: Field, model: Model) -> bool:
    secret = field.sensitivity == "secret" or (field.type is not None and field.type.kind == "secret")
    notes = (*field.constraints.notes, *(note for note in model.notes if f"`{field.name}`" in note))
    return secret or not field.stored or _only_sent(field.name, notes)


def _only_sent(name: str, said: tuple[str, ...]) -> bool:
    return HIDDEN.search(name) is not None or any(ONLY_SENT.search(text) for text in said)


def _read_shape(stem: str, spec: Spec) -> Schema | None:
    names = (f"{stem}{suffix}" for suffix in ("Read", "Response", "Out", "Public", ""))
    return next((found for name in names if (found := spec.schemas_by_name.get(name)) is not None), None)


def _between(written: Schema, read: Schema) -> Iterator[Fault]:
    """Fields of a schema that is sent, and that the one that is answered has not, or has otherwise."""
    answered = {field.name: field for field in read.fields}
    for field in written.fields:
        at, told = written.address / f"field {field.name}", f"`{written.name}.{field.name}`"
        other = answered.get(field.name)
        if other is None:
            if field.sensitivity != "secret" and not _only_sent(field.name, (field.meaning, *field.constraints.notes)):
                mend = did_you_mean(field.name, answered, f"add it to `{read.name}`, or say that it is write only")
                yield Fault(at=at, message=f"{told} is sent, and `{read.name}` has no field of that name", mend=mend)
        elif _differ(field, other):
            message = f"{told} is {field.type}, and `{read.name}` answers it as {other.type}"
            yield Fault(at=at, message=message, mend="give both the same type")


def _differ(sent: SchemaField, answered: SchemaField) -> bool:
    """Whether two types hold different values; a text may be long or short, and a row may stand for its id."""
    if sent.type is None or answered.type is None or "ref" in (sent.type.kind, answered.type.kind):
        return False
    return sent.type.kind != answered.type.kind and not (sent.type.textual and answered.type.textual)
