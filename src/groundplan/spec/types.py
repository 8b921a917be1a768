"""Types, defaults and constraints of fields and parameters."""

from typing import Literal

from groundplan.spec.noun import Noun

Kind = Literal[
    "str", "text", "int", "decimal", "float", "bool", "uuid", "datetime", "date", "time", "duration",
    "email", "url", "json", "bytes", "file", "secret", "enum", "list", "ref",
]  # fmt: skip
Scalar = str | int | float | bool

TEXT_KINDS: tuple[Kind, ...] = ("str", "text", "email", "url", "secret")
NUMBER_KINDS: tuple[Kind, ...] = ("int", "decimal", "float")


class Type(Noun, frozen=True):
    """What a value is; `decimal` has digits, `enum` has values, `list` has an item, `ref` names a model or schema."""

    kind: Kind
    precision: int | None = None
    scale: int | None = None
    values: tuple[str, ...] = ()
    item: "Type | None" = None
    name: str = ""

    @property
    def textual(self) -> bool:
        """Whether a client sends free text, so that a length bounds it."""
        return self.kind in TEXT_KINDS

    @property
    def numeric(self) -> bool:
        return self.kind in NUMBER_KINDS

    def __str__(self) -> str:
        match self.kind:
            case "enum":
                return f"enum({', '.join(self.values)})"
            case "list":
                return f"list of {self.item}" if self.item else "list"
            case "ref":
                return self.name
            case "decimal" if self.precision is not None:
                return f"decimal({self.precision},{self.scale or 0})"
            case _:
                return self.kind


class Bounds(Noun, frozen=True):
    """An inclusive range; of characters for text, of items for a list, of bytes for bytes and files."""

    low: int | float | None = None
    high: int | float | None = None


class Constraints(Noun, frozen=True):
    """What a value must hold beyond its type.

    `each` bounds the items of a list; `distinct` forbids equal items; `notes` are sentences that no word covers.
    """

    bounds: Bounds = Bounds()
    each: Bounds = Bounds()
    pattern: str = ""
    format: str = ""
    trimmed: bool = False
    distinct: bool = False
    notes: tuple[str, ...] = ()


class Default(Noun, frozen=True):
    """The value that is taken when none is given; `value` only where the kind is `value`."""

    kind: Literal["value", "generated", "now", "now at every change"]
    value: Scalar | None = None


def literal(value: Scalar) -> Default:
    """The default that is one plain value."""
    return Default("value", value)


GENERATED = Default("generated")
NOW = Default("now")
NOW_AT_EVERY_CHANGE = Default("now at every change")
