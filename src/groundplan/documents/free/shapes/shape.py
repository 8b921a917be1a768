"""What is known of one object: its fields, and how sure that is."""

from typing import NamedTuple

from groundplan.spec.model import SchemaField


class Shape(NamedTuple):
    """The top-level fields of an object, or of the items of an `array`.

    `inferred` says that types come from sample values and not from words; `named` is the schema that stands instead.
    """

    fields: tuple[SchemaField, ...] = ()
    inferred: bool = False
    array: bool = False
    named: str = ""
