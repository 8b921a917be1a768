"""A resource with the endpoints to create, list, read, change and delete it."""

import re

from inflection import singularize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OPERATIONS, Reach, Resource, with_resource
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.access import find_scope
from groundplan.architect.understand.clauses import sentences
from groundplan.architect.understand.fields.reading import read_fields
from groundplan.architect.understand.operations import find_operations
from groundplan.architect.understand.resources import STRONG, find_resources
from groundplan.architect.understand.wish import Wish
from groundplan.spec.failure import InvalidInput
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type

NAME = Field(
    "name", Type("str"), constraints=Constraints(bounds=Bounds(1, 120), trimmed=True),
    create="required", update="optional", read="yes",
)  # fmt: skip
DESCRIPTION = Field(
    "description", Type("text"), nullable=True, constraints=Constraints(bounds=Bounds(None, 5000)),
    create="optional", update="optional", read="yes",
)  # fmt: skip
# What every row has already.
SERVER = frozenset({"id", "created_at", "updated_at"})
USUAL = "name+description"
PLAIN = {USUAL: (NAME, DESCRIPTION), "name": (NAME,)}
# What every API has or does, and nobody keeps rows of.
NO_ROWS = frozenset({
    "cors", "errors", "error_responses", "authentications", "auths", "authorizations", "versions", "versionings", "paginations",
    "cachings", "caches", "loggings", "retries", "timeouts", "concurrencies", "transactions", "requests_and_responses", "validations",
    "security", "securities", "secrets", "deployments", "backups", "migrations", "rate_limits", "health_checks", "tokens", "passwords",
    "accounts", "logins", "registrations",
})  # fmt: skip
MEANINGS: dict[Reach, str] = {
    "owner": "each user reaches only their own",
    "shared": "all signed-in users share them",
    "public": "everybody, without signing in",
}


def _exists(ground: Ground) -> bool:
    return Names(ground.intent.resource).model in ground.spec.models_by_name


def _reaches(ground: Ground) -> tuple[Reach, ...]:
    """Who may reach the rows: what the request says, what there is already, or what is possible."""
    for reach in MEANINGS:
        if ground.intent.scope == reach:
            return (reach,)
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    if model is not None:
        return ("owner",) if model.owner else ("public",) if model.shared == "everybody" else ("shared",)
    return ("owner", "shared") if ground.spec.auth is not None else ("public",)


def _usual(ground: Ground) -> Reach:
    """The reach that most resources of the API have."""
    if ground.spec.auth is None:
        return "public"
    others = [m for m in ground.spec.models if m.schemas and m.name != "User"]
    return "owner" if sum(bool(m.owner) for m in others) * 2 >= len(others) else "shared"


def _build(ground: Ground, reach: Reach) -> Spec:
    fields = ground.intent.fields or _answered(ground.answers.get("fields", USUAL))
    operations = tuple(name for name in OPERATIONS if name in (ground.intent.operations or OPERATIONS))
    resource = Resource(Names(ground.intent.resource), fields, operations, reach)
    spec = ground.spec if reach == "public" else with_accounts(ground.spec, ground.conventions, "rotate")
    return with_resource(spec, resource, ground.conventions)


def _answered(fields: str) -> tuple[Field, ...]:
    """The fields that an answer chooses or lists."""
    if (chosen := PLAIN.get(fields)) is not None:
        return chosen
    if not (listed := read_fields(fields)):
        raise InvalidInput(
            f"`{fields}` names no field", mend="list them as in `title (required, max 80), price decimal(10,2)`"
        )
    return listed


def _options(ground: Ground) -> tuple[Option, ...]:
    traits: dict[Reach, dict[str, str]] = {
        "owner": {"Who sees a row": "its owner", "A foreign id": "404", "Uniqueness": "for each user"},
        "shared": {"Who sees a row": "every signed-in user", "A foreign id": "there is none", "Uniqueness": "for all"},
        "public": {"Who sees a row": "everybody", "A foreign id": "there is none", "Uniqueness": "for all"},
    }
    usual = _usual(ground)

    def option(reach: Reach) -> Option:
        why = "It is what the other resources of this API do." if reach == usual else ""
        rank = 0 if reach == usual else 1
        return Option(reach, MEANINGS[reach].capitalize(), lambda g: _build(g, reach), traits[reach], why, rank)

    return tuple(option(reach) for reach in _reaches(ground))


def _questions(ground: Ground) -> tuple[Question, ...]:
    if _exists(ground):
        return ()
    names = Names(ground.intent.resource)
    questions = []
    reaches = _reaches(ground)
    if len(reaches) > 1:
        choices = tuple(Choice(reach, MEANINGS[reach]) for reach in reaches)
        why = "It decides the owner column, what a foreign id answers, and what must be unique."
        questions.append(Question("scope", f"Who reaches the {names.words}?", why, choices, _usual(ground), weight=90))
    if not ground.intent.fields:
        choices = (
            Choice(USUAL, "a required name and an optional description"),
            Choice("name", "a required name alone"),
        )
        why = "Fields that clients rely on are dear to change later; more can be added at any time."
        asked = f"Which fields has {names.a_word}? List them, or take one of these."
        questions.append(Question("fields", asked, why, choices, USUAL, weight=60, open=True))
    return tuple(questions)


def _said_of_all(request: str, others: list[str]) -> str:
    """The reach that a sentence says of all resources, or of none by its name."""
    of_others = re.compile(rf"\b(?:{'|'.join(map(re.escape, others))})\b", re.IGNORECASE) if others else None
    spoken = (find_scope(said) for said in sentences(request) if of_others is None or of_others.search(said) is None)
    return next(filter(None, spoken), "")


def _reads(wish: Wish) -> Intent | None:
    all_wanted = find_resources(wish.request)
    wanted = next((one for one in all_wanted if re.search(rf"\b{re.escape(one.name)}\b", wish.text)), None)
    if wanted is None or wanted.collection == "users" or wanted.collection in NO_ROWS or len(wanted.collection) < 3:
        return None
    # `store the weight of each parcel` is about what there is.
    words = wanted.collection.split("_")
    others = [
        name
        for name in wish.named
        if name not in ("users", wanted.collection) and not {name, str(singularize(name))} & {*words}
    ]
    if others and not wanted.fields and STRONG.search(wish.text) is None:
        return None
    # What is said before the first resource is said of all, and what follows one, of that one.
    later = [one.start for one in all_wanted if one.start > wanted.start]
    text = wish.request if len(all_wanted) == 1 else wish.request[wanted.start : min(later, default=None)]
    return Intent(
        "crud-resource",
        resource=wanted.collection,
        fields=tuple(field for field in read_fields(wanted.fields) if field.name not in SERVER)
        if wanted.fields
        else (),
        operations=find_operations(text),
        scope=find_scope(text) or _said_of_all(wish.request, [one.name for one in all_wanted if one is not wanted]),
    )


playbook = Playbook(
    name="crud-resource",
    title="Add a resource with its endpoints",
    calls=(
        "crud",
        "new|add resource",
        "manage|administer|maintain|handle",
        "endpoint|route|api for|to",
        "resource",
        "create list|read|update|delete",
        "add edit|delete|list",
        "expose",
        "make|build|give|create api",
        "get|post|put|patch|delete for",
        "keep track|list",
        "store",
        "add|need model|entity|collection",
        "~add|create|introduce|need|want|have",
        "~table",
    ),
    near="how should errors look in our API?",
    stage="resources",
    reads=_reads,
    touches=("errors", "api", "routing", "model {model}", "router {many}"),
    example="CRUD endpoints for an 'invoices' resource: number (required, max 20), description",
    options=_options,
    questions=_questions,
    topic="scope",
)
