"""Parts of a row: lines of an order, chapters of a book."""

import re

from inflection import pluralize, singularize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.children import Child, with_children
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.playbooks.resources.crud_resource import DESCRIPTION, NAME
from groundplan.architect.understand.fields.reading import read_fields
from groundplan.architect.understand.fields.splitting import list_end
from groundplan.architect.understand.relations import MANY
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec

FIELDS = re.compile(
    r"(?:\b(?:with|having|each with|that have|which have|consisting of)\b|:|\w\s*\()\s*(?:an?\s+)?(?P<listed>.+)$",
    re.IGNORECASE | re.DOTALL,
)
# What hangs on rows and is designed by playbooks of its own, and what is no thing at all.
OTHERS = frozenset(
    {"comment", "tag", "label", "like", "favourite", "favorite", "file", "attachment", "photo", "picture", "image", "user", "member", "owner",
     "field", "endpoint", "role", "state", "status", "version", "history", "permission", "notification", "page", "id", "name", "review", "share",
     "category", "genre", "topic", "skill", "interest", "keyword", "theme"}
)  # fmt: skip
# People who take part are somebody already, unless it is told what is kept of them.
PEOPLE = frozenset(
    {"participant", "attendee", "student", "guest", "visitor", "subscriber", "follower", "fan", "teammate", "colleague"}
)
NOUN = (
    r"(?P<part>[a-z][\w-]*(?:[ -](?!with\b|that\b|which\b|each\b|and\b|of\b|in\b|for\b|to\b|has\b|have\b)[a-z][\w-]*)?)"
)


def _patterns(parent: str) -> tuple[str, ...]:
    one = str(singularize(parent))
    words = rf"(?:{parent.replace('_', '[ _-]')}|{one.replace('_', '[ _-]')})"
    before = r"(?:each|every|an?|the|all|our)\s+"
    holds = r"(?:has|have|contains?|consists?\s+of|holds?|is made (?:up )?of|needs?)"
    wants = r"(?:crud(?:\s+endpoints?)?\s+for|add|manage|need|want|endpoints?\s+for|introduce|create)"
    may = r"(?:can\s+|may\s+|should\s+|must\s+|will\s+)?(?:also\s+)?"
    within = r"(?:of|to|for|inside(?: of)?|within|in|on|under)"
    return (
        rf"\b(?:{before})?{words}\s+{may}{holds}\s+(?:{MANY}\s+)?(?:its own\s+|own\s+)?{NOUN}",
        rf"\b{wants}\s+(?:the\s+)?{NOUN}\s+{within}\s+(?:{before})?{words}\b",
        rf"\b(?:the\s+)?{NOUN}\s+(?:of|inside(?: of)?|within)\s+(?:{before}){words}\b",
        rf"(?:^|[.,;]\s*)(?:(?:an?|each|every|the|all)\s+)?(?P<part>(?!(?:an?|each|every|the|all|they|it|which|that)\b)[a-z][\w-]*)\s+(?:always\s+)?belongs?\s+to\s+(?:exactly one|one|{before}){words}\b",
        rf"\b{NOUN}\s+(?:are|is)\s+(?:a\s+)?part\s+of\s+(?:{before})?{words}\b",
    )


def _part(wish: Wish, parent: str) -> str:
    """The collection of the parts that a wish names for a resource, or nothing."""
    for pattern in _patterns(parent):
        if match := re.search(pattern, wish.text, re.IGNORECASE):
            words = re.sub(r"[^a-z0-9]+", "_", match["part"].lower()).strip("_")
            if words.partition("_")[0] in ("list", "link", "unlink", "get", "show", "create"):
                continue
            if str(singularize(words)) in PEOPLE and FIELDS.search(wish.text) is None:
                continue
            belongs = "belong" in match[0].lower()
            if (
                not words
                or (str(singularize(words)) == words and not belongs)
                or str(singularize(words)).rpartition("_")[2] in OTHERS
            ):
                continue
            name = str(pluralize(str(singularize(words))))
            if belongs and name in wish.models and not _inside(wish, name, parent):
                continue
            return (
                ""
                if name in wish.models and anchor_of(wish.spec, name) is not None and not _inside(wish, name, parent)
                else name
            )
    return ""


def _inside(wish: Wish, name: str, parent: str) -> bool:
    """Whether the parts are there already, below this resource."""
    model = wish.models[name]
    return any(
        field.references is not None and field.references.model == wish.models[parent].name for field in model.fields
    )


def _fields(text: str) -> tuple[Field, ...]:
    match = FIELDS.search(text)
    if match is None:
        return ()
    listed = match["listed"].strip(" .")
    if match[0].partition(match["listed"])[0].endswith("("):
        listed = _inside_brackets(listed)
    return read_fields(listed[: list_end(listed)])


def _inside_brackets(text: str) -> str:
    """The text up to the bracket that closes what was open before it."""
    depth = 1
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[:at]
    return text


def _build(ground: Ground) -> Spec:
    anchor = anchor_of(ground.spec, ground.intent.resource)
    if anchor is None:
        return ground.spec
    plain = (NAME,) if ground.answers.get("parts", "") == "name" else (NAME, DESCRIPTION)
    names = Names(ground.intent.other)
    return with_children(ground.spec, Child(anchor, names, ground.intent.fields or plain), ground.conventions)


def _questions(ground: Ground) -> tuple[Question, ...]:
    names = Names(ground.intent.other)
    if ground.intent.fields or names.model in ground.spec.models_by_name:
        return ()
    choices = (
        Choice("name+description", "a required name and an optional description"),
        Choice("name", "a required name alone"),
    )
    why = "Fields that clients rely on are dear to change later; more can be added at any time."
    return (Question("parts", f"Which fields has {names.a_word}?", why, choices, "name+description", weight=60),)


def _reads(wish: Wish) -> Intent | None:
    parents = [name for name in wish.named if name in wish.models and name != "users"]
    if not parents and wish.subject in wish.models:
        parents = [wish.subject]
    for parent in parents:
        if part := _part(wish, parent):
            return Intent("nested-resource", parent, other=part, fields=_fields(wish.text), key=part)
    return None


def _follows(wish: Wish, intent: Intent) -> Intent:
    """A later sentence may list the fields, unless it has been done."""
    return intent if intent.fields else intent.replace(fields=_fields(wish.text))


playbook = Playbook(
    name="nested-resource",
    title="Give rows parts of their own",
    calls=(
        "each|every|one|a|an has|have|contain|hold|consist with",
        "has|have|contain|hold|consist of",
        "has|have|contain|hold several|many|multiple",
        "line|item|entry|chapter|step|position|section|row|part of|in|to|for",
        "crud|endpoint|manage|add|need of|for|inside|within|under each|every|a|an|the",
        "part|parts of",
        "die|deleted|removed|gone|goes with",
        "belong exactly one",
        "belong to a|an|the|each|every|one",
        "nested|sub resource",
        "~has|have|contain|consist",
    ),
    example="each project has milestones with a name and a due date",
    near="each project has a name",
    stage="resources",
    reads=_reads,
    follows=_follows,
    touches=("errors", "routing", "api", "DELETE"),
    options=lambda _: (Option("inside", "Rows below the path of the row they are part of", _build),),
    questions=_questions,
)
