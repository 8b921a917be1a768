"""Ways into an exported document, which is typed as plain JSON."""

from collections.abc import Iterator
from typing import Any


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
