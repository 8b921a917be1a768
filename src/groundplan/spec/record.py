"""What is written down beside the specification: decisions and migrations."""

from typing import Literal

from groundplan.spec.address import Address
from groundplan.spec.endpoint import Criterion
from groundplan.spec.noun import Noun


class OptionRow(Noun, frozen=True):
    """One aspect of a decision, with a cell for each option in their order."""

    aspect: str
    cells: tuple[str, ...]


class Decision(Noun, frozen=True):
    """An architecture decision record; `slug` is its date and name, `2026-11-23-rotate-refresh-tokens`."""

    slug: str
    title: str
    status: Literal["proposed", "accepted", "superseded", "rejected"] = "accepted"
    date: str = ""
    affects: tuple[str, ...] = ()
    superseded_by: str = ""
    context: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    comparison: tuple[OptionRow, ...] = ()
    decision: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()

    @property
    def address(self) -> Address:
        return Address.decision(self.slug)


class MigrationStep(Noun, frozen=True):
    phase: Literal["expand", "migrate", "contract"]
    step: str
    locks: str = ""
    back: str = ""


class Migration(Noun, frozen=True):
    """Ordered steps from one data model to the next, each with its way back."""

    slug: str
    title: str
    compatible: str = ""
    reversible: str = ""
    steps: tuple[MigrationStep, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def address(self) -> Address:
        return Address.migration(self.slug)
