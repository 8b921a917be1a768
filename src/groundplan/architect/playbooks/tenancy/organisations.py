"""Companies, teams and workspaces, whose members share what is theirs."""

import re

from inflection import pluralize, singularize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.tenant_rows import with_tenant_rows
from groundplan.architect.designs.tenants import Tenancy, with_tenancy
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.access import ROLE_WORDS
from groundplan.architect.understand.known import collections
from groundplan.architect.understand.resources import find_resource
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

# What people call an organisation, the clearest word first.
CALLED = (
    "workspace", "organization", "organisation", "tenant", "team", "company", "companies", "household", "club", "department", "agency", "practice",
    "branch", "institution", "school", "group", "studio", "association", "firm", "business",
)  # fmt: skip
ROLES = ("member", "admin")
ALL = re.compile(
    r"\b(?:multi[- ]?tenan\w*|saas|b2b|isolat\w+|separate[ds]?|everything|all (?:the |our )?(?:data|resources|rows)|per (?:tenant|customer|company)|(?:its|their) own (?:data|rows|things))\b",
    re.IGNORECASE,
)

PEOPLE = re.compile(
    r"\b(?:members?(?:hips?)?|roles?|join\w*|tenan\w+|belongs?|share[ds]?|users?|people|persons?|colleagues?|invit\w+|own data|its own|their own)\b",
    re.IGNORECASE,
)


def tenancy_of(spec: Spec) -> Tenancy | None:
    """The organisations that a specification has already."""
    for model in spec.models:
        members = spec.models_by_name.get(f"{model.name}Member")
        if model.tenant == "id" and members is not None:
            role = members.field("role")
            roles = role.type.values if role is not None and role.type is not None and role.type.values else ROLES
            return Tenancy(Names(model.table), roles)
    return None


def organisation_named(text: str) -> str:
    """The collection that a text calls its organisations: the clearest word that it has for them, or nothing."""
    for word in CALLED:
        if re.search(rf"\b(?:{word}|{pluralize(word)})\b", text, re.IGNORECASE):
            plural = str(pluralize(str(singularize(word))))
            return "organizations" if plural == "tenants" else plural
    return ""


def _tenancy(ground: Ground) -> Tenancy:
    known = tenancy_of(ground.spec)
    if known is not None:
        return known
    roles = ground.intent.roles
    return Tenancy(Names(ground.intent.key), roles if len(roles) > 1 else ROLES)


def _owned(spec: Spec) -> tuple[str, ...]:
    """The resources whose rows could belong to an organisation."""
    by_table = {model.table: model for model in spec.models}
    return tuple(
        name for name in collections(spec) if name != "users" and not by_table[name].tenant and "_" not in name
    )


def _chosen(ground: Ground) -> tuple[str, ...]:
    answer = ground.answers.get("scoped", "")
    if ground.intent.names:
        return tuple(name for name in ground.intent.names if name in {model.table for model in ground.spec.models})
    return _owned(ground.spec) if answer == "all" else ()


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    tenancy = _tenancy(ground)
    spec = with_tenancy(spec, tenancy, ground.conventions)
    for collection in _chosen(ground):
        spec = with_tenant_rows(spec, tenancy, collection)
    return spec


def _questions(ground: Ground) -> tuple[Question, ...]:
    owned = _owned(ground.spec)
    if ground.intent.names or not owned or tenancy_of(ground.spec) is not None:
        return ()
    names = Names(ground.intent.key)
    listed = ", ".join(Names(name).words for name in owned)
    choices = (Choice("all", f"all of them: {listed}"), Choice("none", "none yet; each stays as it is"))
    default = "all" if ALL.search(ground.intent.quote) else "none"
    why = "A row that belongs to an organisation is reached by its members and by nobody else; changing that later moves every row."
    return (Question("scoped", f"Which rows belong to {names.a_word}?", why, choices, default, weight=95),)


def _roles(text: str) -> tuple[str, ...]:
    """The roles of members that a text lists, in its order: `a role, member or manager`."""
    listed = re.search(r"\broles?\b(?P<after>[^.;]*)", text, re.IGNORECASE)
    known = re.findall(rf"\b(?:{'|'.join(ROLE_WORDS)})\b", listed["after"], re.IGNORECASE) if listed is not None else ()
    return tuple(dict.fromkeys(word.lower() for word in known if word.lower() != "user"))


def _reads(wish: Wish) -> Intent | None:
    name, known = organisation_named(wish.text) or "organizations", tenancy_of(wish.spec)
    made = find_resource(wish.request)
    there = "|".join((*wish.models, *(str(singularize(model)) for model in wish.models))) or "-"
    others = (
        re.sub(rf"\b(?:{there})\b", " ", wish.request, flags=re.IGNORECASE)
        if "members" in wish.models
        else wish.request
    )
    if made is not None and made.collection == "tenants" and made.fields:
        return None
    if made is not None and made.collection == name and PEOPLE.search(re.sub(r"\bbelongs?\b", " ", others)) is None:
        # Companies that are listed and kept, as a customer register does, have no members.
        return None
    if known is not None and name in (known.names.collection, "organizations"):
        name = known.names.collection
    elif known is not None or name in {model.table for model in wish.spec.models}:
        return None
    own = ("users", name, f"{Names(name).one}_members")
    named = tuple(collection for collection in wish.named if collection not in own)
    return Intent(
        "organisations", names=named, roles=_roles(wish.request) if "role" in wish.text.lower() else (), key=name
    )


WORDS = "|".join(
    (*(word for word in CALLED if word not in ("group", "business", "branch", "school", "companies")), "organizations")
)
playbook = Playbook(
    name="organisations",
    title="Let people work in organisations",
    calls=(
        "multi tenant|tenancy",
        "multitenant|multitenancy",
        "tenant|tenancy",
        f"{WORDS} member|membership|role|several|own|account|join|belong",
        f"belong|belongs to {WORDS}",
        f"member {WORDS} role",
        f"role within|inside|in|per|of {WORDS}",
        f"add|need|introduce|have|support|want|create {WORDS}",
        f"each|every|per {WORDS} own|only|its|separate|isolated|see|data",
        f"share|shared within|inside|by|in {WORDS}",
        f"member of {WORDS}",
        "b2b|saas customer|company|account|product",
        "company|organization see only own|its",
        "isolate|isolated|separate|separated data|customer|company|tenant",
    ),
    example="multi-tenancy: people join workspaces, and each workspace has its own projects",
    near="a ticket names the company that sent it",
    stage="tenancy",
    reads=_reads,
    touches=("auth", "errors", "routing", "api", "model", "router", "schema", "GET", "POST", "PUT", "PATCH", "DELETE"),
    options=lambda _: (
        Option(
            "shared-tables",
            "Shared tables, a key to the organisation in each row",
            _build,
            {
                "Isolation": "by a key that every query uses",
                "Migrations": "one for all",
                "A customer of its own": "cannot be moved alone",
            },
            "It is the least to run, and one forgotten filter is what the tests on strangers are for.",
            decision="Keep the rows of all organisations in shared tables",
            consequences=(
                "Every query on such rows names the organisation; for each endpoint a test tries the rows of another one.",
                "Row-level security of the database can be added as a second barrier without a change of the API.",
                "Lists and creates stand below the path of the organisation, so that membership is checked before anything else.",
            ),
        ),
    ),
    questions=_questions,
    affects=("auth", "API", "data model"),
    context=lambda g: (f"People work in {Names(g.intent.key).words}, and what is of one is nobody else's business.",),
)
