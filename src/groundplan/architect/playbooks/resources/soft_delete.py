"""Rows that can be brought back after they were deleted."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.trash import DAY, with_trash
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

DAYS = 30
SHOWN = re.compile(
    r"\b(?:see|list|show|view|browse|look at|find)\b[^.]{0,40}\b(?:trash|bin|deleted|removed)\b", re.IGNORECASE
)


def _build(ground: Ground) -> Spec:
    anchor = anchor_of(ground.spec, ground.intent.resource)
    if anchor is None:
        return ground.spec
    days = max((find_duration(ground.intent.quote) or DAYS * DAY) // DAY, 1)
    shown = SHOWN.search(ground.intent.quote) is not None
    return with_trash(ground.spec, anchor, ground.conventions, days, shown=shown)


def _reads(wish: Wish) -> Intent | None:
    return Intent("soft-delete", wish.resource)


playbook = Playbook(
    name="soft-delete",
    title="Let deleted rows be brought back",
    calls=(
        "trash",
        "soft delete|deletion",
        "recycle bin",
        "waste|paper bin|basket",
        "restore|recover|undelete|undo|revert|back|recoverable|restorable delete|deleted|deletion|removed",
        "undelete",
        "bring|get|want|have|need back delete|deleted|removed|mistake|accident|accidentally",
        "delete|deleted mistake|accident|accidentally|restore|undo",
        "not|never really|physically|truly|hard|permanently delete|deleted|remove|removed",
        "restore|recover within|for day|week|month",
        "mark|marked|flag|flagged as deleted",
        "keep|kept deleted|removed",
        "deleted_at",
    ),
    example="deleted projects go to the trash and can be restored within 30 days",
    near="old tickets are deleted after 30 days",
    stage="endpoints",
    targets=True,
    reads=_reads,
    touches=("model {model}", "DELETE", "errors", "routing"),
    options=lambda g: (
        Option(
            "mark",
            "A mark in the row, and a way back",
            _build,
            {
                "A deleted row": "is marked",
                "Every query": "leaves marked rows out",
                "A unique value": "is free again at once",
            },
            "Bringing back is one statement, and all that refers to the row still does.",
            decision=f"Mark deleted {Names(g.intent.resource).words}, and purge them later",
            consequences=(
                "Every query has to leave marked rows out; a test with a marked row shows it for each endpoint.",
                "What is deleted stays for a while, also where somebody asks for it to be gone: a purge on demand is an operator's.",
            ),
        ),
    ),
    affects=("API", "data model"),
    context=lambda g: (f"People delete {Names(g.intent.resource).words} by mistake and want them back.",),
)
