"""Rows that come from a file."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.imports import with_import
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    return with_import(ground.spec, ground.intent.resource, ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    return Intent("import-rows", wish.resource)


playbook = Playbook(
    name="import-rows",
    title="Read rows from a file",
    calls=(
        "import from|csv|file|excel|spreadsheet|list|data|them|many",
        "import|importing|imported",
        "upload|load|read csv|spreadsheet|excel file|of|with|to|create|import",
        "upload|load csv|spreadsheet|excel",
        "migrate|bring existing|old|their data|list|row",
        "csv|spreadsheet|excel import|upload|into",
    ),
    example="people import tickets from a CSV file",
    near="people export tickets to a CSV file",
    stage="lists",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "api", "model User"),
    options=lambda g: (
        Option(
            "job",
            "A job that reads the file, all lines or none",
            _build,
            {
                "One wrong line": "spoils the file",
                "A large file": "is read in the background",
                "A try": "with `dry_run`",
            },
            "Nobody has to find out which lines were taken.",
            decision=f"Import {Names(g.intent.resource).words} by a job, all lines or none",
            consequences=("Clients follow the job, show its `problems`, and send the mended file again.",),
        ),
    ),
    affects=("API", "data model"),
    context=lambda g: (f"People have their {Names(g.intent.resource).words} in spreadsheets.",),
)
