"""A field that goes: it says so in a note of its rules, as a deprecated endpoint says it of itself.

The note reads ``deprecated since 2026-11-25, sunset 2027-05-24, use `customer_note` ``; the days and the replacement may
be left out.
"""

import re
from typing import NamedTuple

from groundplan.spec.model import Field

SAID = re.compile(r"deprecated\b", re.IGNORECASE)
SINCE = re.compile(r"\bsince (\d{4}-\d\d-\d\d)")
SUNSET = re.compile(r"\bsunset (\d{4}-\d\d-\d\d)")
REPLACEMENT = re.compile(r"\b(?:use|replaced by) `(\w+)`")


class Farewell(NamedTuple):
    """Since when a field is deprecated, until when it is answered, and the field that replaces it."""

    since: str = ""
    sunset: str = ""
    replacement: str = ""


def farewell(field: Field) -> Farewell | None:
    """What a field says of its end, or `None` where it stays."""
    for number, note in enumerate(field.constraints.notes):
        if SAID.match(note):
            # Semicolons part notes, so that a note of three pieces may have been read as three.
            text = "; ".join(field.constraints.notes[number:])
            return Farewell(
                *(match[1] if (match := form.search(text)) else "" for form in (SINCE, SUNSET, REPLACEMENT))
            )
    return None


def deprecated(field: Field, said: Farewell) -> Field:
    """The field with the note that says its end."""
    since = f" since {said.since}" if said.since else ""
    sunset = f", sunset {said.sunset}" if said.sunset else ""
    use = f", use `{said.replacement}`" if said.replacement else ""
    rules = lasting(field).constraints
    return field.replace(constraints=rules.replace(notes=(*rules.notes, f"deprecated{since}{sunset}{use}")))


def lasting(field: Field) -> Field:
    """The field without the note that says its end."""
    kept = tuple(note for note in field.constraints.notes if not SAID.match(note))
    return field.replace(constraints=field.constraints.replace(notes=kept))
