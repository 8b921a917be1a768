"""A second proof beside the password."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.second_factor import with_second_factor
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    return with_second_factor(with_accounts(ground.spec, ground.conventions, "rotate"), ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    return Intent("mfa")


playbook = Playbook(
    name="mfa",
    title="Ask for a second factor",
    calls=(
        "2fa|mfa|totp",
        "two|second|multi factor",
        "authenticator app",
        "one time code|password|passwords|codes",
        "2 factor",
        "second step|proof sign|log|login|password",
    ),
    example="users can protect their account by a second factor from an authenticator app",
    near="a password has two parts",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "router", "schema", "model RefreshToken", "POST"),
    options=lambda _: (
        Option(
            "totp",
            "Codes of an app, with recovery codes",
            _build,
            {
                "A stolen password": "opens nothing",
                "A lost phone": "is replaced by a recovery code",
                "To operate": "a key that encrypts the secrets",
            },
            "It works offline, with any app, and without a provider of messages.",
            decision="Offer a second factor by time-based codes",
            consequences=(
                "Support needs a way to help those who lost both phone and codes, with an audit of each use.",
            ),
        ),
    ),
    affects=("auth", "data model"),
    context=lambda _: ("A password alone is guessed, reused and stolen.",),
)
