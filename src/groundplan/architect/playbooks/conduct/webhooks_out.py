"""Other systems that are told what happens here."""

import re
from collections.abc import Iterator

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.event_feed import with_feed
from groundplan.architect.designs.events import Happening
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.webhooks import with_webhooks
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.known import collections
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

HAPPENINGS = (
    ("created", r"creat\w*|new|add(?:ed|s)?|plac\w+|made|open(?:ed|s)?|register\w*|submit\w*|comes? in|arriv\w+"),
    ("updated", r"updat\w*|chang\w*|edit\w*|modif\w*|mov\w+"),
    ("deleted", r"delet\w*|remov\w*|cancel\w*|disappear\w*|gone"),
)
INWARD = re.compile(
    r"\b(?:receiv\w+|accept\w*|handl\w+|process\w*|consum\w+|incoming|inbound)\b[^.]{0,30}\bwebhooks?\b|\bwebhooks? (?:from|of|by|sent by)\b"
    r"|\b(?:stripe|github|paypal|twilio|shopify|slack|provider)\b[^.]{0,30}\b(?:tells?|sends?|calls?|posts?|notif\w+)\s+us\b",
    re.IGNORECASE,
)

EVERY = "everything"
FEED = re.compile(r"\b(?:feed|poll\w*|stream)\b", re.IGNORECASE)


def _told(ground: Ground) -> Iterator[Happening]:
    answered = ground.answers.get("sources", EVERY)
    for name in ground.intent.names if answered == EVERY else (answered,):
        model = ground.spec.models_by_name.get(Names(name).model)
        if model is not None:
            yield Happening(model.name, Names(name).one, ground.intent.operations)


def _questions(ground: Ground) -> tuple[Question, ...]:
    if ground.intent.key != EVERY or len(ground.intent.names) < 2 or "Webhook" in ground.spec.models_by_name:
        return ()
    choices = (
        Choice(EVERY, f"of all: {', '.join(Names(name).words for name in ground.intent.names)}"),
        *(Choice(name, f"of {Names(name).words} alone") for name in ground.intent.names),
    )
    why = "What others hear of they rely on; more can be told at any time."
    return (Question("sources", "What are other systems told of?", why, choices, EVERY, weight=60),)


def _build(ground: Ground, posted: bool) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    design = with_webhooks if posted else with_feed
    return design(spec, tuple(_told(ground)), ground.conventions)


def _options(ground: Ground) -> tuple[Option, ...]:
    read = FEED.search(ground.intent.quote) is not None
    return (
        Option(
            "webhooks",
            "An outbox that posts to their addresses",
            lambda g: _build(g, posted=True),
            {"When they know": "within seconds", "When they are down": "tried again for a day", "To operate": "a worker", "Risk": "addresses that lead inside"},
            "An event is written with the change that it tells of, so that none is lost and none is invented.",
            rank=1 if read else 0,
            decision="Tell other systems through an outbox and signed webhooks",
            consequences=(
                "A worker delivers; what it could not deliver for a day is shown as failed.",
                "Receivers get events at least once and in no certain order.",
            ),
        ),
        Option(
            "feed",
            "A feed of events that they read",
            lambda g: _build(g, posted=False),
            {"When they know": "when they ask", "When they are down": "they go on where they left off", "To operate": "nothing more", "Risk": "none of its own"},
            "Nothing is sent anywhere; readers have to come by often.",
            rank=0 if read else 1,
            decision="Let other systems read a feed of events",
            consequences=("Readers poll and keep their cursor; what is older than 30 days is gone.",),
        ),
    )  # fmt: skip


def _reads(wish: Wish) -> Intent | None:
    if INWARD.search(wish.text):
        return None
    own = ("users", "notifications", "webhooks", "webhook_deliveries", "events")
    named = tuple(name for name in wish.named if name not in own)
    if not named and wish.subject not in (*own, ""):
        named = (wish.subject,)
    happenings = tuple(name for name, words in HAPPENINGS if re.search(rf"\b(?:{words})\b", wish.text, re.IGNORECASE))
    every = tuple(name for name in collections(wish.spec) if name not in own)
    return Intent(
        "webhooks-out",
        names=named or every,
        operations=happenings or tuple(name for name, _ in HAPPENINGS),
        key="" if named else EVERY,
    )


playbook = Playbook(
    name="webhooks-out",
    title="Tell other systems what happens",
    calls=(
        "webhook",
        "webhook when|on|for|send|subscribe|endpoint|event",
        "callback url|address",
        "callback when|whenever|on|for|about|change|changes|created|deleted",
        "call us|them|url|address|system when|whenever|change|created|deleted",
        "outgoing|outbound hook|webhook|event",
        "other|external|third|partner|their|foreign system|application|app|service|tool|party|software tell|notify|inform|learn|know|hear|event",
        "push event|change|update to|system|partner",
        "notify|inform|tell|call|ping external|foreign|remote url|address|system|endpoint|service",
        "integration|partner|system tell|notify|inform|learn|know|event when|about|of|if",
        "subscribe event|change",
        "event feed|stream",
    ),
    example="other systems are told by webhooks when a ticket is created or deleted",
    near="the system tells the user that a ticket is closed",
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
        "model User",
        "model RefreshToken",
        "schema",
        "router",
    ),
    options=_options,
    questions=_questions,
    affects=("API", "data model", "operations"),
    context=lambda g: (
        f"Other systems have to know what happens to {' and '.join(Names(name).words for name in g.intent.names) or 'rows'}.",
    ),
)
