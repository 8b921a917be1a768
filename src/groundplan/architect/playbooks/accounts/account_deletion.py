"""Users who want to be forgotten."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.account_end import with_account_end
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.durations import find_duration
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

DAYS, LONGEST = 30, 90


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    days = (find_duration(ground.intent.quote) or DAYS * 86_400) // 86_400
    return with_account_end(spec, ground.conventions, min(max(days, 1), LONGEST))


def _reads(wish: Wish) -> Intent | None:
    return Intent("account-deletion")


playbook = Playbook(
    name="account-deletion",
    title="Let users end their account",
    calls=(
        "delete|close|remove|end|cancel|terminate account|profile",
        "delete|remove|erase user|person|their|my|own|personal data|information|account",
        "account deletion|closure|removal|erasure",
        "gdpr|privacy",
        "right forgotten|erasure",
        "forget|erase me|user|users|person",
        "leave delete|account|data|everything",
    ),
    example="users can delete their account, with 30 days to change their mind",
    near="admins delete tickets",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "router", "schema", "model RefreshToken"),
    options=lambda _: (
        Option(
            "delayed",
            "Asked for, waited for, and then for good",
            _build,
            {
                "A stolen session": "cannot delete at once",
                "A change of mind": "is possible",
                "What is personal": "is gone after the wait",
            },
            "It takes the password and time, so that neither anger nor a thief ends an account.",
            decision="End accounts after a wait, with everything personal in them",
            consequences=(
                "A task deletes what is due every night, and is watched.",
                "Whatever new table holds personal data has to say what becomes of it when an account ends.",
            ),
        ),
    ),
    affects=("auth", "data model"),
    context=lambda _: ("Users may want their account and their data to be gone, and the law gives them the right.",),
)
