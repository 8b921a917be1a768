"""A step that loses data says so: when it comes, and whether there is a way back.

A dropped column is gone with everything in it. It goes last, after the last release that reads it, and whoever runs the
step reads beside it what can be restored, or that nothing can.

What a change of the models destroys shows only beside the released specification; this rule judges the steps that a
migration lists.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.record import Migration, MigrationStep
from groundplan.spec.spec import Spec

DESTROYS = Pattern(r"^(?:drop|remove|delete|truncate|narrow|shorten)\b", re.IGNORECASE)
KEEPS_DATA = Pattern(r"\b(?:index|constraint|check|default|not null|foreign key|trigger)\b", re.IGNORECASE)


@rule(
    "MG004",
    severity="error",
    hears="spec",
    bad="| 6 | contract | drop `tasks.due_at` | brief | — |",
    good="| 6 | contract | drop `tasks.due_at` | brief | restore from backup |",
    source="squawk ban-drop-column, ban-drop-table",
)
def destructive_acknowledged(spec: Spec) -> Iterator[Fault]:
    for migration in spec.migrations:
        yield from _judged(migration)


def _judged(migration: Migration) -> Iterator[Fault]:
    steps = [(number, step) for number, step in enumerate(migration.steps, 1) if _destroys(step)]
    if steps and not migration.reversible:
        yield Fault(
            at=migration.address,
            message="the migration loses data, and nothing says up to where it can be undone",
            mend=f"add `- **Reversible**: until step {steps[0][0] - 1}`",
        )
    for number, step in steps:
        at = migration.address / f"step {number}"
        if not step.back:
            yield Fault(
                at=at,
                message=f"step {number} loses data and says no way back",
                mend="say the way, `restore from backup`, or that there is none: `no: the values are not kept`",
            )
        if step.phase == "expand":
            yield Fault(
                at=at,
                message=f"step {number} loses data while old code still reads it",
                mend="move it to `contract`, after the last release that reads it",
            )


def _destroys(step: MigrationStep) -> bool:
    return DESTROYS.match(step.step) is not None and KEEPS_DATA.search(step.step) is None
