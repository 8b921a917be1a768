"""Rows of a shared resource become the user's who made them."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.ownership import with_owner
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand import access
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    return with_owner(spec, ground.intent.resource, ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    if access.find_scope(wish.text) != "owner" or wish.model is None or wish.resource == "users":
        return None
    return Intent("own-rows", wish.resource, scope="owner")


playbook = Playbook(
    name="own-rows",
    title="Let each user reach only their own rows",
    calls=(
        "own",
        "only see|edit|reach|read|access",
        "belong user",
        "private",
        "nobody|no else",
        "open|create|make|write themselves",
        "each per user",
    ),
    near="every team has an owner",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("router {many}", "model {model}", "errors", "routing", "GET", "POST", "PUT", "PATCH", "DELETE"),
    example="each user may only see and edit their own tickets",
    options=lambda _: (Option("owner", "An owner column, taken from the token", _build),),
)
