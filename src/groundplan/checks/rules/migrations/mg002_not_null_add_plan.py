"""A column that may not be null comes to a table with rows by way of null: add, fill, then demand.

The rows that exist have no value for it. Adding it as not null fails on the first of them, or locks the table while a
default is written into all.

Which columns are new shows only beside the released specification; this rule judges the steps that a migration lists.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.record import Migration
from groundplan.spec.spec import Spec

NOT_NULL = Pattern(r"\b(?:not null|non-null|required)\b", re.IGNORECASE)
INDEXES = Pattern(r"\bindex\b", re.IGNORECASE)
ADDS = Pattern(r"^add\b", re.IGNORECASE)
COLUMN = Pattern(r"`(?:\w+\.)?(\w+)`")
FILLS = Pattern(r"\b(?:back-?fill|copy|copies|compute|default|derive|fill|populate|set|write)", re.IGNORECASE)


@rule(
    "MG002",
    severity="error",
    hears="spec",
    bad="| 1 | expand | add `tasks.due_on` date, not null | brief | drop the column |",
    good="| 1 | expand | add `tasks.due_on` date, null | brief | drop the column |",
    source="squawk adding-not-nullable-field, adding-required-field",
)
def not_null_add_plan(spec: Spec) -> Iterator[Fault]:
    for migration in spec.migrations:
        yield from _judged(migration)


def _judged(migration: Migration) -> Iterator[Fault]:
    filled: set[str] = set()
    for number, step in enumerate(migration.steps, 1):
        columns = COLUMN.findall(step.step)
        # An index over the rows where a column is not null demands nothing of the others.
        demands = NOT_NULL.search(step.step) is not None and INDEXES.search(step.step) is None
        adds = ADDS.match(step.step) is not None
        if demands and columns and "default" not in step.step and columns[0] not in filled:
            how = "is added as not null" if adds else "is made not null"
            yield Fault(
                at=migration.address / f"step {number}",
                message=f"`{columns[0]}` {how} while rows have no value for it",
                mend="add it with null, fill it in a step of `migrate`, and make it not null in the step after",
            )
        # A new column is filled by its default alone: what code writes from then on is not in the rows that exist.
        if "default" in step.step if adds else FILLS.search(step.step) and not demands:
            filled.update(columns)
