"""Ways into an exported document, which is typed as plain JSON."""

from collections.abc import Iterator
from typing import Any

from openapi_schema_validator import OAS31Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012


def at(document: object, *keys: str) -> Any:
    """What stands in a document under these keys, one inside the other."""
    for key in keys:
        assert isinstance(document, dict)
        document = document[key]
    return document


def operations(document: dict[str, object]) -> Iterator[dict[str, Any]]:
    for item in at(document, "paths").values():
        yield from item.values()


def parameters(operation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The parameters of an operation by name."""
    return {parameter["name"]: parameter for parameter in operation.get("parameters", ())}


def refused_examples(document: dict[str, object]) -> list[str]:
    """What the examples of component schemas get wrong."""
    here = "urn:document"
    registry = Registry().with_resource(here, DRAFT202012.create_resource(document))
    faults = []
    for name, shape in at(document, "components", "schemas").items():
        schema = {"$ref": f"{here}#/components/schemas/{name}"}
        for example in shape.get("examples", ()):
            faults += [error.message for error in OAS31Validator(schema, registry=registry).iter_errors(example)]
    return faults
