"""Reminders, once or again and again."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.schedules import with_reminders
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    anchor = anchor_of(spec, ground.intent.resource)
    return spec if anchor is None else with_reminders(spec, anchor, ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    return Intent("scheduling", wish.resource)


playbook = Playbook(
    name="scheduling",
    title="Remind people at a time",
    calls=(
        "remind|reminder|reminders",
        "remind|reminder before|every|of|about|when|due|daily|weekly",
        "schedule|scheduled message|reminder|mail|notification|task|job",
        "every monday|tuesday|wednesday|thursday|friday|saturday|sunday|day|week|month|morning send|remind|get|mail|message|run",
        "recurring|repeat|repeating|periodic|periodically",
        "due date remind|notify|reminder|notification",
    ),
    example="users are reminded of their projects every Monday at 9",
    near="a ticket is due on Monday",
    stage="conduct",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "api", "auth", "router", "schema", "model User", "model RefreshToken", "DELETE"),
    options=lambda _: (
        Option(
            "scan",
            "A table of times that a worker looks through",
            _build,
            {"A restart": "loses nothing", "Exact to": "a minute", "To operate": "one worker"},
            "The next time stands in the database beside what it is about.",
            decision="Plan by a table of next times that a worker scans",
            consequences=("A worker runs at any time; when it was away, it makes up what was missed, once.",),
        ),
    ),
    affects=("API", "data model", "operations"),
    context=lambda _: ("People want to be told at a time of their own, in their own time zone.",),
)
