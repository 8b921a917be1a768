"""Rows that belong to several of another kind, which hold several of them."""

import re

from inflection import pluralize, singularize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.links import Link, with_link
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.resource import OPERATIONS, Reach, Resource, with_resource
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.playbooks.resources.crud_resource import NAME
from groundplan.architect.understand.relations import ENDS, MANY
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

SEVERAL = re.compile(rf"\b{MANY}\s+(?:different\s+|other\s+)?(?P<what>[a-z][\w-]*s)\b", re.IGNORECASE)
SUBJECT = re.compile(
    r"\b(?:an?|each|every|one|the)\s+(?P<what>[a-z][\w-]*)\s+(?:can|may|has|have|holds?|contains?|groups?|is|belongs?|includes?)\b",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"(?:^|[,.;]\s*|\band\s+)(?P<what>[a-z][\w-]*s)\s+(?:can|may|have|hold|contain|are|belong|include)\b", re.IGNORECASE
)
ADDED = re.compile(r"\b(?:in|to|into|with|of|and|between)\s+(?P<what>[a-z][\w-]*s)\b", re.IGNORECASE)
NO_NOUNS = frozenset(
    {
        "they",
        "it",
        "these",
        "those",
        "this",
        "others",
        "users",
        "people",
        "times",
        "ways",
        "one",
        "items",
        "rows",
        "each",
    }
)


def _nouns(text: str) -> list[str]:
    found = (
        match["what"].lower().replace("-", "_")
        for pattern in (SEVERAL, SUBJECT, PLURAL, ADDED)
        for match in pattern.finditer(text)
    )
    return list(dict.fromkeys(str(pluralize(str(singularize(word)))) for word in found if word not in NO_NOUNS))


def _reach(spec: Spec, near: str) -> Reach:
    model = next((model for model in spec.models if model.table == near), None)
    return "public" if model is not None and model.shared == "everybody" else "shared"


def _build(ground: Ground) -> Spec:
    spec, near, far = ground.spec, ground.intent.resource, ground.intent.other
    if anchor_of(spec, far) is None:
        resource = Resource(Names(far), (NAME,), OPERATIONS, _reach(spec, near))
        spec = with_resource(spec, resource, ground.conventions)
    first, second = anchor_of(spec, near), anchor_of(spec, far)
    return spec if first is None or second is None else with_link(spec, Link(first, second), ground.conventions)


def _belongs(wish: Wish, noun: str, near: str) -> bool:
    """Whether the rows of the one are parts of the other's already."""
    part, whole = wish.models.get(noun), wish.models[near]
    keys = part.fields if part is not None and not part.is_link else ()
    below = f"/{{{Names(near).key}}}/{Names(noun).segment}"
    parts = any(field.references is not None and field.references.model == whole.name for field in keys)
    return parts and any(endpoint.path.endswith(below) for endpoint in wish.spec.endpoints)


def _parts(wish: Wish, noun: str) -> bool:
    """Whether what is new is told as parts: with its fields, or with an end together with their row, and from one side only."""
    words = noun.replace("_", "[ _-]")
    listed = re.search(rf"\b{MANY}\s+(?:\w+\s+)?{words}\s*(?:\(|:|,?\s+(?:each\s+)?with\b)", wish.text, re.IGNORECASE)
    bound = re.search(
        r"\bwithout (?:their|its|the)\b|\bbelongs? to (?:exactly |only )?one\b", wish.request, re.IGNORECASE
    )
    both = len(SEVERAL.findall(wish.request)) > 1 or re.search(
        r"\bvice versa\b|\bmany[- ]to[- ]many\b|\bn:m\b", wish.request
    )
    return not both and (listed is not None or bound is not None or ENDS.search(wish.request) is not None)


def _reads(wish: Wish) -> Intent | None:
    named = [name for name in wish.named if name in wish.models and name != "users"]
    if not named and wish.subject in wish.models and wish.subject != "users":
        named = [wish.subject]
    if not named:
        return None
    # `Posts have categories, a post can have several`: the noun stands in the clause before.
    nouns = (*_nouns(wish.text), *_nouns(wish.request))
    others = [*named[1:], *(noun for noun in nouns if noun not in (*named, "users"))]
    if not others or _parts(wish, others[0]) or _belongs(wish, others[0], named[0]):
        return None
    return Intent("many-to-many", named[0], other=others[0], key=others[0])


playbook = Playbook(
    name="many-to-many",
    title="Tie rows to several of another kind",
    calls=(
        "be|belong in|to several|many|multiple",
        "belong several|many|multiple",
        "in|to|into several|many|multiple|more",
        "many to|and many",
        "several|many|multiple has|have|hold|contain|belong|in|of several|many|multiple",
        "can|may have|hold|contain|be several|many|multiple",
        "one|single in|to several|many|multiple|more",
        "any number of",
        "n m",
        "m n",
        "many to many",
        "vice versa",
        "more than one",
    ),
    example="a ticket can be in several projects, and a project holds many tickets",
    near="many people work on one ticket",
    stage="resources",
    reads=_reads,
    touches=("errors", "routing", "api", "DELETE", "model {model}", "model"),
    options=lambda _: (Option("link", "A table between the two, and a path for each pair", _build),),
)
