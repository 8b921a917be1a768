"""A field that gets another type."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_field_as
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.renames import OVERLAP, with_both_names
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.existing import field_meant
from groundplan.architect.understand.fields.properties import Said, read_properties
from groundplan.architect.understand.fields.reading import CHOICE, read_field
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Default

BEFORE = re.compile(r"\b(?:instead of|rather than|and not|not|from)\b", re.IGNORECASE)
LEAD = re.compile(
    r"^.*?\b(?:should|must|shall|has to|have to|needs to|to|into|as|become|becomes|is|be)\b\s*(?:be(?:come)?\s+|store[sd]? as\s+|an?\s+)*",
    re.IGNORECASE | re.DOTALL,
)


def _found(ground: Ground) -> tuple[Model, Field, Field] | None:
    """The model, the field as it is, and as it will be."""
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.key) if model is not None else None
    wanted = ground.intent.fields
    if model is None or field is None or not wanted or wanted[0].type == field.type:
        return None
    return model, field, _kept(field, wanted[0])


def _kept(field: Field, wanted: Field) -> Field:
    """The field with another type; what was said of it stays as far as the type allows it."""
    low = (
        field.constraints.bounds.low
        if wanted.type is not None and wanted.type.numeric
        else wanted.constraints.bounds.low
    )
    default = field.default if _fits(field.default, wanted) else None
    return field.replace(
        type=wanted.type,
        constraints=wanted.constraints.replace(bounds=Bounds(low, wanted.constraints.bounds.high)),
        default=default,
        create="required" if field.create == "optional" and default is None and not field.nullable else field.create,
    )


def _fits(default: Default | None, wanted: Field) -> bool:
    if default is None or default.kind != "value" or wanted.type is None:
        return default is not None
    value = default.value
    if wanted.type.numeric:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return value in wanted.type.values if wanted.type.kind == "enum" else wanted.type.textual and isinstance(value, str)


def _in_place(ground: Ground) -> Spec:
    if (found := _found(ground)) is None:
        return ground.spec
    return with_field_as(ground.spec, found[0], found[2])


def _beside(ground: Ground) -> Spec:
    if (found := _found(ground)) is None:
        return ground.spec
    model, field, wanted = found
    name = _renamed(field, wanted) or f"{field.name}_{wanted.type.kind if wanted.type is not None else 'new'}"
    if model.field(name) is not None:
        return ground.spec
    return with_both_names(ground.spec, model, field, wanted.replace(name=name), ground.today)


def _renamed(field: Field, wanted: Field) -> str:
    """The name that goes with the new type, where the one that the field has tells the old: `starts_on` is a date."""
    endings = {"date": ("_at", "_on"), "datetime": ("_on", "_at")}
    was, now = endings.get(wanted.type.kind if wanted.type is not None else "", ("", ""))
    return f"{field.name.removesuffix(was)}{now}" if was and field.name.endswith(was) else ""


def _options(ground: Ground) -> tuple[Option, ...]:
    found = _found(ground)
    beside = Option(
        "beside",
        f"A second field beside it for {OVERLAP} days",
        _beside,
        {"Clients that read it": "go on working", "Names": "two for a while", "The table": "gets a column"},
        "Clients move when they can; the old field says when it ends.",
        rank=1,
    )
    if found is not None and _renamed(found[1], found[2]):
        return (beside,)
    return (
        Option(
            "in-place",
            "The same field with the new type",
            _in_place,
            {"Clients that read it": "get the new type on one day", "Names": "one", "The table": "is written anew"},
            "One field, and no name that nobody likes.",
        ),
        beside,
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    if len(_options(ground)) == 1 or _found(ground) is None:
        return ()
    choices = (Choice("in-place", "yes, it can change at once"), Choice("beside", "no, the old type stays for a while"))
    why = "A value of another type breaks a client that checks it."
    return (
        Question(
            "retype",
            f"Can all clients take `{ground.intent.key}` in the new type?",
            why,
            choices,
            "in-place",
            weight=55,
        ),
    )


def _reads(wish: Wish) -> Intent | None:
    if wish.versioned:
        return None
    if (meant := field_meant(wish)) is None:
        return None
    after = wish.text[meant.end :]
    pieces = BEFORE.split(LEAD.sub("", after, count=1))
    words = (pieces[0] or pieces[-1]).strip(" .,")
    wanted = read_field(f"{meant.field.name}: {words}")
    if wanted is None or wanted.type is None or meant.field.type is None or not _says_type(words):
        return None
    return Intent("retype-field", meant.collection, fields=(wanted,), key=meant.field.name)


def _says_type(words: str) -> bool:
    """Whether words tell a type, beside the one that the field's name implies."""
    said = Said()
    read_properties(words, said)
    return said.type is not None or CHOICE.search(words) is not None


KINDS = "decimal|integer|int|number|text|string|date|datetime|timestamp|boolean|bool|enum|float|uuid|list|money|json|url|email|choice"
playbook = Playbook(
    name="retype-field",
    title="Give a field another type",
    calls=(
        f"change|switch|convert|turn|make|migrate type|to|into|a {KINDS}",
        "change|other|another|different type|datatype",
        f"should|must|shall|has|have|needs be|become {KINDS}",
        f"become {KINDS}",
        f"hold|use {KINDS}",
        f"{KINDS} instead|rather of|than",
        "type of should|must|be|change",
        f"store|keep|save as {KINDS}",
        f"be|become {KINDS} whole|instead|rather|longer",
    ),
    example="the name of projects should be a long text instead of a short string",
    near="a ticket has a number",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "errors", "api", "GET", "POST", "PATCH", "PUT"),
    options=_options,
    questions=_questions,
    topic="retype",
)
