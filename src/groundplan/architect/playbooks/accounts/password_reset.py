"""A password that was forgotten."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.mailed_tokens import with_password_reset
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

LIFETIME, LONGEST = 1_800, 3_600


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    lifetime = min(find_duration(ground.intent.quote) or LIFETIME, LONGEST)
    return with_password_reset(spec, ground.conventions, lifetime)


# Who knows the old password changes it signed in.
CHANGED = re.compile(r"\b(?:change|update|edit)\s+(?:\w+\s+){0,5}?passwords?\b", re.IGNORECASE)
AGAIN = re.compile(
    r"\b(?:(?:new|another) password|back in|regain\w*|access again|(?:don't|do not|cannot|can't|no longer) (?:know|recall))\b",
    re.IGNORECASE,
)
FORGOTTEN = re.compile(r"\b(?:forg[eo]t\w*|los[te]\w*|reset\w*|recover\w*|remember|locked)\b", re.IGNORECASE)


def _reads(wish: Wish) -> Intent | None:
    if CHANGED.search(wish.text) and not FORGOTTEN.search(wish.text):
        return None
    if FORGOTTEN.search(wish.text) is None and AGAIN.search(wish.text) is None:
        return None
    return Intent("password-reset")


playbook = Playbook(
    name="password-reset",
    title="Let people replace a forgotten password",
    calls=(
        "forget|lose|reset|recover|recovery|restore password",
        "reset password|link|mail|email",
        "new|another password email|mail|link|when|without|choose|set",
        "password email|mail|link",
        "locked out password",
        "don't|cannot|can't|no remember|recall|know password",
        "account recovery",
        "regain|recover access|account",
    ),
    example="people who forgot their password get a link by mail to choose a new one",
    near="a password has at least twelve characters",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "router auth", "schema"),
    options=lambda _: (Option("link", "A link by mail, good once and for half an hour", _build),),
)
