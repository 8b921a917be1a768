"""The migration that leads from one specification to another."""

import re
from collections.abc import Iterator

from groundplan.evolution.compare import compare
from groundplan.evolution.migrating.moves import Change, Move, enumerated, in_steps
from groundplan.evolution.migrating.tables import Around, table_changes, table_dropped, table_of
from groundplan.spec.endpoint import Criterion
from groundplan.spec.model import Model
from groundplan.spec.record import Migration, MigrationStep
from groundplan.spec.spec import Spec

DAY = 86_400
NOTICE = 180
SHOWN = 5
NAMED = 3


def migration_plan(before: Spec, after: Spec) -> tuple[MigrationStep, ...]:
    """The steps that the tables of one specification take to another, in the order expand, migrate, contract.

    Empty where no model that was there before changes in a way that the database sees: tables that are only new come with
    the release.
    """
    return _steps(_changes(before, after), before, after)


def migration_of(before: Spec, after: Spec, today: str, title: str = "") -> Migration | None:
    """The migration that is due, or `None`.

    Args:
        before, after: the specifications that it leads from and to.
        today: the date in its slug, as year, month, day.
        title: what it is called; by default by what changes, such as "Add `Task.priority`".
    """
    changes = _changes(before, after)
    steps = _steps(changes, before, after)
    if not steps:
        return None
    title = title or _title(changes)
    shown = list(dict.fromkeys(text for change in changes for text in change.criteria))
    return Migration(
        slug=_slug(f"{today}-{'-'.join(re.findall(r'[a-z0-9]+', title.lower())) or 'tables'}", after),
        title=title,
        compatible=_compatible(steps),
        reversible=_reversible(steps),
        steps=steps,
        criteria=tuple(map(Criterion, shown[:SHOWN])),
    )


def _changes(before: Spec, after: Spec) -> tuple[Change, ...]:
    pairs = tuple(_pairs(before, after))
    around = Around(
        tables={model.name: table_of(model) for model in after.models},
        models={old.name: new.name for old, new in pairs if new is not None},
        planned=frozenset(step.step for migration in before.migrations for step in migration.steps),
        days=(after.routing.versioning.notice or NOTICE * DAY) // DAY,
    )
    return tuple(change for old, new in pairs for change in _of(old, new, around))


def _of(old: Model, new: Model | None, around: Around) -> Iterator[Change]:
    if new is None:
        yield table_dropped(old)
    else:
        yield from table_changes(old, new, around)


def _pairs(before: Spec, after: Spec) -> Iterator[tuple[Model, Model | None]]:
    """Each model that was there and differs, with what it is now: under its name, with its content, or in its table."""
    differences = compare(Spec(models=before.models), Spec(models=after.models)).differences
    come = {table_of(each.after): each.after for each in differences if each.kind == "added"}
    for each in differences:
        if each.before is not None:
            yield each.before, each.after or come.get(table_of(each.before))


def _steps(changes: tuple[Change, ...], before: Spec, after: Spec) -> tuple[MigrationStep, ...]:
    moves = tuple(move for change in changes for move in change.moves)
    return in_steps((*_created(moves, before, after), *moves)) if moves else ()


def _created(moves: tuple[Move, ...], before: Spec, after: Spec) -> Iterator[Move]:
    """The new tables that the steps point at, each behind those that it points at itself."""
    known = {name for model in before.models for name in (model.name, table_of(model))}
    new = {table_of(model): model for model in after.models if known.isdisjoint((model.name, table_of(model)))}
    text = " ".join(move.step for move in moves)
    waiting = [table for table in new if f"`{table}." in text]
    needed: dict[str, None] = {}
    while waiting:
        table = waiting.pop()
        needed.pop(table, None)
        needed[table] = None
        targets = {field.references.model for field in new[table].fields if field.references is not None}
        waiting += [other for other in new if new[other].name in targets and other not in needed]
    for table in reversed(needed):
        yield Move("add", f"create table `{table}`", "none", "drop the table")


def _title(changes: tuple[Change, ...]) -> str:
    told = [change for change in changes if change.verb]
    verbs = {(change.verb, change.more) for change in told}
    subjects = list(dict.fromkeys(change.subject for change in told))
    if len(verbs) == 1 and len(subjects) <= NAMED:
        [(verb, more)] = verbs
        return f"{verb} {enumerated(subjects)}{f' {more}' if more else ''}"
    models = list(dict.fromkeys(re.sub(r"\..*", "`", subject) for subject in subjects))
    if len(models) > NAMED:
        models[NAMED - 1 :] = [f"{len(models) - NAMED + 1} more"]
    return f"Change {enumerated(models)}"


def _slug(slug: str, spec: Spec) -> str:
    taken = {migration.slug for migration in spec.migrations}
    number, free = 2, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def _compatible(steps: tuple[MigrationStep, ...]) -> str:
    if any(step.phase == "contract" for step in steps):
        return "the release before keeps working until the contract phase"
    return "the release before keeps working throughout"


def _reversible(steps: tuple[MigrationStep, ...]) -> str:
    lossy = (number for number, step in enumerate(steps, 1) if step.back.startswith(("restore", "no:")))
    first = next(lossy, None)
    return "yes, step by step" if first is None else f"until step {first - 1}"
