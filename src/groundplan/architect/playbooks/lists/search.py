"""Free-text search in a list, by one parameter over several fields."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, invalid
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.playbooks.lists.paginate_a_list import list_of
from groundplan.architect.understand.calls import stems
from groundplan.architect.understand.known import field_named
from groundplan.architect.understand.wish import Wish
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Search
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds

PARAMETER = "q"
LENGTH = Bounds(2, 100)
WHOLE = re.compile(r"\bfull[- ]?text\b|\branking\b|\brelevan\w+", re.IGNORECASE)
# What is searched stands behind one of these.
OVER = re.compile(r"\b(?:over|in|by|across|through|within|on|of|their|its|the)\s+(.+)$", re.IGNORECASE)
PIECES = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|plus)\s+|\s+(?:in|of|by|over|across)\s+")


# A code to search by, or a history of searches, is a thing and no wish.
THING = re.compile(r"\bsearch (?:codes?|keys?|terms?|histor(?:y|ies)|part(?:y|ies)|teams?|results?)\b", re.IGNORECASE)


PEOPLE = re.compile(
    r"\b(?:search\w*|find\w*|look\w* up|for|of|over|in|among) (?:\w+ ){0,2}(?:users|people|accounts|members|persons)\b|\buser search\b|/users\b",
    re.IGNORECASE,
)
KEPT = re.compile(r"\b(?:save|keep|store|share)\w* (?:\w+ )?search(?:es)?\b", re.IGNORECASE)


def _reads(wish: Wish) -> Intent | None:
    if not any(stem == "search" for stem in stems(THING.sub(" ", wish.text))) and THING.search(wish.text):
        return None
    if wish.resource == "users" and PEOPLE.search(wish.text) is None:
        # Who searches is not what is searched.
        return None if KEPT.search(wish.text) else Intent("search")
    model = wish.model
    if model is None:
        return Intent("search", wish.resource)
    return Intent("search", wish.resource, names=_searched(wish.text, model))


def _searched(text: str, model: Model) -> tuple[str, ...]:
    """The text fields that a request names."""
    found: dict[str, None] = {}
    match = OVER.search(text)
    for words in PIECES.split(match[1].strip(" .!?")) if match is not None else ():
        tail = words.split()
        # `post titles` are the titles of posts.
        meant = next(filter(None, (_meant(" ".join(tail[at:]), model) for at in range(len(tail)))), ())
        found |= dict.fromkeys(meant)
    return tuple(found)


def _meant(words: str, model: Model) -> tuple[str, ...]:
    """The text field of some words; a `name` that comes in parts is all of them."""
    one = field_named(words, model)
    parts = (field.name for field in model.fields if words.rstrip("s") == "name" and field.name.endswith("_name"))
    fields = (model.field(name) for name in ((one,) if one is not None else parts))
    return tuple(f.name for f in fields if f is not None and f.type is not None and f.type.textual)


def _fields(ground: Ground, model: Model) -> tuple[str, ...]:
    """The fields that were named, or all text that a client reads."""
    texts = tuple(f.name for f in model.fields if f.stored and f.read and f.type is not None and f.type.textual)
    return ground.intent.names or texts


def _build(ground: Ground, whole: bool) -> Spec:
    spec, endpoint = ground.spec, list_of(ground.spec, ground.intent.resource)
    model = None if endpoint is None else model_of(endpoint, spec)
    if endpoint is None or model is None or not (fields := _fields(ground, model)):
        return spec
    known = endpoint.search.fields if endpoint.search is not None else ()
    if set(fields) <= set(known):
        return spec
    names, searched = Names(ground.intent.resource), (*known, *(name for name in fields if name not in known))
    listed = " and ".join(f"`{name}`" for name in searched)
    told = criteria(
        f"`?{PARAMETER}=` with a word of one row's `{searched[0]}` brings that row and none without the word, in any letter case.",
        f"`?{PARAMETER}=a` answers {invalid(spec)} with `field` = `{PARAMETER}`; `%` and `_` are searched for as they stand.",
        f"`?{PARAMETER}=…` that nothing holds answers 200 with no items.",
    )
    note = (
        f"A full-text index (GIN over the `tsvector` of {listed}) serves the search for {names.words}; words are told by their stems."
        if whole
        else f"A trigram index (GIN, `pg_trgm`) over {listed} serves the search for {names.words}, which finds a word anywhere (ILIKE)."
    )
    kept = tuple(text for text in model.notes if "serves the search" not in text)
    router = spec.router_by_endpoint[endpoint.address]
    found = endpoint.replace(search=Search(PARAMETER, searched, LENGTH), criteria=extended(endpoint.criteria, *told))
    return spec.with_endpoint(found, router.name).with_model(model.replace(notes=extended(kept, note)))


def _options(ground: Ground) -> tuple[Option, ...]:
    contains = Option(
        "contains",
        "Text that holds the words",
        lambda g: _build(g, whole=False),
        {"Finds": "any part of a word", "Ranking": "the order of the list", "Up to": "about 100,000 rows"},
        "It needs one index and no other order.",
    )
    whole = Option(
        "full-text",
        "Full-text search of the database",
        lambda g: _build(g, whole=True),
        {"Finds": "words by their stems, in one language", "Ranking": "possible", "Up to": "millions of rows"},
        "It finds inflected words and stays fast on many rows.",
        rank=1,
    )
    return (whole,) if WHOLE.search(ground.intent.quote) else (contains, whole)


def _questions(ground: Ground) -> tuple[Question, ...]:
    options = _options(ground)
    endpoint = list_of(ground.spec, ground.intent.resource)
    if len(options) < 2 or (endpoint is not None and endpoint.search is not None):
        return ()
    choices = tuple(Choice(option.name, option.title.lower()) for option in options)
    why = "It decides the index, and what a client may expect to be found."
    return (Question("search", "How is text searched?", why, choices, "contains", weight=30),)


playbook = Playbook(
    name="search",
    title="Search a list",
    calls=("search|searchable", "full text", "find by name|title|word|keyword|text|part", "look up by name|title|word|keyword|text", "find type|typing word|part"),
    example="people want to search the tickets by a word in the title",
    near="every book has a search code",
    stage="lists",
    targets=True,
    reads=_reads,
    touches=("GET", "model {model}"),
    options=_options,
    questions=_questions,
    topic="search",
)  # fmt: skip
