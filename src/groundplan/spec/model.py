"""Tables, their fields and what ties them together; and the schemas that travel."""

from typing import Literal

from groundplan.spec.address import Address
from groundplan.spec.noun import Noun
from groundplan.spec.types import Constraints, Default, Type

Presence = Literal["", "optional", "required"]
OnDelete = Literal["cascade", "restrict", "set null"]
Sensitivity = Literal["", "secret", "personal"]
Cardinality = Literal["many to one", "one to many", "one to one", "many to many"]


class ErrorRef(Noun, frozen=True):
    """The answer to a broken rule."""

    status: int
    code: str


class Reference(Noun, frozen=True):
    """A foreign key to `model`.`field`; `on_delete` is `None` where nobody decided."""

    model: str
    field: str
    on_delete: OnDelete | None = None


class Uniqueness(Noun, frozen=True):
    """That one field alone is unique in its table."""

    ignoring_case: bool = False
    error: ErrorRef | None = None


class Field(Noun, frozen=True):
    """A column, or an input that is never stored (`stored` false), or an output that is computed (`computed` says how).

    `create`, `update` and `read` say in which schemas it stands: the Create, Update and Read schema are this table's
    columns of that name, and Base is what Create and Read share.
    """

    name: str
    type: Type | None = None
    nullable: bool | None = False
    default: Default | None = None
    constraints: Constraints = Constraints()
    create: Presence = ""
    update: Presence = ""
    read: Literal["", "yes", "once"] = ""
    primary_key: bool = False
    references: Reference | None = None
    unique: Uniqueness | None = None
    indexed: bool = False
    sensitivity: Sensitivity = ""
    stored: bool = True
    computed: str = ""


class UniqueTogether(Noun, frozen=True):
    """Several fields that are unique as one; `where` limits it to some rows (a partial unique index)."""

    fields: tuple[str, ...]
    ignoring_case: bool = False
    where: str = ""
    error: ErrorRef | None = None


class Index(Noun, frozen=True):
    """An index over `fields` in order; a field that begins with `-` is descending; `where` makes it partial."""

    fields: tuple[str, ...]
    ignoring_case: bool = False
    where: str = ""


class Check(Noun, frozen=True):
    """A condition over the fields of one row, in words of the fields: `starts_at < ends_at`."""

    condition: str
    error: ErrorRef | None = None


class Relationship(Noun, frozen=True):
    """A named way from this model to `target`; `back` is its name over there, `through` the link model."""

    name: str
    cardinality: Cardinality
    target: str
    by: str = ""
    back: str = ""
    through: str = ""
    load: Literal["", "eager", "batched", "on demand"] = ""


class SoftDelete(Noun, frozen=True):
    """Rows are marked in `field`, and purged after `kept` seconds when that is said."""

    field: str
    kept: int | None = None


class Transition(Noun, frozen=True):
    """One allowed move of a state machine: `action` takes a row from one of `sources` to `target`."""

    action: str
    sources: tuple[str, ...]
    target: str
    who: str = ""
    guard: str = ""


class StateMachine(Noun, frozen=True):
    """The transitions of an enum `field`; its default is the first state."""

    field: str
    transitions: tuple[Transition, ...] = ()


class Model(Noun, frozen=True):
    """A table and the schemas that are made of its fields.

    Exactly one of `owner` (a field that holds the user), `tenant` (a field that holds the organisation) and `shared`
    (a sentence: who sees all rows) should be said; `owner` and `tenant` may both be.
    `schemas` is `None` where nothing is said, and empty, with `unschemed` as the reason, where no row ever leaves.
    """

    name: str
    description: str = ""
    table: str = ""
    fields: tuple[Field, ...] = ()
    owner: str = ""
    tenant: str = ""
    shared: str = ""
    uniques: tuple[UniqueTogether, ...] = ()
    indexes: tuple[Index, ...] = ()
    checks: tuple[Check, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    soft_delete: SoftDelete | None = None
    version: str = ""
    states: StateMachine | None = None
    schemas: tuple[str, ...] | None = None
    unschemed: str = ""
    notes: tuple[str, ...] = ()

    @property
    def address(self) -> Address:
        return Address.model(self.name)

    @property
    def primary_key(self) -> tuple[Field, ...]:
        """The fields of the primary key; several for a link model."""
        return tuple(field for field in self.fields if field.primary_key)

    @property
    def is_link(self) -> bool:
        """Whether the rows only tie others together: the whole primary key is two foreign keys or more."""
        key = self.primary_key
        return len(key) > 1 and all(field.references is not None for field in key)

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


class SchemaField(Noun, frozen=True):
    """A field of a schema or of an inline body; `required` is `None` where nobody says."""

    name: str
    type: Type | None = None
    required: bool | None = True
    nullable: bool = False
    default: Default | None = None
    constraints: Constraints = Constraints()
    sensitivity: Sensitivity = ""
    meaning: str = ""


class Schema(Noun, frozen=True):
    """A shape that travels and is no model's: a token pair, a report."""

    name: str
    description: str = ""
    fields: tuple[SchemaField, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def address(self) -> Address:
        return Address.schema(self.name)
