"""Roles on top of accounts, and what the highest of them may do with rows of others."""

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts, with_sign_in_required
from groundplan.architect.designs.endpoints import with_rights
from groundplan.architect.designs.ownership import with_owner
from groundplan.architect.designs.roles import Override, with_roles
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand import access
from groundplan.architect.understand.known import collections, mentioned
from groundplan.architect.understand.rights import find_rights, says_rights
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

DEFAULT_ROLES = ("member", "admin")


def _build(ground: Ground, override: Override) -> Spec:
    spec = with_sign_in_required(with_accounts(ground.spec, ground.conventions, "rotate"))
    if ground.intent.scope == "owner":
        for collection in _collections(ground):
            spec = with_owner(spec, collection, ground.conventions)
    overridden = ground.intent.resource if ground.intent.override else ""
    spec = with_roles(spec, _roles(ground), override, ground.conventions, overridden)
    if not (rights := find_rights(ground.intent.quote)):
        return spec
    named = (ground.intent.resource,) if ground.intent.resource else collections(ground.spec)
    return with_rights(spec, rights, tuple(name for name in named if name != "users"))


def _roles(ground: Ground) -> tuple[str, ...]:
    """The roles that the request names, that there are, or that were answered."""
    known = tuple(role.name for role in ground.spec.auth.roles) if ground.spec.auth is not None else ()
    answered = tuple(filter(None, ground.answers.get("roles", "").split("+")))
    asked = ground.intent.roles
    if len(asked) == 1 and not known:
        # One role alone tells nobody apart.
        usual, highest = DEFAULT_ROLES
        return tuple(dict.fromkeys((usual, *asked, highest)))
    return asked or known or answered or DEFAULT_ROLES


def _collections(ground: Ground) -> tuple[str, ...]:
    """The resources that become owned: the one that is named, or all that everybody could reach."""
    if ground.intent.resource:
        return (ground.intent.resource,)
    return tuple(model.table for model in ground.spec.models if model.shared == "everybody")


def _options(ground: Ground) -> tuple[Option, ...]:
    options = (
        Option(
            "none",
            "No override",
            lambda g: _build(g, "none"),
            {"Rows of others": "hidden from every role", "A leaked admin token": "manages accounts only"},
            "No route of a user changes its meaning, and an override can come later on routes of its own.",
            decision="Keep roles in the user's row, without an admin override",
            consequences=(
                "A demotion counts at the next request, at the price of one row read that is needed anyway.",
                "Support staff who must see rows of others need routes of their own, with an audit.",
            ),
        ),
        Option(
            "audited",
            "Override on the same routes, audited",
            lambda g: _build(g, "audited"),
            {"Rows of others": "reached by the highest role", "A leaked admin token": "reaches everything, on record"},
            "The highest role works where the users do; every use is written down.",
            rank=1,
            decision="Keep roles in the user's row, with an audited admin override",
            consequences=("Every route of owned rows has two meanings, and its tests both.",),
        ),
        Option(
            "silent",
            "Override without a trace",
            lambda g: _build(g, "silent"),
            {"Rows of others": "reached by the highest role", "A leaked admin token": "reaches everything, unseen"},
            "The least to build, and nobody can say who looked.",
            rank=2,
            decision="Keep roles in the user's row, with an admin override",
        ),
    )
    if ground.intent.override:
        return options[1:]
    return options


def _questions(ground: Ground) -> tuple[Question, ...]:
    declared = ground.spec.auth is not None and bool(ground.spec.auth.roles)
    questions = []
    if not ground.intent.roles and not declared:
        known = (
            Choice("member+admin", "a role for everybody and one that manages accounts"),
            Choice("viewer+editor+admin", "readers, writers, and one that manages accounts"),
        )
        why = "Every secured route is for some of them; a new role later touches routes and tests."
        questions.append(Question("roles", "Which roles are there?", why, known, "member+admin", weight=80))
    if not declared:
        choices = (
            Choice("none", "no: rows of others stay hidden"),
            Choice("audited", "yes, and every use is written to an audit log"),
            Choice("silent", "yes, without a trace"),
        )
        why = "It decides what a stolen admin token is worth."
        default = "audited" if ground.intent.override else "none"
        asked = "May the highest role reach rows of other users?"
        questions.append(
            Question("override", asked, why, choices[1:] if ground.intent.override else choices, default, weight=75)
        )
    return tuple(questions)


def _context(ground: Ground) -> tuple[str, ...]:
    return (f"Some routes are not for everybody: the roles are {', '.join(f'`{role}`' for role in _roles(ground))}.",)


def _named_roles(wish: Wish) -> tuple[str, ...]:
    """The roles that a clause names, those who may least first, or as they are listed.

    A plain member is added to a lone admin only where the request names no others.
    """
    told, named = find_rights(wish.request), access.find_roles(wish.text)
    listed = access.find_roles(wish.request) if access.LISTING.search(wish.request) is not None else ()
    roles = tuple(dict.fromkeys((*sorted(told, key=lambda role: len(told[role])), *named)))
    if told and "member" not in told:
        roles = tuple(role for role in roles if role != "member")
    if set(roles) <= set(listed):
        roles = tuple(role for role in listed if role in roles)
    default = access.DEFAULT.search(wish.request)
    first = access.role_named(default["role"] or default["after"]) if default is not None else ""
    return tuple(dict.fromkeys((first, *roles))) if first in roles else roles


def _reads(wish: Wish) -> Intent | None:
    rights = says_rights(wish.text) and bool(find_rights(wish.request))
    if access.RBAC.search(wish.text) is None and not rights:
        return None
    elsewhere = (wish.subject, *mentioned(wish.request, wish.spec)) if rights else ()
    named = tuple(name for name in (*wish.named, *elsewhere) if name not in ("users", ""))
    return Intent(
        "jwt-rbac",
        resource=named[0] if named else "",
        roles=_named_roles(wish),
        scope=access.find_scope(wish.text),
        override=access.OVERRIDE.search(wish.text) is not None,
        key="roles",
        # Who may what is told over several clauses.
        quote=wish.request if rights else "",
    )


playbook = Playbook(
    name="jwt-rbac",
    title="Add roles, and say who may do what",
    calls=(
        "role",
        "rbac",
        "role based access control",
        "permission",
        "access control",
        "only admin|administrator|manager|editor|moderator|staff",
        "admin|administrator see|manage|do|reach everything|anything|all|every",
        "admin|administrator can|may",
        "may|can|must|should create|read|edit|change|delete|see|do|manage|look",
        "may|can|must|should do|access everything|anything|nothing",
        "viewer|reader|editor|writer|moderator|auditor see|change|nothing|read|create|everything",
        "viewer|reader|editor|writer|moderator|manager|auditor|staff|guest can|may|cannot read|edit|create|delete|write|everything|view|see|change|only",
    ),
    near="every admin of a project gets a mail",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "routing", "model", "router", "api", "GET", "POST", "PUT", "PATCH", "DELETE"),
    example="role-based access control with member and admin, and tasks are deleted by admins alone",
    options=_options,
    questions=_questions,
    topic="override",
    affects=("auth", "data model"),
    context=_context,
)
