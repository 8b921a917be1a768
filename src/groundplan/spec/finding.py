"""What the reader, the rules and the probes find, and where."""

from collections.abc import Mapping
from typing import Literal, get_args

from groundplan.spec.address import Address
from groundplan.spec.noun import Noun

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


class Place(Noun, frozen=True, order=True):
    """A position in a document; `file` is relative to the specs folder, line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Finding(Noun, frozen=True):
    """One thing that is wrong: what, where, and how to mend it.

    It is `fixable` without a change of meaning; an `unsafe` fix may change what the API promises.
    """

    code: str
    severity: Severity
    message: str
    mend: str = ""
    at: str = ""
    place: Place = Place("")
    fixable: bool = False
    unsafe: bool = False


def at_least(severity: Severity, least: Severity) -> bool:
    """Whether one severity is as grave as another, or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(least)


def locate(address: str, places: Mapping[str, Place]) -> Place | None:
    """The place of an address, or of the element that it is a part of."""
    if (place := places.get(address)) is not None:
        return place
    return places.get(Address(address).element)
