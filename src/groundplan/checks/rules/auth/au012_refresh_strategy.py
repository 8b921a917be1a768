"""A refresh token is stored as a hash, changes at every use, and ends its family when an old one comes back.

It is the credential that lives longest. Rotation is what makes a stolen one noticed: thief and owner cannot both use it.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH
from groundplan.spec.spec import Spec


@rule(
    "AU012",
    severity="error",
    hears="spec",
    bad="- **Refresh token**: opaque; 30 days",
    good="- **Refresh token**: opaque; 30 days; stored as SHA-256; rotated at every use; a reused one ends its family",
    source="RFC 9700 §4.14.2",
)
def refresh_strategy(spec: Spec) -> Iterator[Fault]:
    token = spec.auth.token("refresh") if spec.auth is not None else None
    if token is None:
        return
    at = AUTH / "refresh token"
    if not token.stored_as:
        yield Fault("nothing says how refresh tokens are stored", "add `stored as SHA-256`", at)
    decided = any("session" in text for text in (spec.auth.sessions if spec.auth is not None else "",)) and any(
        "token" in decision.title.lower() or "refresh" in decision.title.lower() for decision in spec.decisions
    )
    if not token.rotated and not decided:
        yield Fault("the refresh token stays the same until it ends", "add `rotated at every use`", at)
    elif token.rotated and not token.reuse_ends_family:
        yield Fault("nothing says what a reused refresh token does", "add `a reused one ends its family`", at)
