"""Rows that can be brought back after they were deleted, or put away."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.archive import with_archive
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.trash import DAY, with_trash
from groundplan.architect.designs.workers import with_roles_of
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

DAYS = 30
ARCHIVE = re.compile(r"\b(?:un|de)?-?archiv\w*", re.IGNORECASE)
DELETES = re.compile(r"\b(?:delet\w*|remov\w*|trash\w*|bin)\b", re.IGNORECASE)
FOR_GOOD = re.compile(
    r"\b(?:forever|indefinitely|for good|never (?:be )?(?:really|physically|truly|permanently|purge\w*|hard)|(?:not|n't) (?:be )?(?:really|physically|truly))\b",
    re.IGNORECASE,
)
RESTORER = re.compile(
    r"\b(?P<role>admin|administrator|manager|editor|moderator|staff|support)s?\b[^.;]{0,30}\b(?:restore|recover|undelete|bring|undo|get)",
    re.IGNORECASE,
)


def _archives(intent: Intent) -> bool:
    return "archive" in intent.names


def _build(ground: Ground) -> Spec:
    roles = ground.intent.roles
    spec = with_roles_of(ground.spec, roles, ground.conventions) if roles else ground.spec
    anchor = anchor_of(spec, ground.intent.resource)
    if anchor is None:
        return ground.spec
    if _archives(ground.intent):
        back = "restore" if re.search(r"\brestor", ground.intent.quote, re.IGNORECASE) else "unarchive"
        return with_archive(spec, anchor, back)
    return with_trash(spec, anchor, days=_days(ground), role="".join(roles[:1]))


def _days(ground: Ground) -> int:
    """How many days a row stays in the trash; 0 is for good."""
    said = find_duration(ground.intent.quote)
    answer = ground.answers.get("kept", "")
    return max(said // DAY, 1) if said else int(answer) if answer.isdigit() else 0 if answer else DAYS


def _options(ground: Ground) -> tuple[Option, ...]:
    words = Names(ground.intent.resource).words
    if _archives(ground.intent):
        return (Option("archive", "A mark in the row, which lists leave out", _build),)
    return (
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
            decision=f"Mark deleted {words}, and purge them later"
            if _days(ground)
            else f"Mark deleted {words}, and keep them",
            consequences=(
                "Every query has to leave marked rows out; a test with a marked row shows it for each endpoint.",
                "What is deleted stays for a while, also where somebody asks for it to be gone: a purge on demand is an operator's.",
            ),
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    model = next((model for model in ground.spec.models if model.table == ground.intent.resource), None)
    quote = ground.intent.quote
    if _archives(ground.intent) or model is None or model.soft_delete is not None or find_duration(quote) is not None:
        return ()
    choices = (
        Choice("30", "30 days"),
        Choice("90", "90 days"),
        Choice("forever", "until somebody purges it by hand"),
    )
    default = "forever" if FOR_GOOD.search(quote) is not None else str(DAYS)
    why = "Until then the row is stored, backed up and to be found by whoever asks for their data."
    return (Question("kept", "How long is a deleted row kept?", why, choices, default, weight=60),)


def _reads(wish: Wish) -> Intent | None:
    archived = ARCHIVE.search(wish.text) is not None and DELETES.search(wish.text) is None
    said = RESTORER.search(wish.request)
    role = "" if said is None else said["role"].lower().replace("administrator", "admin")
    return Intent(
        "soft-delete",
        wish.resource,
        names=("archive",) if archived else (),
        roles=(role,) if role else (),
        key="archive" if archived else "",
    )


playbook = Playbook(
    name="soft-delete",
    title="Let rows be put away and brought back",
    calls=(
        "take|get|bring back during|within|for|until day|week|month",
        "delete|erase|remove mistake|accident|accidentally",
        "trash",
        "to|in|into trash|bin",
        "soft delete|deletion",
        "recycle bin",
        "waste|paper bin|basket",
        "restore|recover|undelete|undo|revert|back|recoverable|restorable|undoable delete|deleted|deletion|removed|remove",
        "undelete",
        "bring|get|want|have|need back delete|deleted|removed|mistake|accident|accidentally",
        "delete|deleted|remove|removed mistake|accident|accidentally|restore|undo",
        "not|never|instead really|physically|truly|hard|permanently delete|deleted|remove|removed",
        "should|must|may not|never be physically|really|truly|hard|permanently delete|deleted|removed",
        "restore|recover within|for day|week|month",
        "mark|marked|flag|flagged as deleted",
        "keep|kept deleted|removed",
        "deleted|is at|deleted column|flag|field|timestamp|instead delete|deleting|remove|removing|rows",
        "archive unarchive|restore|hide|instead|old|away|can|able|want|let|should",
        "archive",
        "delete|deletion recoverable|reversible|undoable",
        "put|move away|aside hide|list|old",
    ),
    example="deleted projects stay in the trash for 14 days",
    near="old tickets are deleted after 30 days",
    stage="endpoints",
    targets=True,
    reads=_reads,
    touches=("model", "GET", "DELETE", "errors", "routing", "auth", "router", "api"),
    options=_options,
    questions=_questions,
    affects=("API", "data model"),
    context=lambda g: (f"People delete {Names(g.intent.resource).words} by mistake and want them back.",),
)
