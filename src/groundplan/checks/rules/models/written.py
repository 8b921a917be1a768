"""Which columns the fields of a body are written to."""

from collections.abc import Iterator

from groundplan.spec.effective import body_fields, model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, SchemaField
from groundplan.spec.spec import Spec

WRITES = ("create", "update", "replace", "move")


def written_columns(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[SchemaField, Field]]:
    """Each field of a body that is none of the model's own schemas, with the column that takes its value as it is."""
    behavior, model = endpoint.behavior, model_of(endpoint, spec)
    if behavior is None or model is None or behavior.verb not in WRITES or endpoint.body is None:
        return
    if endpoint.body.schema in spec.model_by_schema:
        return
    taken = {item.value.text: item.field for item in behavior.sets if item.value.kind == "input"}
    hashed = {item.value.text for item in behavior.sets if item.value.kind == "hash"}
    for sent in body_fields(endpoint, spec):
        column = None if sent.name in hashed else model.field(taken.get(sent.name, sent.name))
        if column is not None and column.stored:
            yield sent, column
