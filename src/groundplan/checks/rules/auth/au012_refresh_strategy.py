"""A refresh token changes at every use, a used one that comes back ends the session, and it is kept as a hash.

It is the longest-lived secret a client holds. Rotation makes a theft show: thief and owner both come with the same
token, and the second of them ends the family. A project that decides otherwise says that it is not rotated, and why.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth, Token
from groundplan.spec.spec import Spec

HASHED = Pattern(r"sha|hash|hmac|blake|argon|scrypt|digest", re.IGNORECASE)
UNROTATED = Pattern(r"\b(?:not|never|no|without) rotat|\bstays the same\b", re.IGNORECASE)


@rule(
    "AU012",
    severity="error",
    hears="spec",
    bad="opaque; 30 days; stored as SHA-256;",
    good="opaque; 30 days; stored as SHA-256; rotated at every use; a reused one ends its family;",
    source="RFC 9700 §2.2.2, §4.14",
)
def refresh_strategy(spec: Spec) -> Iterator[Fault]:
    token = spec.auth.token("refresh") if spec.auth is not None else None
    if spec.auth is None or token is None:
        return
    at = AUTH / "refresh token"
    for message, mend in _open(token, spec.auth):
        yield Fault(at=at, message=message, mend=mend)
    revokes = (endpoint.behavior is not None and endpoint.behavior.verb == "revoke" for endpoint in spec.endpoints)
    if not spec.auth.revocation and not any(revokes):
        mend = "add `- **Revocation**:` with what a logout, a changed password and a disabled account do"
        yield Fault(at=at, message="nothing says what ends a session before its refresh token does", mend=mend)


def _open(token: Token, auth: Auth) -> Iterator[tuple[str, str]]:
    explained = any(UNROTATED.search(text) for text in (auth.sessions, *token.notes))
    if not token.rotated and not explained:
        yield "the refresh token stays the same, and a stolen one works unseen", "add `; rotated at every use`"
    elif token.rotated and not token.reuse_ends_family:
        yield "a refresh token that is used twice ends nothing", "add `; a reused one ends its family`"
    if not HASHED.search(token.stored_as):
        yield "the refresh token is not kept as a hash", "add `; stored as SHA-256`"
