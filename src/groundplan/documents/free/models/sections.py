"""Walks over the sections of a document."""

from collections.abc import Iterator

from groundplan.documents.free.declaration import DECLARED, declared_at_start
from groundplan.documents.free.nodes import Bullet, Line, Section


def sections_of(root: Section) -> Iterator[Section]:
    """A section and all inside it, in the order of the document."""
    yield root
    for inner in root.sections:
        yield from sections_of(inner)


def declares_endpoints(root: Section) -> bool:
    """Whether a document is about endpoints, so that objects in it travel and are not stored."""
    return any(
        DECLARED.search(section.title) is not None
        or any(isinstance(node, Line | Bullet) and declared_at_start(node.text, 1, 1) for node in section.nodes)
        for section in sections_of(root)
    )
