"""People who sign in with an account that they have elsewhere."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.federation import with_federation
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

PROVIDERS = (
    "google",
    "github",
    "microsoft",
    "apple",
    "gitlab",
    "facebook",
    "linkedin",
    "okta",
    "auth0",
    "keycloak",
    "azure",
)


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    providers = ground.intent.names or (ground.answers.get("provider", "google"),)
    return with_federation(spec, providers, ground.conventions)


def _questions(ground: Ground) -> tuple[Question, ...]:
    if ground.intent.names:
        return ()
    choices = tuple(Choice(name, f"accounts of {name.capitalize()}") for name in PROVIDERS[:4])
    why = "Each provider has to be registered with, and trusted to confirm addresses."
    return (Question("provider", "With which accounts do people sign in?", why, choices, "google", weight=60),)


def _reads(wish: Wish) -> Intent | None:
    return Intent(
        "oidc", names=tuple(name for name in PROVIDERS if re.search(rf"\b{name}\b", wish.text, re.IGNORECASE))
    )


playbook = Playbook(
    name="oidc",
    title="Let people sign in with an account elsewhere",
    calls=(
        "oidc|oauth|oauth2",
        "openid connect",
        "social login|sign|log",
        "single sign|sso",
        "sign|log|login|register google|github|microsoft|apple|gitlab|facebook|linkedin|okta|auth0|keycloak|azure",
        "google|github|microsoft|apple|gitlab|facebook|linkedin|okta|auth0|keycloak|azure account|login|sign|button",
        "sso",
    ),
    example="people sign in with their Google or GitHub account",
    near="a ticket names the login that failed",
    stage="accounts",
    reads=_reads,
    touches=(
        "auth",
        "errors",
        "api",
        "routing",
        "model User",
        "router",
        "schema",
        "model RefreshToken",
        "model",
        "POST",
    ),
    options=lambda _: (
        Option(
            "code",
            "Authorization code with PKCE, through the API",
            _build,
            {"Secrets": "stay on the server", "A stolen code": "opens nothing", "Sessions": "are ours"},
            "The browser never holds a token of the provider, and sessions end as all others do.",
            decision="Sign in elsewhere by authorization code with PKCE",
            consequences=("An account is tied by an address only where the provider has confirmed it.",),
        ),
    ),
    questions=_questions,
    affects=("auth", "data model"),
    context=lambda _: ("People do not want one more password.",),
)
