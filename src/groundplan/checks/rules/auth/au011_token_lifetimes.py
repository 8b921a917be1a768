"""Every token ends by itself: an access token within the hour, a link in a mail after one use.

A token that was stolen works for as long as it lives, and for a signed one nothing but its end stops it. What can be
used once is worthless in a log or in somebody's inbox.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Token
from groundplan.spec.spec import Spec

HOUR = 3_600
MAILED = ("verify", "reset", "invite")


@rule(
    "AU011",
    severity="warning",
    hears="spec",
    bad="- **Access token**: JWT; 30 days",
    good="- **Access token**: JWT; 15 minutes",
    source="RFC 6750 §5.3; RFC 9700 §4.14",
)
def token_lifetimes(spec: Spec) -> Iterator[Fault]:
    if spec.auth is None:
        return
    if spec.auth.scheme in ("bearer", "cookie") and spec.auth.token("access") is None:
        yield Fault(
            at=AUTH / "scheme",
            message="nothing says how long an access token lives",
            mend="add `- **Access token**: JWT; 15 minutes`",
        )
    for token in spec.auth.tokens:
        for message, mend in _wrong(token):
            yield Fault(at=AUTH / f"{token.kind} token", message=message, mend=mend)


def _wrong(token: Token) -> Iterator[tuple[str, str]]:
    if not token.lifetime:
        yield f"nothing says how long the {token.kind} token lives", "say it: `15 minutes`, `30 days`"
    elif token.kind == "access" and token.form != "opaque" and token.lifetime > HOUR:
        yield "the access token lives longer than an hour, and nothing can take it back", "let it live 15 minutes"
    if token.kind in MAILED and not token.single_use:
        yield f"the {token.kind} token works more than once", "add `; single use`"
