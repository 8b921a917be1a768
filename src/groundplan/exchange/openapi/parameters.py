"""What a request carries outside its body: path, query, headers and cookies."""

import re
from collections.abc import Iterator

from groundplan.exchange.json_schema import Json, described, value_schema, with_default
from groundplan.exchange.openapi.shapes import Shapes
from groundplan.spec.effective import model_of, query_parameters
from groundplan.spec.endpoint import Endpoint, Parameter
from groundplan.spec.model import Field, Model
from groundplan.spec.types import Bounds, Constraints, Type

# OpenAPI 3.1, Parameter Object: a header of these names has a place of its own and is to be ignored here.
NOT_PARAMETERS = frozenset({"accept", "authorization", "content-type"})
KEY_LENGTH = Bounds(1, 255)


def parameters(endpoint: Endpoint, shapes: Shapes) -> list[Json]:
    """The parameters of an operation: path, query, headers, cookies, each once, in the order of the spec."""
    found: dict[tuple[str, str], Json] = {}
    for parameter in _all(endpoint, shapes):
        # Header names have no letter case.
        name = parameter.name.lower() if parameter.location == "header" else parameter.name
        if (parameter.location, name) not in found and not (parameter.location == "header" and name in NOT_PARAMETERS):
            found[parameter.location, name] = _parameter(parameter, shapes)
    return list(found.values())


def _all(endpoint: Endpoint, shapes: Shapes) -> Iterator[Parameter]:
    yield from path_parameters(endpoint, shapes)
    yield from query_parameters(endpoint)
    yield from endpoint.located("header")
    yield from _condition_headers(endpoint)
    yield from endpoint.located("cookie")


def _parameter(parameter: Parameter, shapes: Shapes) -> Json:
    value = value_schema(parameter.type, parameter.constraints, shapes.reference)
    schema = with_default(value, parameter.default)
    said = described({}, parameter.meaning, parameter.type, parameter.constraints)
    found: Json = {"name": parameter.name, "in": parameter.location}
    if said:
        found["description"] = said["description"]
    if parameter.required or parameter.location == "path":
        found["required"] = True
    if parameter.repeatable:
        schema = {"type": "array", "items": value}
        if (default := with_default(value, parameter.default).get("default")) is not None:
            schema["default"] = [default]
    found["schema"] = schema
    return found


def path_parameters(endpoint: Endpoint, shapes: Shapes) -> tuple[Parameter, ...]:
    """A parameter for each name in the path, in order: as declared, else with the type of the key that it names."""
    declared = {parameter.name: parameter for parameter in endpoint.located("path")}
    names = dict.fromkeys(re.findall(r"\{([^{}]*)\}", endpoint.path))
    return tuple(declared.get(name) or _inferred(name, endpoint, shapes) for name in names)


def _inferred(name: str, endpoint: Endpoint, shapes: Shapes) -> Parameter:
    field = _named_field(name, endpoint, shapes)
    if field is None or field.type is None:
        return Parameter(name, "path", Type("str"), required=True)
    return Parameter(name, "path", field.type, required=True, constraints=field.constraints.replace(notes=()))


def _named_field(name: str, endpoint: Endpoint, shapes: Shapes) -> Field | None:
    """The field that a path parameter holds: `task_id` is `Task.id`, `slug` is a field of the endpoint's own model."""
    own = model_of(endpoint, shapes.spec)
    if own is not None and (field := own.field(name)) is not None:
        return field
    if (field := shapes.fields.get(name)) is not None:
        return field
    return _only_key(own) if own is not None and name.endswith("id") else None


def _only_key(model: Model) -> Field | None:
    return model.primary_key[0] if len(model.primary_key) == 1 else None


def _condition_headers(endpoint: Endpoint) -> Iterator[Parameter]:
    """The headers that follow from idempotency and preconditions."""
    retry, condition = endpoint.idempotency, endpoint.precondition
    if retry is not None and retry.kind == "key":
        kept = "" if retry.kept is None else f"; kept {_spoken(retry.kept)}"
        yield Parameter(
            "Idempotency-Key", "header", Type("str"), retry.required, constraints=Constraints(bounds=KEY_LENGTH),
            meaning=f"one value for each intended change, so that a retry repeats the answer and not the change{kept}",
        )  # fmt: skip
    if condition is not None:
        when = "still has" if condition.header == "If-Match" else "no longer has"
        yield Parameter(
            condition.header, "header", Type("str"), condition.required,
            meaning=f"an `ETag` from an earlier answer; the request counts only while the resource {when} it",
        )  # fmt: skip


def _spoken(seconds: int) -> str:
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size and seconds % size == 0:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"
