"""Several rows in one request."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.batches import PATHS, Batch, Work, single_of, with_batch
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

MOST, LARGEST = 100, 1_000
COUNT = re.compile(r"\b(\d{1,3}(?:[ ,.]\d{3})+|\d+)\b(?!\s*(?:mb|kb|second|minute|hour|day|%))", re.IGNORECASE)
WORKS: tuple[tuple[Work, re.Pattern[str]], ...] = (
    ("delete", re.compile(r"\b(?:delet\w*|remov\w*|clear\w*)\b", re.IGNORECASE)),
    ("update", re.compile(r"\b(?:updat\w*|chang\w*|edit\w*|mark\w*|modif\w*|set|close|complete)\b", re.IGNORECASE)),
    ("create", re.compile(r"\b(?:creat\w*|add\w*|insert\w*|post\w*|submit\w*|send\w*|make|made|new)\b", re.IGNORECASE)),
)  # fmt: skip
APART = re.compile(
    r"\bpartial\w*|\b207\b|\bper[- ]item\b|\beach (?:on its own|item)\b|\bthose that (?:are valid|work)\b",
    re.IGNORECASE,
)


def _most(ground: Ground) -> int:
    found = COUNT.search(ground.intent.quote)
    count = int(re.sub(r"\D", "", found[1])) if found is not None else MOST
    return min(max(count, 2), LARGEST)


def _build(ground: Ground, together: bool) -> Spec:
    spec = ground.spec
    for work in ("create", "update", "delete"):
        if work in ground.intent.operations:
            spec = with_batch(spec, Batch(Names(ground.intent.resource), work, _most(ground), together))
    return spec


def _options(ground: Ground) -> tuple[Option, ...]:
    apart = APART.search(ground.intent.quote) is not None
    return (
        Option(
            "together",
            "All of them or none",
            lambda g: _build(g, together=True),
            {"One bad row": "spoils the request", "Answer": "one status", "A retry": "of the whole"},
            "A client has nothing to sort out: it was done, or nothing was.",
            rank=1 if apart else 0,
        ),
        Option(
            "apart",
            "Each row on its own",
            lambda g: _build(g, together=False),
            {"One bad row": "fails alone", "Answer": "207, one for each row", "A retry": "of the rows that failed"},
            "Much gets through although some is wrong; every client has to read each answer.",
            rank=0 if apart else 1,
            decision="Answer each row of a batch on its own",
            consequences=("A 2xx says no longer that everything worked; clients have to look at every row.",),
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    if not _wanted(ground):
        return ()
    choices = (Choice("together", "nothing is done"), Choice("apart", "the others are done, and each has an answer"))
    default = "apart" if APART.search(ground.intent.quote) else "together"
    why = "It decides the status of the answer and what a client has to do after it."
    return (Question("batch", "What happens when one row of a batch is bad?", why, choices, default, weight=50),)


def _wanted(ground: Ground) -> tuple[Work, ...]:
    """What is asked for, can be done on one row, and is not there for several."""
    known, names = ground.spec.endpoints_by_address, Names(ground.intent.resource)
    return tuple(
        work
        for work, path in PATHS.items()
        if work in ground.intent.operations
        and single_of(ground.spec, names.collection, work) is not None
        and f"POST {ground.spec.api.base_path}/{names.segment}/{path}" not in known
    )


def _reads(wish: Wish) -> Intent | None:
    works = tuple(work for work, words in WORKS if words.search(wish.text)) or ("create",)
    return Intent("bulk", wish.resource, operations=works)


playbook = Playbook(
    name="bulk",
    title="Do several rows at once",
    calls=(
        "bulk|batch",
        "bulk|batch create|add|insert|update|delete|operation|endpoint|request|creation|deletion",
        "several|many|multiple|hundred|dozen create|add|insert|update|delete|remove|mark|change once|one|single|together",
        "create|make|add|insert|delete|remove|update|mark|change|send one|single call|request|go|shot|step",
        "create|add|insert|delete|remove|update|mark|change|send several|many|multiple|all once",
        "select|selected all|several|many delete|remove|mark|change|update",
        "create|add|delete|update|send per request|call",
        "mass delete|update|change|create|edit",
    ),
    example="clients make at most 50 tickets with one request",
    near="the members of a team change often",
    targets=True,
    stage="endpoints",
    reads=_reads,
    touches=("errors",),
    options=_options,
    questions=_questions,
    topic="batch",
    affects=("API",),
    context=lambda g: (
        f"Clients have many {Names(g.intent.resource).words} at once, and one request for each takes too long.",
    ),
)
