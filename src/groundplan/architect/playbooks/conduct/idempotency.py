"""A request that comes twice, and does its work once."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.retries import KEPT, creates, known, natural_field, with_key, with_natural_field
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

ALL = re.compile(
    r"\b(?:all|every|each|any)\b[^.]{0,30}\b(?:posts?|creat\w*|writ\w*|endpoints?|requests?|resources?)\b",
    re.IGNORECASE,
)
FIRM = re.compile(r"\b(?:never|must|has to|have to|guarantee\w*|required|mandatory|always)\b", re.IGNORECASE)
KEYED = re.compile(r"\bidempotency[ -]?keys?\b", re.IGNORECASE)


def _by_key(ground: Ground) -> Spec:
    required = ground.answers.get("key", "optional") == "required"
    kept = find_duration(ground.intent.quote) or KEPT
    endpoints = creates(ground.spec, ground.intent.resource)
    return with_key(ground.spec, endpoints, ground.conventions, required=required, kept=kept)


def _by_field(ground: Ground) -> Spec:
    return with_natural_field(ground.spec, creates(ground.spec, ground.intent.resource))


def _options(ground: Ground) -> tuple[Option, ...]:
    wanted = creates(ground.spec, ground.intent.resource)
    natural = all(natural_field(e, ground.spec) for e in wanted) and not all(known(e, "field", "key") for e in wanted)
    key = Option(
        "key",
        "A key that the client draws",
        _by_key,
        {
            "A repeated request": "is answered as the first was",
            "What a client sends": "`Idempotency-Key`",
            "Kept": "a table of keys",
        },
        "It works for every body, and the client gets its first answer again.",
        rank=1 if natural else 0,
        decision="Know a repeated request by an Idempotency-Key",
        consequences=(
            "A table of keys, which the first request of a key writes before its work, and a task that purges it.",
            "A client has to draw a new key for each intended change, and to keep it over its retries.",
        ),
    )
    field = Option(
        "field",
        "A unique field that the client sends anyway",
        _by_field,
        {"A repeated request": "answers 409", "What a client sends": "nothing new", "Kept": "nothing"},
        "No key and no table are needed: the second request meets the first one's row.",
    )
    keyed = KEYED.search(ground.intent.quote) is not None
    return (field, key) if natural and not keyed else (key,)


def _questions(ground: Ground) -> tuple[Question, ...]:
    if all(known(endpoint, "key") for endpoint in creates(ground.spec, ground.intent.resource)):
        return ()
    choices = (
        Choice("optional", "no: those that send none are served as before"),
        Choice("required", "yes: a request without one is refused"),
    )
    why = "Refusing requests without a key breaks the clients that there are; serving them leaves their retries unsafe."
    default = "required" if FIRM.search(ground.intent.quote) else "optional"
    return (Question("key", "Must every client send an `Idempotency-Key`?", why, choices, default, weight=60),)


def _reads(wish: Wish) -> Intent | None:
    resource = "" if ALL.search(wish.text) and not wish.named else wish.resource
    return Intent("idempotency", resource=resource if resource != "users" else "")


playbook = Playbook(
    name="idempotency",
    title="Make a repeated request do its work once",
    calls=(
        "idempotency|idempotent",
        "network|client|automatic|blind|safe retry",
        "retry create|make|place|charge|post|twice|second|duplicate|safe",
        "double click|submit|submission|tap|post|charge|booking|order",
        "twice create|make|place|submit|charge|click|send|book|pay|two",
        "request|call twice|again|repeated|retried once|same|one|two|duplicate|second",
        "same request|call|order|form twice|again",
        "repeat|resend|replay|replayed request|call|post|create|safely",
        "again|reload|timeout|retry only|exactly one",
        "get|is|are|be charge|bill|book twice|double",
        "same key same|original|first|return|body",
        "avoid|prevent|no|never|without duplicate create|submission|post|order|booking|payment|row|request",
    ),
    example="creating a ticket twice because of a retry must never make two tickets",
    near="two tickets must never have the same title",
    reads=_reads,
    touches=("POST", "api", "errors"),
    options=_options,
    questions=_questions,
    affects=("API", "data model"),
    context=lambda _: (
        "A client that gets no answer sends its request again, and nobody can tell whether the first was carried out.",
    ),
)
