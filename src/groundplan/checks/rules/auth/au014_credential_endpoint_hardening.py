"""Where a secret can be guessed, fewer guesses are let through than elsewhere, and no answer tells who has an account.

A limit by address slows one machine down, one by account slows a thousand machines that try the same person. An answer
that tells an unknown address from a wrong password is a list of customers for whoever asks often enough.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import access_of, body_fields, limits_of, router_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

CREDENTIALS = Pattern(
    r"^(?:log-?in|sign-?in|sign-?up|register|registration|token|refresh|(?:forgot|reset|recover)(?:-password)?"
    r"|password-reset|verify(?:-\w+)?|resend(?:-\w+)?|otp|mfa|2fa|magic-link)$"
)
NAMES = frozenset({"email", "username", "login", "phone", "identifier"})
TELLS = Pattern(
    r"(?:user|account|email|username)_(?:not_found|unknown|missing)|(?:unknown|no_such)_(?:user|account|email)"
    r"|(?:wrong|invalid|incorrect)_password"
)


@rule(
    "AU014",
    severity="error",
    hears="endpoint",
    bad="- **Rate limit**: 5/minute per address\n- **Idempotency**: none; every sign-in",
    good="- **Rate limit**: 5/minute per address; 20/hour per account\n- **Idempotency**: none; every sign-in",
    source="OWASP API2:2023; OWASP Forgot Password Cheat Sheet",
)
def credential_endpoint_hardening(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    if not _takes_credentials(endpoint, spec):
        return
    for message, mend in _guesses(endpoint, spec):
        yield Fault(at=endpoint.address / "rate limit", message=message, mend=mend)
    for case in endpoint.errors if _speaks_of_account(endpoint, spec) else ():
        if case.status == 404 or TELLS.search(case.code):
            yield Fault(
                at=endpoint.address / f"error {case.status} {case.code}",
                message=f"`{case.code or case.status}` tells a stranger who has an account",
                mend="answer an unknown account as a wrong secret, with one code and after the same work",
            )


def _takes_credentials(endpoint: Endpoint, spec: Spec) -> bool:
    access, behavior = access_of(endpoint, spec), endpoint.behavior
    if endpoint.method != "POST" or access is None or access.secured:
        return False
    signs_in = behavior is not None and behavior.verb in ("sign in", "rotate")
    return signs_in or bool(endpoint.segments and CREDENTIALS.match(endpoint.segments[-1].replace("_", "-")))


def _speaks_of_account(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the request names an account that is there already; registering names one that is not."""
    if endpoint.behavior is not None and endpoint.behavior.verb == "create":
        return False
    if endpoint.segments[-1:] and re.match(r"(?:sign-?up|regist)", endpoint.segments[-1]):
        return False
    return any(field.name in NAMES for field in body_fields(endpoint, spec))


def _guesses(endpoint: Endpoint, spec: Spec) -> Iterator[tuple[str, str]]:
    limits = limits_of(endpoint, spec)
    if limits is None:
        return  # That nothing is said of it is found as such.
    if not limits:
        yield "nothing slows down who guesses here", "add a limit: `5/minute per address`"
    elif endpoint.rate_limits is None and router_of(endpoint, spec).rate_limits is None:
        yield "a secret can be guessed here as often as anything else may be asked", "add a lower limit of its own"
    elif _speaks_of_account(endpoint, spec) and not any(limit.key == "account" for limit in limits):
        yield (
            "no limit counts by account, so one account can be guessed at from many addresses",
            "add one: `5/minute per address; 20/hour per account`",
        )
