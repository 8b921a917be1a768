"""The words for states, and for what is done to get into them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from groundplan.architect.understand.typos import known_word

# What is done, and the state that it leads to.
DEEDS = {
    "accept": "accepted", "open": "opened", "activate": "active", "approve": "approved", "archive": "archived", "assign": "assigned", "cancel": "cancelled",
    "check in": "checked_in", "check out": "checked_out", "close": "closed", "complete": "completed", "confirm": "confirmed",
    "deactivate": "inactive", "decline": "declined", "deliver": "delivered", "deny": "denied", "dispatch": "dispatched", "finalize": "final",
    "finish": "finished", "fulfil": "fulfilled", "hire": "hired", "hold": "on_hold", "invoice": "invoiced", "issue": "issued", "lose": "lost",
    "pause": "paused", "pay": "paid", "pick up": "picked_up", "prepare": "prepared", "process": "processed", "publish": "published",
    "receive": "received", "refund": "refunded", "refuse": "refused", "reject": "rejected", "release": "released", "rent": "rented",
    "resolve": "resolved", "retire": "retired", "review": "in_review", "revoke": "revoked", "schedule": "scheduled", "sell": "sold",
    "send": "sent", "ship": "shipped", "sign": "signed", "start": "in_progress", "submit": "submitted", "suspend": "suspended",
    "take": "taken", "verify": "verified", "win": "won", "withdraw": "withdrawn",
}  # fmt: skip
BY_STATE = {
    **{state: deed.replace(" ", "_") for deed, state in DEEDS.items()},
    "done": "complete", "under_review": "review", "reviewed": "review", "started": "start", "running": "start", "in_transit": "dispatch", "live": "publish",
    "lent": "lend", "built": "build", "held": "hold", "kept": "keep", "met": "meet", "broken": "break", "frozen": "freeze", "void": "void",
    "bought": "buy", "open": "open", "written_off": "write_off",
    "ready": "mark_ready", "out_for_delivery": "send_out", "sent_out": "send_out", "on_loan": "lend", "begun": "begin",
}  # fmt: skip
ADJECTIVES = (
    "active", "available", "backlog", "done", "drafts", "draft", "empty", "final", "free", "full", "idle", "inactive", "live",
    "offline", "online", "open", "overdue", "pending", "planned", "public", "ready", "todo", "unavailable", "unpaid", "unpublished", "vacant",
    "void",
)  # fmt: skip
IRREGULAR = (
    "begun", "bought", "broken", "built", "frozen", "held", "lent", "lost", "met", "paid", "sent", "sold", "taken", "withdrawn", "won",
)  # fmt: skip
# `a new booking` is in no state that is called so.
NEW = r"new(?=\s*(?:$|[,.;:|/)>→-]|(?:to|then|or|and|until|before)\b))"
OF_TWO = (
    r"in[ _-](?:progress|review|transit|use|service|repair|maintenance|production|preparation|delivery|treatment|work|test(?:ing)?|storage|stock)",
    r"under[ _-](?:review|construction|repair|investigation|consideration|inspection|treatment)",
    r"on[ _-](?:hold|loan|sale|site)",
    r"out[ _-](?:for|of)[ _-][a-z]+",
    r"(?:waiting|ready)[ _-]for[ _-][a-z]+",
    r"(?:awaiting|partially|partly|fully)[ _-][a-z]+",
    r"(?:checked|signed|picked|paid|written|handed|sent|put|taken|logged|packed|set)[ _-](?:in|out|up|off|over|down)",
)  # fmt: skip
# Words that end as a participle does, and are no state of a row.
NO_STATES = frozenset(
    [
        "able",
        "added",
        "allowed",
        "asked",
        "attached",
        "based",
        "called",
        "changed",
        "connected",
        "created",
        "deleted",
        "described",
        "displayed",
        "done_by",
        "edited",
        "expected",
        "followed",
        "given",
        "included",
        "indeed",
        "informed",
        "interested",
        "led",
        "limited",
        "listed",
        "logged",
        "made",
        "moved",
        "named",
        "need",
        "needed",
        "notified",
        "owned",
        "possible",
        "proceed",
        "put",
        "read",
        "related",
        "removed",
        "required",
        "restricted",
        "saved",
        "seed",
        "seen",
        "set",
        "shared",
        "shown",
        "sorted",
        "speed",
        "stored",
        "supposed",
        "tracked",
        "transitioned",
        "updated",
        "uploaded",
        "used",
        "used_by",
        "wanted",
        "feed",
    ]
)
# A verb that is a noun as well counts where something follows that it is done to.
NOUNS = frozenset(
    {
        "open",
        "hold",
        "issue",
        "process",
        "release",
        "rent",
        "review",
        "schedule",
        "send",
        "ship",
        "sign",
        "start",
        "take",
        "invoice",
    }
)
DONE_TO = r"(?=\s+(?:it|them|the|this|that|these|those|each|every|an?|their|his|her|its|or|and)\b)"
PARTICLES = ("in", "out", "up", "off", "over", "down")
FINAL = frozenset(
    [
        "archived",
        "cancelled",
        "canceled",
        "declined",
        "denied",
        "expired",
        "failed",
        "lost",
        "refused",
        "rejected",
        "retired",
        "revoked",
        "void",
        "withdrawn",
    ]
)


def _forms(deed: str) -> str:
    """The forms of a verb in the present: `submit`, `submits`."""
    head, _, tail = deed.partition(" ")
    verb = rf"(?:{head}s?|{head[:-1]}ies)" if head.endswith("y") else rf"{head}(?:s|es)?"
    return f"{verb} {tail}" if tail else verb


FORMS = {deed: _forms(deed) for deed in DEEDS}
DONE = re.compile(rf"(?<![\w-])(?P<prefix>un-?|re-?)?(?P<verb>{'|'.join(FORMS.values())})(?![\w-])", re.IGNORECASE)


class Mention(NamedTuple):
    """A state that a text speaks of, and whether by what is done."""

    start: int
    end: int
    state: str
    deed: bool = False


def plain(words: str) -> str:
    """`In progress` is `in_progress`."""
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")


def action_of(state: str) -> str:
    """What is done to get somewhere: `shipped` by `ship`, `approved` by `approve`."""
    if state in BY_STATE:
        return BY_STATE[state]
    first, _, last = state.rpartition("_")
    if last in PARTICLES:
        return f"{action_of(first)}_{last}"
    if state.endswith("ied"):
        return f"{state[:-3]}y"
    if state.endswith("ed"):
        bases = (state[:-1], state[:-2], state[:-3] if len(state) > 4 and state[-3] == state[-4] else "")
        known = [base for base in bases if len(base) > 2 and known_word(base)]
        # `planned` is of `plan`, and `shelled` of `shell`.
        return next((base for base in reversed(known) if base == bases[2]), known[0] if known else state[:-2])
    return f"mark_{state}"


def mentions(text: str, more: tuple[str, ...] = ()) -> tuple[Mention, ...]:
    """The states that a text speaks of in their order; `more` are such as are known by name."""
    found = [Mention(*match.span(), _named(match[0])) for match in _pattern(more).finditer(text)]
    found += [Mention(*span, state, deed=True) for span, state in _deeds(text)]
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda known: (known.start, -known.end)):
        if mention.state not in NO_STATES and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return tuple(kept)


def _pattern(more: tuple[str, ...]) -> re.Pattern[str]:
    named = sorted((name.replace("_", "[ _-]") for name in more), key=len, reverse=True)
    alternatives = "|".join((*named, *OF_TWO, *ADJECTIVES, NEW, *IRREGULAR, r"[a-z]{2,}ed"))
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])(?!\s+(?:users?|accounts?|in\b))", re.IGNORECASE)


def _named(words: str) -> str:
    state = plain(words)
    return {"drafts": "draft", "opened": "open", "canceled": "cancelled"}.get(state, state)


def _deeds(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What is done to a row, in the present: `a manager approves it`; `unpublish` undoes it."""
    for match in DONE.finditer(text):
        verb = match["verb"].lower()
        deed = next(deed for deed, form in FORMS.items() if re.fullmatch(form, verb))
        prefix = (match["prefix"] or "").lower().rstrip("-")
        if deed not in NOUNS or prefix or re.match(DONE_TO, text[match.end() :], re.IGNORECASE):
            yield match.span(), _named(f"{prefix}{DEEDS[deed]}")
