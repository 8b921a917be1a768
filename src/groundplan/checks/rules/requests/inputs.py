"""Everything that a client sends: parameters, the fields of bodies, and of models where a body is made of them."""

from collections.abc import Iterator
from typing import NamedTuple

from groundplan.spec.address import Address
from groundplan.spec.endpoint import Endpoint, Parameter
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type


class Input(NamedTuple):
    """A value that a client sends; `told` is what a message calls it, `said` every sentence on it."""

    at: Address
    told: str
    name: str
    where: str
    type: Type | None
    constraints: Constraints
    required: bool
    is_key: bool
    said: tuple[str, ...]


def inputs_of(endpoint: Endpoint) -> Iterator[Input]:
    """What only this endpoint takes: its parameters, and the fields of a body of its own."""
    for parameter in endpoint.parameters:
        yield _of_parameter(parameter, endpoint)
    for field in endpoint.body.fields if endpoint.body is not None else ():
        yield _of_field(field, endpoint.address / f"body {field.name}", f"the body field `{field.name}`")


def inputs_to(model: Model) -> Iterator[Input]:
    """The fields of a model that are created or updated."""
    for field in model.fields:
        if field.create or field.update:
            yield _of_column(field, model)


def shared_inputs(spec: Spec) -> Iterator[Input]:
    """The fields of schemas that are bodies."""
    bodies = {endpoint.body.schema for endpoint in spec.endpoints if endpoint.body is not None}
    for schema in spec.schemas:
        if schema.name in bodies:
            yield from _of_schema(schema)


def all_inputs(spec: Spec) -> Iterator[Input]:
    for model in spec.models:
        yield from inputs_to(model)
    yield from shared_inputs(spec)
    for endpoint in spec.endpoints:
        yield from inputs_of(endpoint)


def _of_parameter(parameter: Parameter, endpoint: Endpoint) -> Input:
    return Input(
        at=endpoint.address / f"{parameter.location} {parameter.name}",
        told=f"the {parameter.location} parameter `{parameter.name}`",
        name=parameter.name,
        where=parameter.location,
        type=parameter.type,
        constraints=parameter.constraints,
        required=parameter.required,
        is_key=parameter.location == "path" or _names_key(parameter.name),
        said=(parameter.meaning, *parameter.constraints.notes),
    )


def _of_schema(schema: Schema) -> Iterator[Input]:
    for field in schema.fields:
        yield _of_field(field, schema.address / f"field {field.name}", f"`{schema.name}.{field.name}`")


def _of_field(field: SchemaField, at: Address, told: str) -> Input:
    return Input(
        at=at,
        told=told,
        name=field.name,
        where="body",
        type=field.type,
        constraints=field.constraints,
        required=field.required is True,
        is_key=_names_key(field.name),
        said=(field.meaning, *field.constraints.notes),
    )


def _of_column(field: Field, model: Model) -> Input:
    return Input(
        at=model.address / f"field {field.name}",
        told=f"`{model.name}.{field.name}`",
        name=field.name,
        where="body",
        type=field.type,
        constraints=field.constraints,
        required=field.create == "required",
        is_key=field.references is not None or field.primary_key,
        said=(*field.constraints.notes, *(note for note in model.notes if f"`{field.name}`" in note)),
    )


def _names_key(name: str) -> bool:
    return name == "id" or name.endswith(("_id", "Id"))
