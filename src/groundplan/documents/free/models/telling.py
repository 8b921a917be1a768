"""What one part of a document tells of a table; a document often tells of the same table several times."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from groundplan.spec.model import Check, Field, Index, Model, Relationship, UniqueTogether

# A foreign key whose table is not named; merging looks for the model that the field is named after.
UNNAMED = ""


class Told(NamedTuple):
    """One field as it is told, and the line where it stands."""

    field: Field
    line: int


class Telling(NamedTuple):
    """One table as one part of the document tells it.

    `extent`: `whole` where it means to list every field, `drawn` in a diagram, `part` where it adds to a table that is told
    elsewhere. `names_class` says that `name` is that of a class.
    """

    name: str
    line: int
    column: int = 1
    table: str = ""
    fields: tuple[Told, ...] = ()
    uniques: tuple[UniqueTogether, ...] = ()
    indexes: tuple[Index, ...] = ()
    checks: tuple[Check, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    extent: Literal["whole", "drawn", "part"] = "whole"
    names_class: bool = False

    @property
    def keys(self) -> set[str]:
        """What this table is known by, whatever the spelling: `Users`, `users` and `User` are one."""
        return {key_of(self.name), key_of(self.table or self.name)}


class Disagreement(NamedTuple):
    """Two readings of one field in one document: `at` is the field and what differs, `lines` where each stands."""

    at: str
    readings: tuple[str, str]
    lines: tuple[int, int]


class FoundModel(NamedTuple):
    """A model, where it is told first, the line of each field, and all that the document does not agree on.

    `inferred` says that nothing but a heading or a diagram told of it; `aliases` are its further names.
    """

    model: Model
    line: int
    column: int
    lines: Mapping[str, int]
    inferred: bool = False
    aliases: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@lru_cache(maxsize=65_536)  # a document names the same tables again and again, and may name thousands
def key_of(name: str) -> str:
    """A name without case, separators and the plural, so that tables and classes are found as one."""
    from inflection import singularize, underscore

    words = re.sub(r"[^\w]+", "_", underscore(name.strip())).strip("_")
    return singularize(words).replace("_", "") if words.isascii() else words.replace("_", "")
