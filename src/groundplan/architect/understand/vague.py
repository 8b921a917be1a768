"""Requests that name a matter and leave open what is meant: `add limits`, `we need history`.

Nothing can be assumed of them, so the question offers requests that say it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from inflection import singularize

from groundplan.architect.playbook import Choice, Question
from groundplan.architect.understand.known import collections
from groundplan.spec.spec import Spec

# More words than this say what is meant, if not in words that are known here.
LONGEST = 10
TOPIC = "meaning"


class Matter(NamedTuple):
    """What may be meant by some words: requests with the name of a resource in them, each with its meaning."""

    words: re.Pattern[str]
    asked: str
    ways: tuple[tuple[str, str], ...]


def _matter(words: str, asked: str, *ways: tuple[str, str]) -> Matter:
    return Matter(re.compile(rf"\b(?:{words})\b", re.IGNORECASE), asked, ways)


MATTERS = (
    _matter(
        r"limits?|limiting|limitations?|restrictions?", "What is limited?",
        ("limit creating {many} to 20 per hour and user", "how often somebody may call"),
        ("at most 10 {many} per user", "how many rows somebody may have"),
        ("the {many} list needs pages of at most 50", "how much one answer holds"),
    ),
    _matter(
        r"history|histories|revisions?|versions?|versioning|undo|tracking", "What has to be found out or undone later?",
        ("keep a history of who changed a {one}, with the values before and after", "who changed what, and when"),
        ("deleting a {one} only puts it in the trash, from which it can be restored", "rows that were deleted"),
        ("a v2 of GET /{path} beside the old one", "answers of the API that change"),
    ),
    _matter(
        r"groups?|grouping|categor\w+|folders?|hierarch\w+|collections?", "Who or what is grouped?",
        ("a {one} may have several topics, and every topic gathers many {many}", "rows, by topics of many"),
        ("{many} can be nested below each other", "rows, in a tree"),
        ("users work together in teams with members", "people"),
    ),
    _matter(
        r"secur\w*|safer?|safety|protect\w*|harden\w*", "What is it to be safe from?",
        ("role-based access control with member and admin", "people who may do too much"),
        ("limit login attempts to 5 per minute and address", "guessed passwords"),
        ("people can end all their sessions", "stolen tokens"),
        ("users can turn on a second factor", "stolen passwords"),
    ),
    _matter(
        r"status|statuses|states?|workflows?|process|life ?cycle|review(?:s|ing)?|stages?", "How does it go on with a {one}?",
        ("{many} go from draft to review to published", "step by step, each by an action of its own"),
        ("add an optional status (open, closed) to {many}", "a value that may be changed to any other"),
        ("people can comment on {many}", "people say what they think of it"),
    ),
    _matter(
        r"reports?|reporting|dashboards?|analytics|metrics|kpis?|numbers|figures|insights?", "Which figures, and for whom?",
        ("how many {many} are there per day?", "counts that an application shows"),
        ("download all {many} as CSV", "rows that somebody works out figures from"),
        ("generating the yearly report of {many} takes minutes: start it, and follow its progress", "a report that takes time"),
    ),
    _matter(
        r"shar(?:e|es|ed|ing|able)|shareable|collaborat\w+", "Who shares what with whom?",
        ("owners share their {many} with other users, to view or to edit", "single rows, with single users"),
        ("users work together in teams with members, and {many} belong to a team", "everything, within a team"),
    ),
    _matter(
        r"private|hidden|hide|confidential|internal", "Who may still see what?",
        ("each user may only see and edit their own {many}", "each user the own {many}"),
        ("only admins may read {many}", "people with a role"),
    ),
    _matter(
        r"filter(?:s|ing|able)?|sort(?:s|ing|able)?|order(?:ing)?", "What do clients look for in a list of {many}?",
        ("filter the {many} by creation date", "rows of some kind or time"),
        ("sort the {many} by creation date", "an order of their own"),
        ("people search the {many} by a word", "a word in them"),
    ),
    _matter(
        r"rat(?:e|es|ing|ings)|stars?|votes?|voting", "How do people say what they think?",
        ("people can like {many}", "with one click"),
        ("people can review {many}", "with words and stars"),
    ),
    _matter(
        r"fast(?:er)?|slow(?:er)?|performan\w+|speed|scal\w+|quick(?:er)?", "What is slow?",
        ("clients may cache GET /{path}", "the same answer, asked for again and again"),
        ("the {many} list needs cursor pagination", "deep pages of a long list"),
        ("{many} need an index on created_at", "lists that are filtered or sorted"),
    ),
    _matter(
        r"admin (?:area|panel|section|interface|backend|tools?)|back ?office|administration", "What do admins do there?",
        ("role-based access control with member and admin", "manage accounts and their roles"),
        ("only admins may delete {many}", "what others may not do"),
        ("admins see all {many}, members only their own", "work with rows of others"),
    ),
)  # fmt: skip


def vague_question(text: str, spec: Spec) -> Question | None:
    """What to ask about a request that names a matter and leaves open what is meant; `None` where it names none."""
    if len(text.split()) > LONGEST:
        return None
    matter = next((matter for matter in MATTERS if matter.words.search(text) is not None), None)
    many = next((name for name in collections(spec) if name != "users"), "")
    fields = {field.name.replace("_", " ") for model in spec.models for field in model.fields}
    if matter is None or not many or any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in fields):
        # Who names a field means that one.
        return None
    names = {
        "many": many.replace("_", " "),
        "one": str(singularize(many)).replace("_", " "),
        "path": many.replace("_", "-"),
    }
    why = "Each is another design. Answer in your own words, or with one of these."
    choices = tuple(_choices(matter, names))
    return Question(TOPIC, matter.asked.format(**names), why, choices, "", weight=100, open=True)


def _choices(matter: Matter, names: dict[str, str]) -> Iterator[Choice]:
    for request, meaning in matter.ways:
        yield Choice(request.format(**names), meaning)
