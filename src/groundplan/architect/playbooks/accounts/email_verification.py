"""An account that proves its address."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.mailed_tokens import with_email_verification
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.effective import access_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

LIFETIME, LONGEST = 86_400, 604_800
BEFORE = re.compile(
    r"\b(?:before|until|unless|otherwise|first|only then|only after|without|prior to|in order to|to be able to|can ?not|can't|(?:may|must|shall|should) not|mustn't)\b",
    re.IGNORECASE,
)
WHOLE = re.compile(
    r"\b(?:(?:use|enter|access|reach)\w*|anything|everything) ?(?:the |our |of )*(?:api|app\w*|service|system|site|anything|everything|else)?\b",
    re.IGNORECASE,
)
SIGNING_IN = re.compile(r"\b(?:sign(?:ing)? in|log(?:ging)? in|login)\b", re.IGNORECASE)


def _guarded(ground: Ground, spec: Spec) -> tuple[Endpoint, ...]:
    """The endpoints that need a proven address: the creates of what is named, or all that write."""
    if ground.intent.names == ("login",):
        return tuple(
            e
            for e in spec.endpoints
            if e.behavior is not None and e.behavior.verb == "sign in" and e.behavior.model == "User"
        )
    if ground.intent.names == ("everything",):
        return tuple(e for e in spec.endpoints if _reached(e, spec))
    models = {model.name for model in spec.models if model.table in ground.intent.names}
    chosen = ground.answers.get("unverified", "none" if not models else "named")
    if chosen == "none":
        return ()
    writing = tuple(e for e in spec.endpoints if e.method != "GET" and _reached(e, spec))
    if chosen == "writes":
        return writing
    return tuple(
        e for e in writing if e.behavior is not None and e.behavior.model in models and e.behavior.verb == "create"
    )


def _reached(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether an endpoint is for signed-in users, and no matter of the account itself."""
    access, behavior = access_of(endpoint, spec), endpoint.behavior
    secured = access is not None and access.secured
    return secured and behavior is not None and behavior.model not in ("User", "RefreshToken")


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    lifetime = min(find_duration(ground.intent.quote) or LIFETIME, LONGEST)
    return with_email_verification(spec, ground.conventions, lifetime, _guarded(ground, spec))


def _questions(ground: Ground) -> tuple[Question, ...]:
    known = ground.spec.auth is not None and ground.spec.auth.token("verify") is not None
    if ground.intent.names or known:
        return ()
    choices = (Choice("none", "everything; it only shows"), Choice("writes", "only read"))
    why = "It decides which endpoints refuse, and what an address that somebody else typed can do."
    return (
        Question(
            "unverified", "What may somebody do who has not confirmed the address yet?", why, choices, "none", weight=60
        ),
    )


def _reads(wish: Wish) -> Intent | None:
    named: tuple[str, ...] = ()
    if BEFORE.search(wish.text):
        named = tuple(name for name in wish.named if name != "users")
        if not named and SIGNING_IN.search(wish.text):
            named = ("login",)
        elif not named and WHOLE.search(wish.text):
            named = ("everything",)
    return Intent("email-verification", names=named)


def _follows(wish: Wish, intent: Intent) -> Intent:
    """A later clause may say what waits for the proof: `before that they must not publish a listing`."""
    if intent.names or BEFORE.search(wish.text) is None:
        return intent
    return intent.replace(names=tuple(name for name in wish.named if name != "users"))


playbook = Playbook(
    name="email-verification",
    title="Let accounts prove their address",
    calls=(
        "confirm|verify|validate|prove|verification|confirmation|activation|activate email|mail|address",
        "email|mail confirmation|verification|activation",
        "verify|confirm|activate account|registration|user|signup",
        "confirmation|verification|activation link|mail|email|code",
        "double opt",
        "log|login|sign until|before|unless link|mail|email|confirm|verify",
        "log|login|sign until|before|unless link|mail|email click|confirm|verify|follow|open",
        "prove email|mail|address",
        "unverified|unconfirmed|verified|confirmed user|account|email|address|member",
        "fake|wrong email|address",
        "prove own address|email|mail",
    ),
    example="new accounts must confirm their e-mail address before they can create tickets",
    near="a customer confirms an order",
    stage="endpoints",
    reads=_reads,
    follows=_follows,
    touches=(
        "auth",
        "errors",
        "api",
        "routing",
        "model User",
        "router auth",
        "schema",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "model RefreshToken",
    ),
    options=lambda _: (Option("link", "A link by mail, good once", _build),),
    questions=_questions,
)
