"""Whether a payload fits a shape, as far as an example in a document has to."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from groundplan.checks.pattern import Pattern
from groundplan.spec.effective import body_fields, schema_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type

DEEPEST = 4
WRITES = ("POST", "PUT", "PATCH")
# `"id": "<uuid>"`, `"title": "string"`, `"token": "eyJ..."`: what stands for a value.
STANDS_FOR = Pattern(
    r"[<>{}|…]|\.\.\.|^(?:string|str|int|integer|number|float|bool|boolean|uuid|datetime|date|enum|null)\b",
    re.IGNORECASE,
)
PYTHON: Mapping[str, tuple[type, ...]] = {
    "int": (int,),
    "decimal": (int, float, str),
    "float": (int, float),
    "bool": (bool,),
    "list": (list,),
    **dict.fromkeys(("str", "text", "email", "url", "secret", "datetime", "date", "time"), (str,)),
}


class Shape(NamedTuple):
    """The fields of an object; `many` where they stand in each item of a page or a list."""

    fields: tuple[SchemaField, ...]
    many: bool = False


def shapes_of_endpoint(endpoint: Endpoint, spec: Spec) -> tuple[Shape, ...]:
    """What an endpoint takes and answers; nothing where one of the two is unknown, since an example may show just that."""
    answers = tuple(
        Shape(_fields(answer.schema, spec), answer.shape != "one")
        for answer in endpoint.responses
        if answer.status != 204
    )
    taken = (Shape(body_fields(endpoint, spec)),) if endpoint.body is not None or endpoint.method in WRITES else ()
    shapes = (*taken, *answers)
    return shapes if answers and all(shape.fields for shape in shapes) else ()


def shapes_of_name(name: str, spec: Spec) -> tuple[Shape, ...]:
    """What travels under the name of a model or a schema."""
    shapes = (Shape(_fields(f"{name}{variant}", spec)) for variant in ("", "Create", "Read", "Update"))
    return tuple(shape for shape in shapes if shape.fields)


def faults_in(payload: Mapping[str, object], shape: Shape, spec: Spec) -> tuple[str, ...]:
    """What of a payload its shape does not allow; nothing where the two have too little in common to be one."""
    if shape.many:
        rows = (row for value in payload.values() if isinstance(value, list) for row in value)
        return tuple(fault for row in rows if isinstance(row, dict) for fault in _in_object(row, shape.fields, spec, 1))
    return tuple(_in_object(payload, shape.fields, spec, 1))


def likeness(payload: Mapping[str, object], shape: Shape) -> int:
    """How many names the two share."""
    return 0 if shape.many else len(payload.keys() & {field.name for field in shape.fields})


def _fields(name: str, spec: Spec) -> tuple[SchemaField, ...]:
    schema = schema_of(name, spec)
    return () if schema is None else schema.fields


def _in_object(payload: Mapping[str, object], fields: tuple[SchemaField, ...], spec: Spec, depth: int) -> Iterator[str]:
    known = {field.name: field for field in fields}
    if 2 * len(payload.keys() & known.keys()) < len(payload):
        return
    for name, value in payload.items():
        field = known.get(name)
        if field is None:
            yield f"no field is called `{name}`"
        elif field.type is not None:
            yield from _in_value(value, f"`{name}`", field.type, field.constraints, spec, depth)


def _in_value(value: object, told: str, kind: Type, constraints: Constraints, spec: Spec, depth: int) -> Iterator[str]:
    if value is None or (isinstance(value, str) and STANDS_FOR.search(value)):
        return
    if kind.kind == "ref" and isinstance(value, dict) and depth < DEEPEST:
        yield from _in_object(value, _fields(kind.name, spec), spec, depth + 1)
    elif kind.values and isinstance(value, str) and value not in kind.values:
        yield f"{told} is never `{value}`"
    elif kind.kind in PYTHON and not _is_one_of(value, PYTHON[kind.kind]):
        yield f"{told} is no {kind}"
    elif (size := _size(value)) is not None:
        bounds = constraints.bounds
        if bounds.high is not None and size > bounds.high:
            yield f"{told} goes beyond {bounds.high}"
        elif bounds.low is not None and size < bounds.low:
            yield f"{told} is below {bounds.low}"
    if isinstance(value, list) and kind.item is not None:
        for item in value:
            yield from _in_value(
                item, f"an item of {told}", kind.item, Constraints(bounds=constraints.each), spec, depth
            )


def _is_one_of(value: object, types: tuple[type, ...]) -> bool:
    # A boolean is an int to Python and to nobody else.
    return isinstance(value, types) and (not isinstance(value, bool) or bool in types)


def _size(value: object) -> float | None:
    """What bounds bound: the number itself, the length of a text or a list."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    return len(value) if isinstance(value, str | list) else None
