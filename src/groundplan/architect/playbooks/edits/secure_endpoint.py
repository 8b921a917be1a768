"""Who may call an endpoint that is there."""

import re
from dataclasses import replace

from inflection import pluralize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.endpoints import with_access, with_role
from groundplan.architect.designs.roles import with_roles
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.access import ROLE_WORDS, role_named
from groundplan.architect.understand.endpoints import endpoints_meant
from groundplan.architect.understand.rights import find_rights, says_rights
from groundplan.architect.understand.wish import Wish
from groundplan.spec.address import Address
from groundplan.spec.endpoint import Access
from groundplan.spec.spec import Spec

SIGNED_IN = re.compile(
    r"\b(?:signed[- ]?in|logged[- ]?in|authenticat\w+|registered|log(?:ging)?[- ]?in|sign(?:ing)?[- ]?in|behind a login|a (?:valid )?token)\b",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:public(?:ly)?|anonymous(?:ly)?|open to (?:all|everybody|everyone|anyone)|without (?:an? |any )?(?:sign\w*|log\w*|token|account|auth\w*)"
    r"|no (?:login|auth\w*|sign[- ]?in))\b",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"\b(?:no|not|never|nobody|cannot|can't|isn't|aren't|without)\b[^.,]{0,20}\b(?:public\w*|anonymous\w*|open)\b",
    re.IGNORECASE,
)
# `owner`, `author` and `user` are no roles when it comes to single endpoints.
NO_ROLES = ("owner", "author", "user", "member", "customer", "client", "guest", "reader")


# Who alone does something is a role, by whatever name: `only nurses may delete`, `read by librarians only`, `is for auditors`.
ALONE = re.compile(
    r"\b(?:only|just|none but|nobody but)\s+(?:the\s+|an?\s+)?(?P<who>[a-z]+)s?\s+(?:(?:can|may|should|must|shall|will|get to)\b|(?:is|are) (?:able|allowed)\b"
    r"|(?:create|add|read|see|list|update|edit|change|delete|remove|write|manage)s?\b)"
    r"|\bonly\b[^.;]{0,40}\bby (?:the\s+|an?\s+|their\s+|its\s+|our\s+)?(?P<by>[a-z]+)s?\b|\bby (?:the\s+|an?\s+)?(?P<alone>[a-z]+)s? (?:only|alone)\b"
    r"|\b(?:is|are|be|reserved) (?:only )?for (?:the\s+|an?\s+)?(?P<for>[a-z]+)s?(?:\s+(?:only|alone))?\s*(?:$|[.;])",
    re.IGNORECASE,
)


def _role(wish: Wish) -> str:
    """The role that a wish names: one that there is, a word that is one, or whoever does something alone."""
    known = tuple(role.name for role in wish.spec.auth.roles) if wish.spec.auth is not None else ()
    words = (*known, *(word for word in ROLE_WORDS if word not in (*NO_ROLES, *known)))
    found = [
        (match.start(), word)
        for word in words
        if (match := re.search(rf"\b{re.escape(word)}s?\b", wish.text, re.IGNORECASE))
    ]
    role = min(found)[1] if found else _alone(wish)
    return "admin" if role == "administrator" else role


def _alone(wish: Wish) -> str:
    said = ALONE.search(wish.text)
    who = role_named(next((group for group in said.groups() if group), "")) if said is not None else ""
    return "" if not who or who in NO_ROLES or str(pluralize(who)) in wish.models else who


def _build(ground: Ground) -> Spec:
    spec = ground.spec
    role = ground.intent.key
    if role not in ("public", "authenticated"):
        spec = with_accounts(spec, ground.conventions, "rotate")
        declared = {known.name for known in spec.auth.roles} if spec.auth is not None else set()
        if role not in declared:
            roles = (role,) if declared else ("member", role) if role == "admin" else ("member", role, "admin")
            spec = with_roles(spec, roles, "none", ground.conventions)
    for name in ground.intent.names:
        endpoint = spec.endpoints_by_address.get(Address(name))
        if endpoint is None:
            continue
        if role == "public":
            spec = with_access(spec, endpoint, Access("public", reason="everybody may read it"))
        elif role == "authenticated":
            spec = with_access(spec, endpoint, Access("authenticated"))
        else:
            spec = with_role(spec, endpoint, role)
    return spec


# Who sees some rows only is no matter of who may call: `customers see only active products`.
SOME = re.compile(
    r"\bonly\s+(?!signed|logged|authenticated|registered)(?:\w+ed|active|open|live|available|own|new)\s+[a-z]+s\b"
    r"|\bsee(?:s)?\s+only\s+(?!their\b|his\b|her\b|its\b|own\b)\w+\s+\w+|\bonly\s+sees?\s+\w+\s+\w+",
    re.IGNORECASE,
)


# Who made a row is told by the row, whatever the maker is called: `only the agent who created a listing`.
MADE = re.compile(
    r"\bwho (?:has |have |had )?(?:made|creat|wr[io]t|open|add|post|upload|own)\w*\b|\b(?:their|its|own) (?:creator|owner|author)\b",
    re.IGNORECASE,
)


def _reads(wish: Wish) -> Intent | None:
    # What each of several roles may do is said of all of them at once.
    if SOME.search(wish.text) or MADE.search(wish.text) or (says_rights(wish.text) and find_rights(wish.request)):
        return None
    role = _role(wish)
    opened = OPEN.search(wish.text) is not None and CLOSED.search(wish.text) is None
    kind = role or ("public" if opened else "authenticated" if SIGNED_IN.search(wish.text) else "")
    if not kind:
        return None
    # What the role does is meant, and not that it is made or managed.
    meant = endpoints_meant(
        replace(wish, text=re.sub(r"\b(?:make|add|have|want)\b", " ", wish.text, flags=re.IGNORECASE))
    )
    if kind == "public":
        meant = tuple(endpoint for endpoint in meant if endpoint.method == "GET") if len(meant) > 1 else meant
    if not meant or (wish.spec.auth is None and kind == "public"):
        return None
    names = tuple(str(endpoint.address) for endpoint in meant)
    return Intent("secure-endpoint", names=names, key=kind)


WHO = "admin|administrator|superadmin|manager|editor|moderator|staff|support|agent|operator|reviewer|supervisor|accountant|teacher|employee"
playbook = Playbook(
    name="secure-endpoint",
    title="Say who may call an endpoint",
    calls=(
        "anyone|anybody|everybody|everyone|visitor|stranger see|read|list|view|browse without|public|publicly|anonymous|anonymously",
        f"only {WHO} can|may|should|must|allowed|able|be create|read|see|list|update|edit|change|delete|write|manage|add|remove|access",
        "only can|may|should|must|allowed|able create|read|see|list|update|edit|change|delete|write|manage|add|remove",
        "only create|read|see|list|update|edit|change|delete|write|manage|add|remove by",
        "create|read|see|list|update|edit|change|delete|write|manage|add|remove by alone|only",
        "get|post|put|patch|delete|endpoint|route is|are|only|reserved for|to",
        f"only {WHO} create|read|see|list|update|edit|change|delete|write|manage|add|remove|access",
        f"{WHO} only get|post|put|patch|delete|endpoint|route|api|list",
        f"make|keep|be {WHO} only",
        f"restrict|limit|reserve|allow|keep to|for {WHO}",
        f"require|need {WHO} role",
        f"create|update|edit|change|delete|write|manage for {WHO} only|alone",
        f"nobody but|except {WHO}",
        f"reserved for {WHO}",
        "endpoint|route|list|get sign|log|login|authenticate require|need|only|behind|must",
        "make|be|open public|publicly get|list|endpoint|route|read|reading|without|everybody",
        "read|see|list|reading without sign|log|login|account|token",
        "public|publicly read|readable|list|listing|visible|accessible",
    ),
    example="only admins may delete projects",
    near="an admin closes a ticket",
    stage="endpoints",
    reads=_reads,
    touches=(
        "GET",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "auth",
        "errors",
        "routing",
        "api",
        "router",
        "model User",
        "model RefreshToken",
        "schema",
    ),
    options=lambda _: (Option("access", "A line of its own at the endpoint", _build),),
)
