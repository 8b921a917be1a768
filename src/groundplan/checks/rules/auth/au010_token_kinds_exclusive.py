"""A token of one kind opens nothing that is meant for another.

All of them are signed with one key, so to the signature a link in a mail is as good as an access token. What tells them
apart is a claim, an audience or a key of its own, and a step of the verification that demands exactly one kind.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.signed import KIND_CLAIMS, verifies_jwt
from groundplan.checks.rules.auth.steps import known_step
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth, Token
from groundplan.spec.spec import Spec

OWN = Pattern(r"\b(?:typ|type|kind|aud|audience|key|secret)\b", re.IGNORECASE)
FOREIGN = Pattern(r"\b(?:refresh|verify|reset|invite)\b")
DENIED = Pattern(r"\b(?:no|not|never|nor|other than|refuses?d?|rejects?e?d?)\b", re.IGNORECASE)


@rule(
    "AU010",
    severity="error",
    hears="spec",
    bad="`typ` is `access` or `refresh`",
    good="`typ` is `access`",
    source="RFC 8725 §3.11, §3.12",
)
def token_kinds_exclusive(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    if auth is None or not verifies_jwt(auth):
        return
    for step in auth.pipeline:
        if known_step(step) != "type":
            continue
        foreign = FOREIGN.search(step.checks)
        if foreign is not None and DENIED.search(step.checks) is None:
            yield Fault(
                at=AUTH / f"step {step.name}",
                message=f"a `{foreign[0]}` token opens what only an access token should",
                mend="demand one kind: `` `typ` is `access` ``",
            )
    signed = [token for token in auth.tokens if token.form == "JWT"]
    if len(signed) > 1 and not _told_apart(auth, signed):
        kinds = " and ".join(f"`{token.kind}`" for token in signed)
        yield Fault(
            at=AUTH / f"{signed[1].kind} token",
            message=f"tokens of the kinds {kinds} are signed alike, and nothing tells them apart",
            mend="demand a claim `typ` in a step of the pipeline, or make all but the access token opaque",
        )


def _told_apart(auth: Auth, signed: list[Token]) -> bool:
    """Whether a claim is demanded that names the kind, or all kinds but one have an audience or a key of their own."""
    claimed = any(claim.name in KIND_CLAIMS for claim in auth.claims)
    if claimed and any(known_step(step) in ("type", "claims") for step in auth.pipeline):
        return True
    return sum(any(OWN.search(note) for note in token.notes) for token in signed) >= len(signed) - 1
