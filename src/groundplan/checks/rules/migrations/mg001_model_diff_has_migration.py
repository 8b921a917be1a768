"""A migration leads from one data model to the next in steps: expand, then migrate, then contract.

Only in that order can old and new code run side by side while it is rolled out. A step on a table that the data model
does not know was written for another schema than the one that is specified.

Whether each change of the models has its step shows only beside the released specification: `groundplan plan` makes the
migration of a change. This rule judges what a migration says by itself.
"""

from collections.abc import Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.record import Migration
from groundplan.spec.spec import Spec

PHASES = ("expand", "migrate", "contract")
COLUMN = Pattern(r"`([A-Za-z_]\w*)\.\w+`")
TABLE = Pattern(r"\btables? `(\w+)`(?: (?:to|into|as) `(\w+)`)?")


@rule(
    "MG001",
    severity="error",
    hears="spec",
    bad="| 1 | contract | drop `tasks.due_at` | brief | restore from backup |",
    good="| 1 | expand | add `tasks.deadline` datetime, null | brief | drop the column |",
    source="Fowler, Parallel Change",
)
def model_diff_has_migration(spec: Spec) -> Iterator[Fault]:
    tables = {name for model in spec.models for name in (model.name, model.table)}
    steps = [step.step for migration in spec.migrations for step in migration.steps]
    # Tables that came and went live on in the migrations that brought and took them.
    tables.update(name for text in steps for names in TABLE.findall(text) for name in names)
    for migration in spec.migrations:
        yield from _out_of_order(migration)
        for number, step in enumerate(migration.steps, 1):
            for table in dict.fromkeys(COLUMN.findall(step.step)):
                if table not in tables:
                    yield Fault(
                        at=migration.address / f"step {number}",
                        message=f"`{table}` is no table of the data model",
                        mend=did_you_mean(table, tables - {""}, "name a table that a model has"),
                    )


def _out_of_order(migration: Migration) -> Iterator[Fault]:
    if not migration.steps:
        yield Fault(at=migration.address, message="the migration has no steps", mend="add the table of its steps")
    reached = 0
    for number, step in enumerate(migration.steps, 1):
        phase = PHASES.index(step.phase)
        if phase < reached:
            yield Fault(
                at=migration.address / f"step {number}",
                message=f"step {number}, `{step.phase}`, comes after `{PHASES[reached]}` has begun",
                mend=f"move it before the first step of `{PHASES[reached]}`",
            )
        elif number == 1 and step.phase == "contract":
            yield Fault(
                at=migration.address / "step 1",
                message="the migration contracts before anything was expanded or migrated",
                mend="begin with the release that no longer reads what goes, as `expand`",
            )
        reached = max(reached, phase)
