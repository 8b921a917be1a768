"""A list that people take with them, as a file."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.exports import MOST, with_export
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

FORMS = (("xlsx", r"xlsx?|excel"), ("pdf", r"pdf"), ("json", r"json"), ("csv", r"csv|spread ?sheets?|comma"))
ROWS = re.compile(r"\b(\d{1,3}(?:[ ,.]\d{3})+|\d{3,})\s*(?:rows|lines|entries|records|items)?\b")

INWARD = re.compile(r"\b(?:import\w*|upload\w*|read in|load(?:ed)? into)\b", re.IGNORECASE)
# What is worked on while its reader does something else is a job.
WAITED = re.compile(r"\b(?:async\w*|in the background|background (?:job|task)|progress|poll\w*)\b", re.IGNORECASE)
OUTWARD = re.compile(r"\b(?:export\w*|download\w*)\b", re.IGNORECASE)


def _form(text: str) -> str:
    return next((form for form, words in FORMS if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)), "csv")


def _build(ground: Ground) -> Spec:
    found = ROWS.search(ground.intent.quote)
    most = min(int(re.sub(r"\D", "", found[1])), MOST) if found is not None else MOST
    return with_export(ground.spec, ground.intent.resource, _form(ground.intent.quote), most)


def _reads(wish: Wish) -> Intent | None:
    if (INWARD.search(wish.text) and not OUTWARD.search(wish.text)) or WAITED.search(wish.text):
        return None
    return Intent("export", wish.resource, key=_form(wish.text))


playbook = Playbook(
    name="export",
    title="Download a list as a file",
    calls=(
        "export as|to|in|of|all|list|data|row|into",
        "download|export csv|excel|xlsx|spreadsheet|pdf|json|file",
        "export csv|excel|xlsx|spreadsheet",
        "download list|all|data|table|row|them",
        "csv|excel|spreadsheet file|of|export|download|list|output",
        "get|want|need|open|load csv|excel|spreadsheet",
        "take out|home|away data|list|file",
        "~export",
        "~csv|excel|spreadsheet",
    ),
    example="people download all their projects as a CSV file",
    near="import tickets from a CSV file",
    stage="lists",
    targets=True,
    reads=_reads,
    touches=("errors",),
    options=lambda _: (Option("stream", f"Streamed with the answer, up to {MOST:,} rows", _build),),
)
