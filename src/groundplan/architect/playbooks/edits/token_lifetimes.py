"""How long tokens live."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.durations import SPAN, seconds
from groundplan.architect.understand.wish import Wish
from groundplan.spec.auth import Token
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds

# What people call the tokens; a session lives as long as what refreshes it.
KINDS = {
    "access": r"access(?:[ -]tokens?)?|jwts?|bearer tokens?",
    "refresh": r"refresh(?:[ -]tokens?)?|sessions?|stay (?:signed|logged)[ -]in|(?:signed|logged)[ -]in|remember me|sign[- ]ins?|log[- ]?ins?|(?:log|sign)(?:ged|ed)?(?: (?:me|us|them|users?|people))? out",
    "verify": r"(?:verification|confirmation|activation)(?: (?:tokens?|links?|mails?|e-?mails?|codes?))?",
    "reset": r"(?:password[ -])?reset(?: (?:tokens?|links?|mails?|e-?mails?|codes?))?",
    "invite": r"invitations?(?: (?:tokens?|links?))?|invites?",
}
NAMED = re.compile("|".join(rf"(?P<{kind}>\b(?:{words})\b)" for kind, words in KINDS.items()), re.IGNORECASE)


def find_lifetimes(text: str) -> dict[str, int]:
    """The lifetimes that a text says, in seconds by kind of token: each span belongs to the nearest name before it."""
    names = [(match.start(), str(match.lastgroup)) for match in NAMED.finditer(text)]
    found: dict[str, int] = {}
    for span in SPAN.finditer(text):
        before = [kind for at, kind in names if at < span.start()]
        after = [kind for at, kind in names if at > span.start()]
        taken = [kind for kind in (*reversed(before), *after) if kind not in found]
        if taken:
            found[taken[0]] = seconds(span)
    return found


def _build(ground: Ground) -> Spec:
    auth, wanted = ground.spec.auth, find_lifetimes(ground.intent.quote)
    if auth is None:
        return ground.spec
    tokens = tuple(_living(token, wanted.get(token.kind)) for token in auth.tokens)
    spec = ground.spec.replace(auth=auth.replace(tokens=tokens))
    pair = next((schema for schema in spec.schemas if schema.name == "TokenPair"), None)
    if pair is None or "access" not in wanted:
        return spec
    fields = tuple(
        field.replace(
            constraints=field.constraints.replace(bounds=Bounds(field.constraints.bounds.low, wanted["access"]))
        )
        if field.name == "expires_in" and (field.constraints.bounds.high or 0) < wanted["access"]
        else field
        for field in pair.fields
    )
    return spec.with_schema(pair.replace(fields=fields))


def _living(token: Token, lifetime: int | None) -> Token:
    return token if lifetime is None else token.replace(lifetime=lifetime)


def _reads(wish: Wish) -> Intent | None:
    auth, wanted = wish.spec.auth, find_lifetimes(wish.text)
    if auth is None or not any(auth.token(kind) is not None for kind in wanted):
        return None
    return Intent("token-lifetimes", names=tuple(wanted))


playbook = Playbook(
    name="token-lifetimes",
    title="Change how long tokens live",
    calls=(
        "access|refresh|bearer|reset|verification|session token live|last|expire|valid|lifetime|for|after|minute|hour|day",
        "token|jwt|session|link lifetime|expiry|expire|live|last|valid",
        "token|jwt|session minute|hour|day|week",
        "stay|remain|keep sign|log day|week|hour|month",
        "sign|log out after minute|hour|day",
        "session|login|sign last|long|short|shorter|longer",
    ),
    example="access tokens live 10 minutes, refresh tokens 20 days",
    near="a ticket expires after 14 days",
    reads=_reads,
    touches=("auth", "schema TokenPair"),
    options=lambda _: (Option("lifetimes", "Other lifetimes", _build),),
)
