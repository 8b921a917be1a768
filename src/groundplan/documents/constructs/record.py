"""Decision records and migrations: a document each."""

from collections.abc import Iterable

from groundplan.documents.constructs.plain_facts import sentence, word
from groundplan.documents.constructs.shape_cells import cell
from groundplan.documents.form import (
    Cells,
    Criteria,
    Fact,
    Form,
    Notes,
    NotUnderstood,
    Paragraphs,
    RowOut,
    Section,
    Table,
    Values,
)  # fmt: skip
from groundplan.documents.inline import apart, code, together, uncode
from groundplan.spec.record import Decision, Migration, MigrationStep, OptionRow


def _option_rows(decision: Decision) -> Iterable[RowOut]:
    for row in decision.comparison:
        yield RowOut(f"option {row.aspect}", (row.aspect, *row.cells))


def _read_option(cells: Cells) -> tuple[str, str, OptionRow]:
    aspect, *options = (cell(cells, title) for title in cells)
    return f"option {aspect}", "comparison", OptionRow(aspect, tuple(options))


DECISION_FORM = Form(
    (
        word("Status", "status", ("proposed", "accepted", "superseded", "rejected"), "where the decision stands"),
        sentence("Date", "date", "the day of the decision", "2026-11-23"),
        Fact(
            "Affects",
            lambda d: together(list(d.affects)) or None,
            lambda text: {"affects": tuple(apart(text))},
            "what it touches",
            "auth; data model",
        ),
        Fact(
            "Superseded by",
            lambda d: code(d.superseded_by) if d.superseded_by else None,
            lambda text: {"superseded_by": uncode(text) or text},
            "the decision that replaces it",
            "`2026-12-01-server-sessions`",
        ),
        Section("Context", (Paragraphs("context"),)),
        Section(
            "Options",
            (
                Table(
                    "options",
                    ("",),
                    _option_rows,
                    _read_option,
                    titles=lambda decision: ("", *decision.options) if decision.options else ("",),
                    read_head=lambda titles: {"options": titles[1:]},
                ),
            ),
        ),
        Section("Decision", (Paragraphs("decision"),)),
        Section("Consequences", (Notes("consequences"),)),
    )
)


def make_decision(slug: str, title: str, values: Values) -> Decision:
    return Decision(slug, title).replace(**values)


def _step_rows(migration: Migration) -> Iterable[RowOut]:
    for index, step in enumerate(migration.steps, 1):
        yield RowOut(f"step {index}", (str(index), step.phase, step.step, step.locks, step.back))


def _read_step(cells: Cells) -> tuple[str, str, MigrationStep]:
    phase = cell(cells, "phase")
    if phase not in ("expand", "migrate", "contract"):
        raise NotUnderstood(f"`{phase}` is none of `expand`, `migrate`, `contract`")
    step = MigrationStep("expand", cell(cells, "step"), cell(cells, "locks"), cell(cells, "back again"))
    return f"step {cell(cells, '#')}", "steps", step.replace(phase=phase)


MIGRATION_FORM = Form(
    (
        sentence(
            "Compatible",
            "compatible",
            "what keeps working meanwhile",
            "old clients keep working until the contract phase",
        ),
        sentence("Reversible", "reversible", "until when there is a way back", "until step 5"),
        Table("steps", ("#", "Phase", "Step", "Locks", "Back again"), _step_rows, _read_step),
        Section("Acceptance criteria", (Criteria(),)),
    )
)


def make_migration(slug: str, title: str, values: Values) -> Migration:
    return Migration(slug, title).replace(**values)
