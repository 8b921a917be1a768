"""An access token must say whose it is, when it ends and was made, by whom, for whom, and of which kind it is.

A library checks a claim that is there and passes over one that is not: without `exp` a token never ends, without `aud`
one that another service was given opens this one. So each is demanded, and not merely looked at.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.signed import KIND_CLAIMS, verifies_jwt
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth
from groundplan.spec.spec import Spec

# Each claim, with the other names under which it travels.
NEEDED = {
    "sub": frozenset({"sub"}),
    "exp": frozenset({"exp"}),
    "iat": frozenset({"iat"}),
    "iss": frozenset({"iss"}),
    "aud": frozenset({"aud"}),
    "typ": KIND_CLAIMS,
}
LISTED = Pattern(r"\bjti\b|\b(?:block|deny|revocation)[ -]?list", re.IGNORECASE)


def _demanded(spec: Spec) -> Spec:
    """The claims of the table that no token may lack, marked as required."""
    auth = spec.auth
    if auth is None or not verifies_jwt(auth):
        return spec
    names = {name for others in NEEDED.values() for name in others}
    claims = tuple(claim.replace(required=True) if claim.name in names else claim for claim in auth.claims)
    return spec if claims == auth.claims else spec.replace(auth=auth.replace(claims=claims))


@rule(
    "AU009",
    severity="error",
    hears="spec",
    bad="| `exp` | int | no | end of life, in seconds since 1970 |",
    good="| `exp` | int | yes | end of life, in seconds since 1970 |",
    source="RFC 9068 §2.2; RFC 8725 §3.8, §3.9, §3.11",
    fix=_demanded,
)
def jwt_required_claims(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    if auth is None or not verifies_jwt(auth):
        return
    known = {claim.name: claim for claim in auth.claims}
    lacking = [name for name, others in _needed(auth).items() if not others & known.keys()]
    if lacking:
        names = ", ".join(f"`{name}`" for name in lacking)
        yield Fault(
            at=AUTH / f"claim {auth.claims[0].name}" if auth.claims else AUTH,
            message=f"an access token need not carry {names}",
            mend="add a row for each to the claims, required",
        )
    for others in _needed(auth).values():
        for name in sorted(others & known.keys()):
            if not known[name].required:
                yield Fault(
                    at=AUTH / f"claim {name}",
                    message=f"a token without `{name}` passes",
                    mend="write `yes` under Required",
                )


def _needed(auth: Auth) -> dict[str, frozenset[str]]:
    """The claims that this policy depends on; one that can take single tokens back has to tell them apart."""
    return {**NEEDED, "jti": frozenset({"jti"})} if LISTED.search(auth.revocation) else NEEDED
