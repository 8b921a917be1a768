"""A field that nobody needs any longer."""

import re
from datetime import date, timedelta

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_field_as, without_field
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.renames import OVERLAP
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.existing import SERVER, fields_meant
from groundplan.architect.understand.wish import Wish
from groundplan.evolution.deprecating import Farewell, deprecated, farewell
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

# What a client does to rows, or what is taken off a field, is no end of it.
DOINGS = re.compile(
    r"\b(?:can|may|must|should|could|able to|allowed to|want to|only|nobody|cannot)\s+(?:\w+\s+){0,2}(?:remove|delete|drop)\b"
    r"|\b(?:endpoint|route|filter|index|value|option|requirement|limit)s?\b|\b(?:GET|POST|PUT|PATCH|DELETE) /",
    re.IGNORECASE,
)

GONE = re.compile(
    r"\b(?:field|column|attribute|property)\b|\b(?:remove|drop|delete|strip)\s+(?:the\s+)?[\w-]+(?:\s+[\w-]+)?\s+(?:from|of|off)\b"
    r"|\bget rid of\s+(?:the\s+|an?\s+)?[\w-]+(?:\s+[\w-]+)?\s+(?:of|in|on|for|from)\b"
    r"|\b(?:no longer|don't|do not) (?:need|use|want)\s+(?:the\s+|an?\s+)?[\w-]+(?:\s+[\w-]+)?\s+(?:of|in|on|for)\b",
    re.IGNORECASE,
)


def _found(ground: Ground) -> list[tuple[Model, Field]]:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    fields = [model.field(name) for name in ground.intent.names] if model is not None else []
    return [(model, field) for field in fields if model is not None and field is not None]


def _at_once(ground: Ground) -> Spec:
    spec = ground.spec
    for model, field in _found(ground):
        spec = without_field(spec, spec.models_by_name[model.name], field.name)
    return spec


def _announced(ground: Ground) -> Spec:
    spec, today = ground.spec, ground.today
    sunset = (date.fromisoformat(today) + timedelta(days=OVERLAP)).isoformat() if today else ""
    for model, field in _found(ground):
        if farewell(field) is None:
            going = deprecated(field, Farewell(today, sunset))
            spec = with_field_as(spec, spec.models_by_name[model.name], going)
    return spec


def _options(_: Ground) -> tuple[Option, ...]:
    return (
        Option(
            "at-once",
            "It goes with the next release",
            _at_once,
            {
                "Clients that read it": "break",
                "Clients that send it": "are refused",
                "Releases": "two, since the column goes last",
            },
            "Right where nobody uses it any longer.",
        ),
        Option(
            "announced",
            f"It is deprecated, and goes in {OVERLAP} days",
            _announced,
            {
                "Clients that read it": "go on working",
                "Clients that send it": "are heard",
                "Releases": "one now, one then",
            },
            "Clients that still read it have time to stop.",
            rank=1,
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    found = [field for _, field in _found(ground) if farewell(field) is None]
    if not found:
        return ()
    choices = (Choice("at-once", "no, it can go"), Choice("announced", "yes, so it is announced first"))
    why = "A field that disappears breaks every client that reads it."
    return (Question("removal", f"Does anybody still use `{found[0].name}`?", why, choices, "at-once", weight=60),)


def _names_value(field: Field, text: str) -> bool:
    """Whether a text speaks of one value of a choice, and not of the choice."""
    values = field.type.values if field.type is not None else ()
    return any(re.search(rf"\b{re.escape(value).replace('_', '[ _-]')}\b", text, re.IGNORECASE) for value in values)


def _reads(wish: Wish) -> Intent | None:
    if wish.versioned:
        return None
    meant = tuple(m for m in fields_meant(wish) if m.field.name not in SERVER)
    if DOINGS.search(wish.text):
        return None
    if any(_names_value(m.field, wish.text) for m in meant):
        return None
    if not meant:
        # What is gone already has to be asked for in so many words.
        gone = wish.resource and (GONE.search(wish.text) is not None)
        return Intent("remove-field", wish.resource) if gone else None
    here = tuple(m.field.name for m in meant if m.collection == meant[0].collection)
    return Intent("remove-field", meant[0].collection, names=here, key=here[0])


playbook = Playbook(
    name="remove-field",
    title="Take a field away",
    calls=(
        "remove|drop|delete|kill|retire|omit field|column|attribute|property",
        "get rid",
        "no|not longer|more need|use|want|store|keep|have",
        "don't|do need|use anymore|more|longer",
        "remove|drop|delete|strip|take from|of|off|away",
        "should|must go|disappear",
        "obsolete|unused|superfluous",
        "without field|column",
        "~remove|drop|delete",
    ),
    example="remove the status of projects, nobody uses it",
    near="users can remove tickets from their list",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "errors", "GET", "POST", "PATCH", "PUT"),
    options=_options,
    questions=_questions,
    topic="removal",
)
