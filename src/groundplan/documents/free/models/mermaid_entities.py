"""Entities of Mermaid's erDiagram that list attributes: `INVOICE { uuid id PK }`."""

import re
from collections.abc import Iterable, Iterator

from groundplan.documents.free.models.column_words import column
from groundplan.documents.free.models.telling import Telling, Told
from groundplan.documents.free.nodes import Fence

ENTITY = re.compile(r"\s*\"?([\w-]+)\"?(?:\[[^\]]*\])?\s*\{\s*$")
ATTRIBUTE = re.compile(r"\s*([\w()\[\],-]+)\s+\*?(\w+)((?:\s+(?:PK|FK|UK),?)*)\s*(?:\"([^\"]*)\")?\s*$")


def read_entities(fences: Iterable[Fence]) -> Iterator[Telling]:
    """A telling for every entity; a diagram rarely has all fields, so that a missing one contradicts nothing."""
    for fence in fences:
        if any(line.strip() == "erDiagram" for line in fence.lines):
            yield from _entities(fence)


def _entities(fence: Fence) -> Iterator[Telling]:
    opened: Telling | None = None
    for at, line in enumerate(fence.lines, fence.line + 1):
        if (entity := ENTITY.match(line)) is not None:
            opened = Telling(entity[1], at, extent="drawn")
        elif opened is not None and line.strip() == "}":
            yield opened
            opened = None
        elif opened is not None and (found := ATTRIBUTE.match(line)) is not None:
            facts = found[3].replace("UK", "unique").strip()
            field = column(found[2], found[1], facts, found[4] or "")
            opened = opened._replace(fields=(*opened.fields, Told(field, at)))
