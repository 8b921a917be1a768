"""Roles that reach the rows of others, where everybody else reaches the own ones."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.ownership import with_owner
from groundplan.architect.designs.roles import with_reach, with_roles
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.reach import find_reach
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

SEE = "see|view|read|list|access|reach|manage|edit|handle|change|work|delete|remove|update"


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    declared = tuple(role.name for role in spec.auth.roles) if spec.auth is not None else ()
    reaching = ground.intent.roles
    if not set(reaching) <= set(declared):
        # Those who reach less come first: the first role is that of a new account.
        first = () if declared else ground.intent.names or ("member",)
        spec = with_roles(spec, tuple(dict.fromkeys((*first, *reaching, "admin"))), "none", ground.conventions)
    spec = with_owner(spec, ground.intent.resource, ground.conventions)
    model = spec.models_by_name.get(Names(ground.intent.resource).model)
    return spec if model is None else with_reach(spec, model, reaching, ground.intent.operations)


def _reads(wish: Wish) -> Intent | None:
    known = tuple(role.name for role in wish.spec.auth.roles) if wish.spec.auth is not None else ()
    reach = find_reach(wish.request, known)
    model = wish.model
    # Where everybody reaches all rows and nobody is said to reach less, there is nothing to reach past.
    if model is None or wish.resource == "users" or not reach.all or not (model.owner or reach.own):
        return None
    # What a lone admin may is the policy of the roles.
    if reach.all == ("admin",) and (not known or not re.search(r"\b(?:all|every\w*|any|others?)\b", wish.text)):
        return None
    return Intent(
        "role-reach", wish.resource, roles=reach.all, names=reach.own, operations=reach.done, quote=wish.request
    )


playbook = Playbook(
    name="role-reach",
    title="Let a role reach the rows of others",
    calls=(
        f"{SEE} all|every|everything|everybody|everyone|any only own|theirs",
        f"{SEE} all|every|everything|everybody|everyone|any they|own|theirs only",
        f"admin|manager|editor|moderator|staff|support|agent|operator|teacher|supervisor {SEE} all|every|everything|everybody|everyone|any",
        f"{SEE} other user|person",
        f"can|may|should|must|need {SEE} all|every|everybody|everyone|any",
    ),
    example="support sees all tickets, customers only their own",
    near="everybody sees all tickets",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("auth", "errors", "routing", "model", "router", "api", "GET", "POST", "PUT", "PATCH", "DELETE"),
    options=lambda _: (
        Option(
            "audited",
            "On the same routes, each use on record",
            _build,
            {"A leaked token of that role": "reaches every row, on record"},
            "The role works where the users do, and who looked can be told.",
            decision="Let roles reach the rows of others on the same routes, audited",
            consequences=("Every route of these rows has two meanings, and its tests both.",),
        ),
    ),
    affects=("auth",),
    context=lambda g: (
        f"{', '.join(f'`{role}`' for role in g.intent.roles)} work with {g.intent.resource} of others.",
    ),
)
