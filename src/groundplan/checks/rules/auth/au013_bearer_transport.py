"""A token travels in a header, or in a cookie that scripts cannot read, and a refusal says which scheme is asked for.

An address ends up in logs, in the history and in the `Referer` of the next page, and a token in it goes along. A cookie
is sent by the browser whoever asks, so it needs a defence against foreign pages. Without `WWW-Authenticate` a 401 does not
say how to do better.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.auth.signed import sentences
from groundplan.checks.rules.auth.steps import known_step
from groundplan.spec.address import AUTH, ERRORS
from groundplan.spec.auth import Auth
from groundplan.spec.effective import access_of
from groundplan.spec.outcome import CommonError
from groundplan.spec.spec import Spec

HEADER = "WWW-Authenticate"
IN_ADDRESS = Pattern(r"\bquery\b|\?\w*token=|\bin the (?:url|uri|address)\b", re.IGNORECASE)
DENIED = Pattern(r"\b(?:no|not|never|nor|only)\b", re.IGNORECASE)
COOKIE = {
    "`HttpOnly`": Pattern(r"http-?only", re.IGNORECASE),
    "`Secure`": Pattern(r"\bsecure\b", re.IGNORECASE),
    "`SameSite`": Pattern(r"same-?site", re.IGNORECASE),
    "a defence against forged requests": Pattern(r"csrf|xsrf|cross-site request|forged|\borigin\b", re.IGNORECASE),
}


def _challenged(spec: Spec) -> Spec:
    """The first common 401 with the header that every 401 carries, where nothing speaks of it."""
    refusal = _silent(spec)
    if refusal is None:
        return spec
    said = refusal.replace(when=f"{refusal.when}; `{HEADER}: Bearer`".removeprefix("; "))
    common = tuple(said if known == refusal else known for known in spec.errors.common)
    return spec.replace(errors=spec.errors.replace(common=common))


@rule(
    "AU013",
    severity="error",
    hears="spec",
    bad="`Authorization: Bearer` is there, or `?access_token=`",
    good="`Authorization: Bearer` is there",
    source="RFC 6750 §2, §3, §5.3; RFC 9110 §15.5.2",
    fix=_challenged,
)
def bearer_transport(spec: Spec) -> Iterator[Fault]:
    auth = spec.auth
    if auth is None:
        return
    for step in auth.pipeline:
        if known_step(step) == "header" and IN_ADDRESS.search(step.checks) and not DENIED.search(step.checks):
            yield Fault(
                at=AUTH / f"step {step.name}",
                message="a token is taken from the address, which is logged and passed on",
                mend="take it from the `Authorization` header alone",
            )
    if missing := _open_cookie(auth, spec):
        yield Fault(
            at=AUTH / "scheme",
            message=f"callers are known by a cookie, and nothing speaks of {', '.join(missing)}",
            mend="say in a note how the cookie is set, and how a request from a foreign page is refused",
        )
    if (refusal := _silent(spec)) is not None:
        yield Fault(
            at=ERRORS / f"common {refusal.status} {refusal.code}",
            message=f"no 401 carries `{HEADER}`",
            mend=f"add to its condition: `{HEADER}: Bearer`",
        )


def _open_cookie(auth: Auth, spec: Spec) -> list[str]:
    if auth.scheme != "cookie":
        return []
    layers = (f"{layer.name} {layer.settings}" for layer in spec.routing.middleware)
    text = " ".join((*sentences(auth), *spec.routing.notes, *layers))
    return [what for what, pattern in COOKIE.items() if not pattern.search(text)]


def _silent(spec: Spec) -> CommonError | None:
    """The first common 401 of secured endpoints, where no word of the header is said anywhere."""
    auth = spec.auth
    if auth is None or auth.scheme != "bearer":
        return None
    refusals = [error for error in spec.errors.common if error.status == 401 and "secured" in error.applies]
    handled = (handler.answer for handler in spec.errors.handlers)
    said = (*sentences(auth), *spec.errors.notes, *handled, *(error.when for error in refusals))
    if not refusals or any(HEADER.lower() in text.lower() for text in said):
        return None
    secured = (access.secured for e in spec.endpoints if (access := access_of(e, spec)) is not None)
    return refusals[0] if any(secured) else None
