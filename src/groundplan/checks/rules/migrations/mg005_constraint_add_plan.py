"""A constraint or an index comes to a table with rows in a way that neither fails on them nor locks them away.

A unique rule fails on the first two rows that are equal, so they are merged before. A foreign key or a check reads the
whole table under a lock, unless it is added as not valid and validated later. An index blocks every write while it is
built, unless it is built concurrently.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.record import Migration, MigrationStep
from groundplan.spec.spec import Spec

ADDS = Pattern(r"^(?:add|create|build|put|introduce|make)\b", re.IGNORECASE)
UNIQUE = Pattern(r"\bunique\b", re.IGNORECASE)
CHECKED = Pattern(r"\bforeign key\b|\bcheck\b(?! (?:that|whether|if)\b)|\breferences\b|→", re.IGNORECASE)
INDEX = Pattern(r"\bindex\b", re.IGNORECASE)
MERGED = Pattern(r"\bduplicat|\bde-?dup|\bmerge|\balready unique|\bno two\b", re.IGNORECASE)
VALIDATED = Pattern(r"\bnot valid\b|\bvalidat", re.IGNORECASE)
UNLOCKED = Pattern(r"\bconcurrent|\bwithout (?:a )?lock|\bno lock|\bonline\b|\bnot lock", re.IGNORECASE)
NEW_COLUMN = Pattern(r"^add (?:column )?`\w+\.\w+` \w", re.IGNORECASE)
TABLE = Pattern(r"`(\w+)[.`]")
NEW_TABLE = Pattern(r"\b(?:add|create)s? (?:the |a )?(?:new )?table `(\w+)`|\bnew table\b", re.IGNORECASE)


@rule(
    "MG005",
    severity="warning",
    hears="spec",
    bad="| 3 | contract | add an index on `tasks.due_on` | for minutes | drop the index |",
    good="| 3 | contract | add an index on `tasks.due_on`, concurrently | none | drop the index |",
    source="squawk require-concurrent-index-creation, constraint-missing-not-valid, disallowed-unique-constraint",
)
def constraint_add_plan(spec: Spec) -> Iterator[Fault]:
    # What the API says of all migrations counts for each.
    unlocked = INDEX.search(spec.api.migrations) is not None and UNLOCKED.search(spec.api.migrations) is not None
    for migration in spec.migrations:
        made = {match[1] for step in migration.steps if (match := NEW_TABLE.search(step.step)) and match[1]}
        for number, step in enumerate(migration.steps, 1):
            if not ADDS.match(step.step) or _on_new_table(step, made):
                continue
            for message, mend in _wrong(step, number, migration, unlocked):
                yield Fault(at=migration.address / f"step {number}", message=message, mend=mend)


def _wrong(step: MigrationStep, number: int, migration: Migration, unlocked: bool) -> Iterator[tuple[str, str]]:
    text = f"{step.step} {step.locks}"
    before = " ".join(known.step for known in migration.steps[:number])
    later = " ".join(known.step for known in migration.steps[number:])
    if UNIQUE.search(step.step) and not NEW_COLUMN.match(step.step) and not MERGED.search(before):
        yield f"step {number} fails if two rows are equal", "add a step before it that finds and merges duplicates"
    if CHECKED.search(step.step) and not NEW_COLUMN.match(step.step) and not VALIDATED.search(f"{text} {later}"):
        yield (
            f"step {number} reads the whole table under a lock",
            "add it as not valid, and validate it in a later step",
        )
    if INDEX.search(step.step) and not unlocked and not UNLOCKED.search(text):
        yield f"step {number} blocks writes while the index is built", "build it concurrently, outside of a transaction"


def _on_new_table(step: MigrationStep, made: set[str]) -> bool:
    if NEW_TABLE.search(step.step):
        return True
    return any(name in made for name in TABLE.findall(step.step))
