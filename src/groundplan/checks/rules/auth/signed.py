"""Tokens that are signed, and what an auth policy says of them in sentences."""

from collections.abc import Iterator

from groundplan.spec.auth import Auth

# The names under which a token says of which kind it is.
KIND_CLAIMS = frozenset({"typ", "type", "token_type", "token_use", "kind"})


def verifies_jwt(auth: Auth) -> bool:
    """Whether callers prove who they are by a signed token; an opaque one is looked up."""
    token = auth.token("access")
    return auth.scheme in ("", "bearer", "cookie") and (token is None or token.form != "opaque")


def sentences(auth: Auth) -> Iterator[str]:
    """Everything that the policy says in prose."""
    yield from (auth.key, auth.sessions, auth.revocation, *auth.notes)
    for token in auth.tokens:
        yield from token.notes
    for step in auth.pipeline:
        yield step.checks
    for criterion in auth.criteria:
        yield criterion.text
