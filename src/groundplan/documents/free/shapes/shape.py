"""What is known of one object: its fields, and how sure that is."""

from typing import NamedTuple

from groundplan.spec.model import SchemaField

# The name of a field, with the brackets of a list behind it.
NAME = r"[A-Za-z_][\w.]*(?:\[\])?"


class Shape(NamedTuple):
    """The top-level fields of an object, or of the items of an `array`.

    `inferred` says that types come from sample values and not from words.
    """

    fields: tuple[SchemaField, ...] = ()
    inferred: bool = False
    array: bool = False


class Found(NamedTuple):
    """A field and where it is told; `place` is `path`, `query`, `header`, `cookie` or `body` where that is said."""

    field: SchemaField
    line: int
    place: str = ""


def once(found: list[Found]) -> list[Found]:
    """Each field once, as it is told first."""
    return list({one.field.name: one for one in reversed(found)}.values())[::-1]
