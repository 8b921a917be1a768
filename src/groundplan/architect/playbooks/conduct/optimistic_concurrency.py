"""Two people who change one row, and no change that is lost without a word."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.versions import Carrier, with_versions
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

FIRM = re.compile(r"\b(?:never|must|has to|have to|guarantee\w*|required|mandatory|always|impossible)\b", re.IGNORECASE)
BODY = re.compile(r"\bversion (?:field|number|column)\b|\bversion in the body\b|\block[_ ]version\b", re.IGNORECASE)


def _build(ground: Ground, carrier: Carrier) -> Spec:
    required = ground.answers.get("version", "required") == "required"
    return with_versions(ground.spec, ground.intent.resource, carrier, required=required)


def _options(ground: Ground) -> tuple[Option, ...]:
    in_body = BODY.search(ground.intent.quote) is not None
    return (
        Option(
            "header",
            "`ETag` and `If-Match`",
            lambda g: _build(g, "header"),
            {
                "A stale change answers": "412",
                "What a client sends": "the `ETag` that it read",
                "Caches": "can use it too",
            },
            "It is what HTTP has for this, and no body changes.",
            rank=1 if in_body else 0,
            decision="Refuse changes of a stale row by ETag and If-Match",
            consequences=("Every client keeps the `ETag` of the row that it shows, and reads again after a 412.",),
        ),
        Option(
            "body",
            "A version in the bodies",
            lambda g: _build(g, "body"),
            {
                "A stale change answers": "409",
                "What a client sends": "the `version` that it read",
                "Caches": "know nothing of it",
            },
            "Forms carry it as any other field; a delete has to take it in the query.",
            rank=0 if in_body else 1,
            decision="Refuse changes of a stale row by a version in the body",
            consequences=(
                "Every client sends back the `version` of the row that it shows, and reads again after a 409.",
            ),
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    if model is None or model.version:
        return ()
    choices = (
        Choice("required", "yes: a change without it is refused"),
        Choice("optional", "no: clients that send none overwrite as before"),
    )
    why = "Only a state that every change names protects everybody; clients that there are have to learn it."
    default = "required" if FIRM.search(ground.intent.quote) else "optional"
    return (Question("version", "Must every change name the state it was made on?", why, choices, default, weight=55),)


def _reads(wish: Wish) -> Intent | None:
    return Intent("optimistic-concurrency", wish.resource)


playbook = Playbook(
    name="optimistic-concurrency",
    title="Refuse changes that were made on a stale row",
    calls=(
        "lost update",
        "optimistic lock|locking|concurrency",
        "etag|if-match",
        "overwrite each|other|another|someone|somebody|silently|work|change|edit",
        "two|several|both|many|different person|user|colleague|admin|client|agent edit|change|update|save same|one|simultaneously|concurrently",
        "edit|change|update|save same time|moment|simultaneously|concurrently",
        "two|several|both|many change|edit|update|save once|simultaneously|second|conflict",
        "concurrent|simultaneous|parallel edit|change|update|write|modification",
        "stale update|change|edit|version|data|write",
        "somebody|someone|colleague|other|another change|edit meanwhile|between|since",
        "change|edit|update|work get|be|is|are lost",
        "if match",
        "lose|lost each|other change|edit|work|update|modification",
        "version|conflict check|detection|number update|save|change|edit|detection|on",
        "conflict detection",
        "last write|writer|save win",
        "outdated|stale|old page|form|copy|data|tab|state refuse|reject|change|update|edit|save",
        "someone|somebody|other|another|colleague edit|change open|while|editing|working",
    ),
    example="two people who edit the same ticket must not overwrite each other",
    near="two people of a team work on one ticket",
    targets=True,
    reads=_reads,
    touches=("model {model}", "errors", "GET", "POST", "PUT", "PATCH", "DELETE"),
    options=_options,
    questions=_questions,
    affects=("API", "data model"),
    context=lambda g: (
        f"Several people change {Names(g.intent.resource).words}, and the last one to save undoes what the others did.",
    ),
)
