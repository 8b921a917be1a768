"""Sessions that end: one of them, or all at once, and those of a thief."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_rotation
from groundplan.architect.designs.sessions import with_end_of_all, with_sessions_shown
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

SHOWN = re.compile(
    r"\b(?:list|see|show|view|which|overview|active|manage|single|one|other|individual)\b[^.]{0,40}\b(?:sessions?|devices?|log-?ins?|browsers?)\b"
    r"|\bwhere (?:they|we|i|you|people|users?)(?:'re|'m| are| is| am)? (?:currently )?(?:signed|logged) in\b|\b(?:kick|throw|sign|log)\w* (?:out )?(?:a|one|single|that) (?:device|session|phone|browser)",
    re.IGNORECASE,
)
# `refresh tokens rotate, and a second use is found out` ends nothing by hand.
ROTATED = re.compile(r"\b(?:rotat\w+|reus\w+|re-us\w+)\b", re.IGNORECASE)
ENDED = re.compile(r"\b(?:all|every|everywhere|each|any|at once)\b", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    spec = with_rotation(ground.spec, ground.conventions)
    if "all" in ground.intent.names:
        spec = with_end_of_all(spec)
    return with_sessions_shown(spec, ground.conventions) if "shown" in ground.intent.names else spec


def _reads(wish: Wish) -> Intent | None:
    if ROTATED.search(wish.text) and ENDED.search(wish.text) is None and SHOWN.search(wish.text) is None:
        return Intent("sessions")
    shown, ended = SHOWN.search(wish.text) is not None, ENDED.search(wish.text) is not None
    names = (*(("all",) if ended or not shown else ()), *(("shown",) if shown else ()))
    return Intent("sessions", names=names)


playbook = Playbook(
    name="sessions",
    title="Let people end their sessions",
    calls=(
        "sign|log out all|everywhere|every|device|other|phone|browser",
        "logout all|everywhere|every|device|other",
        "end|revoke|kill|terminate|close|invalidate session|device|token|login",
        "revoke refresh|access token",
        "steal|stole|stolen|leaked|lost token|session|phone|laptop|device|refresh",
        "see|list|show|manage|view|active|open session|device|login",
        "where sign|log in",
        "kick|throw device|session|browser",
        "rotate|rotating|rotation refresh|token",
        "refresh token rotate|reuse|once|twice|single|stolen|used|rotation",
        "remote|remotely sign|log|logout",
        "stay|remain sign|logged other|old device|browser",
    ),
    example="people see their active sessions, and end single ones",
    near="every course has several sessions",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "model RefreshToken", "router auth", "schema", "POST"),
    options=lambda _: (Option("families", "A chain of refresh tokens is a session", _build),),
)
