"""Where the thing that a name means is defined."""

from groundplan.documents.read import Reading
from groundplan.spec.address import ERRORS, ROUTING, Address
from groundplan.spec.finding import Place


def defined_at(meaning: Address, reading: Reading) -> Place | None:
    """The place of a definition; a model's schemas are defined where the model lists them."""
    for address in _addresses(meaning, reading):
        if (place := reading.places.get(address)) is not None:
            return place
    return None


def _addresses(meaning: Address, reading: Reading) -> tuple[Address, ...]:
    spec, (kind, _, name) = reading.spec, meaning.element.partition(" ")
    if kind == "schema" and (model := spec.model_by_schema.get(name)) is not None:
        return (model.address / "schemas", model.address)
    if kind == "router":
        return (meaning, ROUTING / f"router {name}")
    if meaning.element == ERRORS and meaning.part.startswith("code "):
        code = meaning.part.removeprefix("code ")
        common = (ERRORS / f"common {error.status} {error.code}" for error in spec.errors.common if error.code == code)
        return (meaning, *common)
    return (meaning,)
