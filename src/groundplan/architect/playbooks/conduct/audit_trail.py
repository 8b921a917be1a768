"""Who changed what, and when."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.audit import EVENT, with_audit
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.roles import highest_role
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.known import collections
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

DAYS, EVERY = 365, "all"
# What the service keeps for its own operators is no event of a row.
LOGS = re.compile(r"\b(?:log files?|logging|access logs?|server logs?|error logs?|sentry)\b", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    answered = ground.answers.get("rows", EVERY)
    names = ground.intent.names if answered == EVERY else (answered,)
    anchors = tuple(anchor for name in names if (anchor := anchor_of(spec, name)) is not None)
    listed = f"GET {spec.api.base_path}/audit-events" in spec.endpoints_by_address
    role = highest_role(spec) if listed or ground.answers.get("trail") == "role" else ""
    days = (find_duration(ground.intent.quote) or DAYS * 86_400) // 86_400
    return with_audit(spec, anchors, ground.conventions, role=role, days=max(days, 1))


def _options(ground: Ground) -> tuple[Option, ...]:
    return (
        Option(
            "events",
            "Events, written with the change",
            _build,
            {
                "Written by": "the application, in the same transaction",
                "Knows who": "yes",
                "A change around the API": "is missed",
            },
            "Each change leaves exactly one event that says who, when and what.",
            decision="Keep an audit trail of events that are written with the change",
            consequences=(
                "Every endpoint that changes such a row writes an event; a test shows it for each.",
                "The trail holds personal data and is deleted when its time is over.",
            ),
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    role, names = highest_role(ground.spec), ground.intent.names
    if EVENT in ground.spec.models_by_name:
        return ()
    asked: tuple[Question, ...] = ()
    if ground.intent.key == EVERY and len(names) > 1:
        which = (Choice(EVERY, "all of them"), *(Choice(name, f"the {Names(name).words} alone") for name in names))
        reason = "Every change of such a row writes one more, and each is kept."
        asked = (Question("rows", "Whose changes are kept?", reason, which, EVERY, weight=75),)
    if not role:
        return asked
    choices = (
        Choice("role", f"only `{role}`, in one list of all changes"),
        Choice("row", "whoever may read the row, row by row"),
    )
    why = "The trail says who did what, and holds values that were changed since."
    return (
        *asked,
        Question("trail", "Who may read the trail?", why, choices, "role", weight=70),
    )


def _reads(wish: Wish) -> Intent | None:
    if LOGS.search(wish.text):
        return None
    own = ("users", "audit_events")
    named = tuple(name for name in wish.named if name not in own)
    if not named and wish.subject not in (*own, ""):
        named = (wish.subject,)
    every = tuple(name for name in collections(wish.spec) if name not in own)
    return Intent("audit-trail", names=named or every, key="" if named else EVERY)


playbook = Playbook(
    name="audit-trail",
    title="Keep a trail of who changed what",
    calls=(
        "audit",
        "audit trail|log|event|history",
        "who change|edit|update|delete|modify|touch|create what|which|it|when|them",
        "who did|made what|which|change|when",
        "know|see|show|record|track|log|trace who change|edit|update|delete|modify|touch|create|did",
        "history|log|record|track|trail change|edit|modification|revision",
        "change|edit|modification|activity|revision history|log|trail",
        "every|each|all change|edit|modification record|log|track|trace|kept|traceable|keep",
        "compliance change|trail|log|record|history|trace",
        "traceable|accountable change|who",
        "old|previous new value",
        "keep|store|see|know old|earlier|previous|former version|value|state of",
        "who change|edit|update|delete|modify|remove that|this",
        "ask|find|tell|prove|answer|wonder|question who change|edit|update|delete|modify|remove",
        "change|edit|modification save|store with|and user|who|time",
    ),
    example="keep a history of who changed a ticket, with the values before and after",
    near="a project shows who works on it",
    stage="conduct",
    reads=_reads,
    touches=(
        "POST",
        "PATCH",
        "PUT",
        "DELETE",
        "errors",
        "routing",
        "api",
        "auth",
        "router",
        "model User",
        "model RefreshToken",
        "schema",
    ),
    options=_options,
    questions=_questions,
    affects=("API", "data model"),
    context=lambda g: (
        f"Somebody has to be able to tell who changed {' and '.join(Names(name).words for name in g.intent.names) or 'rows'}.",
    ),
)
