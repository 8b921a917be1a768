"""Every token ends: an access token within the hour, all others at a time that is said.

A bearer token is money in an envelope: whoever holds it spends it, for as long as it lives.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH
from groundplan.spec.spec import Spec

HOUR = 3_600


@rule(
    "AU011",
    severity="warning",
    hears="spec",
    bad="- **Access token**: JWT; 2 days",
    good="- **Access token**: JWT; 15 minutes",
    source="RFC 6750 §5.3; RFC 9700 §4.14",
)
def token_lifetimes(spec: Spec) -> Iterator[Fault]:
    for token in spec.auth.tokens if spec.auth is not None else ():
        at = AUTH / f"{token.kind} token"
        if token.lifetime is None:
            yield Fault(
                f"nothing says when the {token.kind} token ends", "add its lifetime: `15 minutes`, `30 days`", at
            )
        elif token.kind == "access" and token.lifetime > HOUR:
            message = "the access token lives longer than an hour, and nothing can take it back"
            yield Fault(message, "let it live an hour or less, and refresh it", at)
        if token.kind in ("verify", "reset", "invite") and not token.single_use:
            yield Fault(f"the {token.kind} token can be used again", "add `single use`", at)
