"""A column or table gets another name by way of two: add the new, write both, fill, read the new, drop the old.

Renamed in place, every process of the release that still runs fails until it is replaced, and a rollback fails again. A
copy alone does not do it either: rows that are written between the copy and the switch are in the old column only.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.record import Migration
from groundplan.spec.spec import Spec

RENAMES = Pattern(r"\brename\b", re.IGNORECASE)
# What has no name in the application, or leaves the old one in place.
HARMLESS = Pattern(r"\b(?:index|constraint|sequence|view|synonym|trigger)\b", re.IGNORECASE)
COPIES = Pattern(
    r"^(?:copy|copies|back-?fill|fill|move)\b.*?`(?:\w+\.)?(\w+)`.*?\b(?:to|into|from)\b.*?`(?:\w+\.)?(\w+)`"
)
DROPS = Pattern(r"^(?:drop|remove|delete)\b.*?`(?:\w+\.)?(\w+)`", re.IGNORECASE)
BOTH = Pattern(r"\bboth\b|\bdual\b|\btrigger\b|\bwrites?\b|\bwritten\b|\bin sync\b", re.IGNORECASE)


@rule(
    "MG003",
    severity="error",
    hears="spec",
    bad="| 1 | expand | rename `tasks.title` to `name` | brief | rename it back |",
    good="| 1 | expand | add `tasks.name` str, null; new code writes both | brief | drop the column |",
    source="squawk renaming-column, renaming-table; AIP-180",
)
def rename_is_expand_contract(spec: Spec) -> Iterator[Fault]:
    for migration in spec.migrations:
        for number, step in enumerate(migration.steps, 1):
            if RENAMES.search(step.step) and not HARMLESS.search(step.step):
                yield Fault(
                    at=migration.address / f"step {number}",
                    message=f"step {number} takes a name away from code that still runs",
                    mend="add the new one, write both, copy, read the new one, and drop the old one a release later",
                )
        yield from _unsynced(migration)


def _unsynced(migration: Migration) -> Iterator[Fault]:
    """A copy of one column to another, with the first dropped later, and no step that keeps the two alike until then."""
    steps = [step.step for step in migration.steps]
    dropped = {match[1] for step in steps if (match := DROPS.search(step))}
    told = (*steps, migration.compatible)
    for number, step in enumerate(steps, 1):
        match = COPIES.search(step)
        if match is not None and {match[1], match[2]} & dropped and not any(BOTH.search(text) for text in told):
            yield Fault(
                at=migration.address / f"step {number}",
                message="rows that are written after the copy are in the old column only",
                mend="say in the step that adds the new column that code writes both from then on",
            )
