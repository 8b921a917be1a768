"""It is said what becomes of live tokens when the account behind them changes.

A token states what was true when it was made. Somebody who was dismissed in the morning keeps working until it ends,
unless each request looks at the account, or the policy says that so much delay is accepted.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.signed import sentences
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth
from groundplan.spec.effective import access_of
from groundplan.spec.spec import Spec

ANY_CHANGE = Pattern(
    r"\bevery (?:change|token)|\ball tokens|until (?:it|they|the token) (?:ends?|expires?)", re.IGNORECASE
)
DISABLED = Pattern(r"\b(?:(?:in|de)?activ|disabl|suspend|block|lock|bann)", re.IGNORECASE)
DELETED = Pattern(r"\b(?:delet|remov|exist|gone\b)", re.IGNORECASE)
PASSWORD = Pattern(r"\bpassword", re.IGNORECASE)
ROLE = Pattern(r"\b(?:roles?|permissions?|rights|demot)", re.IGNORECASE)


@rule(
    "AU015",
    severity="warning",
    hears="spec",
    bad="is refused at once\n",
    good="is refused at once; a changed password ends every session\n",
    source="RFC 8725 §3.8; RFC 9700 §4.14",
)
def live_subject_check(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    accesses = (access_of(endpoint, spec) for endpoint in spec.endpoints)
    if auth is None or not any(access is not None and access.secured for access in accesses):
        return
    if unsaid := [what for what, said in _events(auth, spec) if not said]:
        yield Fault(
            at=AUTH / "revocation",
            message=f"nothing says what live tokens are worth once {' or '.join(unsaid)}",
            mend="say it under `Revocation`: refused at the next request, or good until they end",
        )


def _events(auth: Auth, spec: Spec) -> Iterator[tuple[str, bool]]:
    """What can happen to an account, and whether the policy says what it does to tokens."""
    general = ANY_CHANGE.search(auth.revocation) is not None
    ends = f"{auth.revocation} {auth.sessions}"
    texts = " ".join(sentences(auth))
    yield "an account is disabled", general or DISABLED.search(texts) is not None
    yield "an account is deleted", general or DELETED.search(texts) is not None
    if auth.passwords is not None:
        yield "a password is changed", general or PASSWORD.search(ends) is not None
    if auth.roles:
        yield "a role is taken away", general or bool(auth.role_source) or ROLE.search(ends) is not None
