"""Rows of a shared resource become the user's who made them."""

import re
from dataclasses import replace

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.ownership import with_owner, with_owner_of_changes
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand import access
from groundplan.architect.understand.endpoints import operations_meant, without_names
from groundplan.architect.understand.wish import Wish
from groundplan.spec.behavior import Verb
from groundplan.spec.spec import Spec

# What the owner alone may do, where all may read: `only the author can edit or delete an essay`.
CHANGED: dict[str, tuple[Verb, ...]] = {"update": ("update", "replace", "move"), "delete": ("delete",)}
MAKER = r"(?:owners?|creators?|authors?|makers?|[a-z]+ who (?:\w+ )?(?:made|created|wrote|opened|added|posted|uploaded|owns?) (?:it|them|an?|the|one|his|her|their))"
ALONE = re.compile(
    rf"\b(?:only|just|nobody but|none but)\s+(?:the\s+|an?\s+|its\s+|their\s+)?(?:\w+\s+)?{MAKER}\b|\bonly\b[^.;]{{0,30}}\bby (?:the|its|their|an?) {MAKER}\b",
    re.IGNORECASE,
)

HANGING = re.compile(r"\b(?:comment|review|repl(?:y|ies)|rating|answer|reaction)\w*\b", re.IGNORECASE)
OTHERS = re.compile(
    r"[,;]?\s*\b(?:but|while|whereas|(?:and )?(?:everybody|everyone|others|the others|all others|all other))\b",
    re.IGNORECASE,
)


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    if not ground.intent.operations:
        return with_owner(spec, ground.intent.resource, ground.conventions)
    verbs = {verb for operation in ground.intent.operations for verb in CHANGED[operation]}
    return with_owner_of_changes(spec, ground.intent.resource, verbs, ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    if wish.model is None or wish.resource == "users":
        return None
    # `people comment on essays and edit their own` speaks of the comments.
    if not set(wish.named) - {"users"} and HANGING.search(wish.request) is not None:
        return None
    if ALONE.search(wish.text) is not None:
        named = operations_meant(without_names(replace(wish, text=OTHERS.split(wish.text)[0])))
        operations = tuple(name for name in named if name in CHANGED)
        if operations and not {"list", "read"} & set(named):
            return Intent("own-rows", wish.resource, operations=operations, scope="owner")
    return Intent("own-rows", wish.resource, scope="owner") if access.find_scope(wish.text) == "owner" else None


playbook = Playbook(
    name="own-rows",
    title="Let each user reach only their own rows",
    calls=(
        "own",
        "only see|edit|reach|read|access",
        "belong user",
        "private",
        "personal",
        "only person who",
        "nobody|no else",
        "open|create|make|write themselves",
        "each per user",
        "never|not|nobody|cannot see|read|reach|access|edit|change another|other",
        "only|but owner|creator|author|maker",
        "only who make|create|write|open|add|post|upload|own",
    ),
    near="every team has an owner",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("router {many}", "model {model}", "errors", "routing", "GET", "POST", "PUT", "PATCH", "DELETE"),
    example="each user may only see and edit their own tickets",
    options=lambda _: (Option("owner", "An owner column, taken from the token", _build),),
)
