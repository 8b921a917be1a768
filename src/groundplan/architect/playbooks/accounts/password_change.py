"""A password that its user wants to be another."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.password_change import with_password_change
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

# Who has forgotten it cannot say it.
FORGOTTEN = re.compile(
    r"\b(?:forg[eo]t\w*|los[te]\w*|reset\w*|recover\w*|remember|locked|mail(?:ed)?|link)\b", re.IGNORECASE
)


def _build(ground: Ground) -> Spec:
    return with_password_change(with_accounts(ground.spec, ground.conventions, "rotate"), ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    return None if FORGOTTEN.search(wish.text) else Intent("password-change")


playbook = Playbook(
    name="password-change",
    title="Let users change their password",
    calls=(
        "change|update|edit|replace|modify|renew password",
        "new password current|old|present",
        "password change",
        "type|give|enter|confirm|know old|current|existing password",
    ),
    example="a signed-in user can change the password by giving the current one",
    near="a password has at least ten characters",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "router auth", "schema"),
    options=lambda _: (Option("current", "With the current password, ending every other session", _build),),
)
