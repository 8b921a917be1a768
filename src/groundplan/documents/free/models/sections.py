"""Walks over the sections of a document."""

from collections.abc import Iterator

from groundplan.documents.free.nodes import Section


def sections_of(root: Section) -> Iterator[Section]:
    """A section and all inside it, in the order of the document."""
    yield root
    for inner in root.sections:
        yield from sections_of(inner)
