"""What belongs to what, and how many of them, in the words of a request."""

import re
from typing import NamedTuple

from inflection import singularize

from groundplan.architect.understand.wish import Wish

PERSON = re.compile(
    r"\b(?P<who>colleagues?|users?|employees?|co-?workers?|team ?mates?|members?|sales ?(?:person|people|reps?|representatives?)|agents?|managers?"
    r"|persons?|people|somebody|someone|technicians?|drivers?|teachers?|doctors?|nurses?|assignees?|reviewers?|advis[eo]rs?|account managers?"
    r"|supervisors?|mentors?|coach(?:es)?|trainers?|customers?|clients?|patients?|students?|authors?|hosts?)\b",
    re.IGNORECASE,
)
# A word for the tie that is a role of its own; the other words name the person.
ROLES = (
    (r"\bassign\w*|\blooks? after\b|\bin charge\b", "assignee"),
    (r"\bresponsible\b|\bresponsibility\b", "responsible"),
    (r"\breview\w*\b", "reviewer"),
    (r"\bapprov\w*\b", "approver"),
    (r"\bmanaged by\b", "manager"),
)
MANY = (
    r"(?:several|many|multiple|any number of|some|a number of|more than one|one or more|various|a list of|two or more)"
)
HAS_MANY = re.compile(
    rf"\b(?:has|have|contains?|consists? of|holds?|hold|with|comprises?|includes?|groups?|can have|may have)\s+{MANY}?\s*",
    re.IGNORECASE,
)
NEEDED = re.compile(
    r"\b(?:must|has to|have to|needs? to|always|exactly one|mandatory|required|cannot exist without|has an?|belongs to|every|each)\b",
    re.IGNORECASE,
)
OPTIONAL = re.compile(
    r"\b(?:can|may|could|optional(?:ly)?|at most one|if any|want to|would like|should be able|possible|assign\w*)\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(?:dies?|die|deleted|removed|disappears?|gone|goes|go|vanish\w*|cascade)\b[^.]{0,20}\b(?:with|together|along|too)\b|\bcascad\w+|\bdeleted with\b",
    re.IGNORECASE,
)


# `the donor has to be an existing user` names the tie.
EXISTING = re.compile(
    r"\b(?:the|an?|each|every|this)\s+(?P<role>[a-z]+)\s+(?:(?:must|should|has to|needs to|can only|may only)\s+be|is)\s+(?:always\s+)?(?:an?\s+|one of (?:the|our)\s+)?"
    r"(?:existing |registered |known |other )*(?:user|account|person|colleague|employee|member)s?\b",
    re.IGNORECASE,
)
# Who speaks is not who is spoken of: `as a sales manager I want`.
SPEAKER = re.compile(r"\bas an? [\w -]+?,?\s+(?=I\b)", re.IGNORECASE)
ANYBODY = frozenset({
    "user", "colleague", "person", "people", "somebody", "someone", "member", "employee", "co_worker", "coworker", "team_mate", "teammate",
})  # fmt: skip


class Belongs(NamedTuple):
    """A row of `child` that names one of `parent` by a role."""

    child: str
    parent: str
    role: str
    needed: bool
    cascade: bool


def find_belonging(wish: Wish) -> Belongs | None:
    """What a wish ties to one row of another kind; both are there, or the one is a person."""
    text = wish.text
    named = [name for name in wish.named if name in wish.models and name != "users"]
    if len(named) == 1 and wish.subject in wish.models and wish.subject not in (named[0], "users") and _anaphoric(text):
        named = [wish.subject, *named]
    told, person = EXISTING.search(text), PERSON.search(SPEAKER.sub("", text))
    child = next((name for name in (*named, wish.subject) if name in wish.models and name != "users"), "")
    if told is not None and child and str(singularize(told["role"].lower())) != str(singularize(child)):
        return Belongs(child, "users", told["role"].lower(), _needed(text), False)
    if len(named) >= 2:
        child, parent = named[0], named[1]
        if HAS_MANY.search(text) and _many(text, parent):
            child, parent = parent, child
        return Belongs(child, parent, str(singularize(parent)), _needed(text), ENDS.search(text) is not None)
    own = (
        len(named) == 1 and person is not None and str(singularize(person["who"].lower())) == str(singularize(named[0]))
    )
    if len(named) == 1 and person is not None and not own:
        return Belongs(named[0], "users", _role(text, person["who"]), _needed(text), False)
    return None


def _anaphoric(text: str) -> bool:
    return re.search(r"\b(?:each|every one|every|they|it|these|those|which|one)\b", text, re.IGNORECASE) is not None


def _many(text: str, collection: str) -> bool:
    """Whether the second thing is spoken of in the plural: `a project has tasks`."""
    words = collection.replace("_", "[ _-]")
    return re.search(rf"\b{words}\b", text, re.IGNORECASE) is not None and not re.search(
        rf"\b(?:one|a|an|the|exactly one)\s+{words}\b", text, re.IGNORECASE
    )


def _needed(text: str) -> bool:
    return NEEDED.search(text) is not None and OPTIONAL.search(text) is None


def _role(text: str, who: str) -> str:
    one = str(singularize(re.sub(r"[^a-z]+", "_", who.lower())))
    # A nurse who is assigned is the nurse; a colleague who is, the assignee.
    for words, role in ROLES:
        if (one in ANYBODY or role != "assignee") and re.search(words, text, re.IGNORECASE):
            return role
    return "assignee" if one in ANYBODY else one
