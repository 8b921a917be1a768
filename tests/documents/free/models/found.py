"""What the reader finds in a text, in the shortest form that a test can compare."""

from groundplan.documents.free.models.reading import read_models
from groundplan.documents.free.models.telling import FoundModel
from groundplan.documents.free.outline import outline
from groundplan.spec.model import Field


def models(text: str) -> dict[str, FoundModel]:
    """The models of a document by their names."""
    return {found.model.name: found for found in read_models("schema.md", outline(text))}


def only(text: str) -> FoundModel:
    """The one model of a document."""
    (found,) = models(text).values()
    return found


def field(text: str, name: str) -> Field:
    """One field of the one model of a document."""
    found = only(text).model.field(name)
    assert found is not None
    return found


def types(found: FoundModel) -> dict[str, str]:
    return {each.name: str(each.type) for each in found.model.fields}


def nullable(found: FoundModel) -> dict[str, bool | None]:
    return {each.name: each.nullable for each in found.model.fields}
