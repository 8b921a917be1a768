"""The accepted algorithms are listed, they fit one key, and the key is long, comes from outside and can be replaced.

A verifier that believes the `alg` of a token lets the sender choose it: `none`, or a public key used as a shared secret.
A short secret is guessed offline from a single token, and a key that nobody can replace stays in use after it has leaked.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.signed import sentences, verifies_jwt
from groundplan.spec.address import AUTH
from groundplan.spec.auth import Auth
from groundplan.spec.spec import Spec

# RFC 7518 §3.2: an HMAC key is at least as long as its hash.
KEY_BYTES = {"HS256": 32, "HS384": 48, "HS512": 64}
LENGTH = Pattern(r"(\d+)[ -]?(bytes?|bits?|characters?|hex)\b", re.IGNORECASE)
BYTES = {"byte": 1.0, "bit": 1 / 8, "hex": 1 / 2, "character": 1.0}
OUTSIDE = Pattern(
    r"environment|\benv\b|config|setting|secret|vault|\bkms\b|\bhsm\b|jwks|\bfile\b|mounted|\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b",
    re.IGNORECASE,
)
REPLACED = Pattern(
    r"\brotat\w* (?:the |its |of the )?(?:signing |secret )?keys?|\bkey rotat|\bkids?\b|\bnew (?:one|key|secret)\b"
    r"|\breplac|\bjwks\b|\b(?:old|previous) (?:one|key|secret)",
    re.IGNORECASE,
)


@rule(
    "AU008",
    severity="error",
    hears="spec",
    bad="- **Algorithm**: `HS256`, `none`",
    good="- **Algorithm**: `HS256`",
    source="RFC 8725 §2.1, §3.1, §3.2, §3.5; RFC 7518 §3.2",
)
def jwt_alg_pinned(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    if auth is None or not verifies_jwt(auth):
        return
    for message, mend in _algorithms(auth):
        yield Fault(at=AUTH / "algorithm", message=message, mend=mend)
    for message, mend in _key(auth) if auth.key else _no_key(auth):
        yield Fault(at=AUTH / "key", message=message, mend=mend)


def _algorithms(auth: Auth) -> Iterator[tuple[str, str]]:
    if not auth.algorithms:
        yield "nothing says which algorithms a token may be signed with", "add `- **Algorithm**: `HS256``, or another"
    if any(name.lower() == "none" for name in auth.algorithms):
        yield "`none` accepts tokens that nobody signed", "take it out"
    families = {"shared" if name.upper().startswith("HS") else "pair" for name in auth.algorithms if name != "none"}
    if len(families) > 1:
        yield (
            "a shared secret and a key pair are both accepted, so a public key can pass as a secret",
            "keep one of the two",
        )


def _no_key(auth: Auth) -> Iterator[tuple[str, str]]:
    if auth.algorithms:
        yield "nothing says where the key comes from", "add `- **Key**: `JWT_SECRET`, 32 bytes or more`"


def _key(auth: Auth) -> Iterator[tuple[str, str]]:
    needed = max((KEY_BYTES.get(name.upper(), 0) for name in auth.algorithms), default=0)
    lengths = [int(number) * BYTES[unit.lower().rstrip("s")] for number, unit in LENGTH.findall(auth.key)]
    if needed and not lengths:
        yield "nothing says how long the key is", f"say `{needed} bytes or more`"
    elif needed and max(lengths) < needed:
        yield "the key is shorter than the hash that it is used with", f"make it {needed} bytes or more"
    if not OUTSIDE.search(auth.key):
        yield "nothing says that the key comes from outside of the code", "name the variable or the store that holds it"
    if not any(REPLACED.search(text) for text in (*sentences(auth), *(claim.name for claim in auth.claims))):
        yield (
            "nothing says what becomes of tokens when the key is replaced",
            "say it: `a new one ends every access token`",
        )
