"""Notifications inside of the application."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.notifications import with_event, with_notifications
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.known import collections
from groundplan.architect.understand.wish import Wish
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

ELSEWHERE = re.compile(r"\b(?:e-?mail|mail|sms|text message|push|webhook|slack|whatsapp)s?\b", re.IGNORECASE)
INSIDE = re.compile(
    r"\bin[- ]app\b|\binbox\b|\bbell\b|\bunread\b|\bnotification (?:center|centre|list|feed)\b", re.IGNORECASE
)
# What happens to a row, by the verb of the endpoint where it happens.
EVENTS = {
    "comment": r"comment\w*|repl(?:y|ies|ied)",
    "create": r"creat\w+|add(?:s|ed)?|new|plac(?:es|ed)|open(?:s|ed)|submit\w*|arriv\w+",
    "update": r"updat\w+|chang\w+|edit\w*|modif\w+|assign\w*|ship\w*|approv\w+|status|move[sd]?",
    "delete": r"delet\w+|remov\w+|cancel\w*",
}
NOTHING = "nothing"
WHEN = re.compile(r"\b(?:when(?:ever)?|if|once|as soon as|about|of|on|after|each time|every time)\b(.*)", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    # A notification is somebody's, so it needs people who sign in.
    spec = with_notifications(with_accounts(ground.spec, ground.conventions, "rotate"), ground.conventions)
    answered = ground.answers.get("news", NOTHING)
    events = ground.intent.names or (() if answered == NOTHING else (f"{answered} create",))
    for event in events:
        collection, _, verb = event.partition(" ")
        endpoint = _happening(spec, collection, verb)
        model = spec.models_by_name.get(Names(collection).model)
        if endpoint is not None and model is not None:
            whom = f"the owner of the {Names(collection).word}" if model.owner else "every other user"
            spec = with_event(spec, endpoint, whom)
    return spec


def _questions(ground: Ground) -> tuple[Question, ...]:
    there = tuple(name for name in collections(ground.spec) if name not in ("users", "notifications"))
    if ground.intent.names or not there or Names("notifications").model in ground.spec.models_by_name:
        return ()
    choices = (
        Choice(NOTHING, "nothing yet: it is said with what makes them"),
        *(Choice(name, f"new {Names(name).words}") for name in there),
    )
    why = "Each event that makes one is a promise of the endpoint where it happens, and its test."
    return (Question("news", "What are users told of?", why, choices, NOTHING, weight=60),)


def _happening(spec: Spec, collection: str, verb: str) -> Endpoint | None:
    """The endpoint at which an event happens to the rows of a collection."""
    names = Names(collection)
    for endpoint in spec.endpoints:
        behavior = endpoint.behavior
        if behavior is None:
            continue
        if verb == "comment" and behavior.verb == "create" and endpoint.path.endswith(f"/{{{names.key}}}/comments"):
            return endpoint
        same = behavior.verb == verb or (verb, behavior.verb) == ("update", "replace")
        if verb != "comment" and behavior.model == names.model and same:
            return endpoint
    return None


def _events(wish: Wish) -> tuple[str, ...]:
    told = WHEN.search(wish.text)
    named = [name for name in wish.named if name not in ("users", "notifications", "comments")]
    if told is None or not named:
        return ()
    verbs = [verb for verb, words in EVENTS.items() if re.search(rf"\b(?:{words})\b", told[1], re.IGNORECASE)]
    return tuple(f"{named[0]} {verb}" for verb in (verbs[:1] if "comment" in verbs else verbs))


def _reads(wish: Wish) -> Intent | None:
    if re.search(r"\bwebhooks?\b", wish.request, re.IGNORECASE) and not INSIDE.search(wish.text):
        return None
    if ELSEWHERE.search(wish.text) and not INSIDE.search(wish.text):
        return None
    return Intent("notifications", "notifications", names=_events(wish))


playbook = Playbook(
    name="notifications",
    title="Tell users inside of the application",
    calls=(
        "notification in|list|unread|read|mark|center|bell|inbox|app|user|feed|get|receive|see|want|need|add|show",
        "notify user|owner|author|person|customer|member|me|them|him|her|when|about|whenever",
        "be|get notify|notified|alerted|informed|told when|whenever|about|if|once|as",
        "notification",
        "unread count|counter|number|badge",
        "inbox message|notice|alert|news|unread",
        "bell icon|unread|number",
        "alert user|owner when|about",
        "let know when|about|whenever",
    ),
    near="an e-mail goes out at night",
    stage="endpoints",
    reads=_reads,
    touches=(
        "errors",
        "routing",
        "auth",
        "api",
        "router",
        "model User",
        "model RefreshToken",
        "schema",
        "POST",
        "PATCH",
        "PUT",
        "DELETE",
    ),
    example="users get in-app notifications with an unread count and can mark them as read",
    options=lambda _: (Option("rows", "Rows that a client asks for", _build),),
    questions=_questions,
)
