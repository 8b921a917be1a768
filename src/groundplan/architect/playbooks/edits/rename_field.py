"""A field that gets another name."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.renames import OVERLAP, with_both_names, with_new_name
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.existing import SERVER, fields_meant
from groundplan.architect.understand.fields.naming import column_name
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

NAME = r"['\"`“]?([A-Za-z][\w]*(?:[ -][A-Za-z]\w*){0,2}?)['\"`”]?"
# The new name stands behind one of these.
NEW = re.compile(
    rf"\b(?:to|into|as|instead|called|named|becomes?|call it|name it|with|by|→|->)\s+(?:be\s+)?(?:called\s+|named\s+)?{NAME}(?=\s*(?:$|[.,;!?]|\s(?:in|of|for|on|everywhere|instead|please)\b))",
    re.IGNORECASE,
)

QUOTED = re.compile(r"['\"`“]([A-Za-z][\w -]*)['\"`”]")


def _field(ground: Ground) -> tuple[Model, Field] | None:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.names[0]) if model is not None and ground.intent.names else None
    return None if model is None or field is None else (model, field)


def _both(ground: Ground) -> Spec:
    if (found := _field(ground)) is None or found[0].field(ground.intent.names[1]) is not None:
        return ground.spec
    model, field = found
    return with_both_names(ground.spec, model, field, field.replace(name=ground.intent.names[1]), ground.today)


def _at_once(ground: Ground) -> Spec:
    if (found := _field(ground)) is None or found[0].field(ground.intent.names[1]) is not None:
        return ground.spec
    return with_new_name(ground.spec, found[0], *ground.intent.names[:2])


def _options(_: Ground) -> tuple[Option, ...]:
    return (
        Option(
            "both",
            f"Both names for {OVERLAP} days",
            _both,
            {"Clients of the old name": "go on working", "Releases": "three", "A rollback": "is safe"},
            "Nobody breaks on the day of the release, and the old name says when it ends.",
        ),
        Option(
            "at-once",
            "The new name at once",
            _at_once,
            {"Clients of the old name": "break", "Releases": "one", "A rollback": "needs the old column"},
            "Right where nothing that is in use knows the old name yet.",
            rank=1,
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    if (found := _field(ground)) is None or found[0].field(ground.intent.names[1]) is not None:
        return ()
    choices = (Choice("both", "yes, so both names stay for a while"), Choice("at-once", "no, it can change at once"))
    why = "A name that disappears breaks every client that reads or sends it."
    return (
        Question("rename", f"Does anybody use `{ground.intent.names[0]}` already?", why, choices, "both", weight=60),
    )


def _reads(wish: Wish) -> Intent | None:
    if wish.versioned:
        return None
    named = tuple(meant for meant in fields_meant(wish) if meant.field.name not in SERVER)
    renames = (*QUOTED.finditer(wish.text), *NEW.finditer(wish.text))
    for meant in named:
        for match in renames:
            new = column_name(match[1])
            if match.start(1) >= meant.end and new != meant.field.name and new not in wish.models:
                return Intent("rename-field", meant.collection, names=(meant.field.name, new), key=meant.field.name)
    return None


playbook = Playbook(
    name="rename-field",
    title="Give a field another name",
    calls=(
        "rename",
        "rename field|column|attribute|property|to|into|as",
        "change|give name field|column|attribute|property",
        "call|name instead",
        "field|column|attribute|property become",
        "should|must|shall be call|named|called",
        "better|new|other|another name for|of",
    ),
    example="rename the status of projects to 'phase'",
    near="a project has a name and a nickname",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "errors", "GET", "POST", "PUT", "PATCH"),
    options=_options,
    questions=_questions,
    topic="rename",
)
