"""What a field may hold: its bounds, its default, its values."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_field_as
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.existing import Meant, field_meant
from groundplan.architect.understand.fields.properties import Said, lowest, read_properties, scalar
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, literal

VALUE = r"['\"`“]?([a-z][\w-]*)['\"`”]?"
VALUES = rf"{VALUE}(?:\s*(?:,|and|or)\s*{VALUE})?(?:\s*(?:,|and|or)\s*{VALUE})?"
ADDED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf":\s*(?:also\s+)?(?:add|allow)\s+{VALUES}\s*\.?$",
        rf"\b(?:add|allow|introduce|support)\s+(?:the\s+|an?\s+|another\s+)?(?:new\s+)?(?:values?|options?|states?|status(?:es)?|choices?)\s+(?:called\s+|named\s+)?{VALUES}",
        rf"\b(?:add|allow|introduce)\s+{VALUES}\s+(?:to|as|for)\s+(?:the\s+|an?\s+)?",
        rf"\b(?:can|may|could|should|must)\s+also\s+be\s+{VALUES}",
        rf"\b(?:needs?|can have|may have|gets?)\s+(?:the\s+|an?\s+)?(?:values?|options?|states?|choices?)\s+{VALUES}",
    )
)
# All the values that there shall be: `one of low, high`.
EXACTLY = re.compile(
    rf"\b(?:one of|any of|either|(?:values?|options?|choices?)(?:\s+(?:are|is|should be|must be))?(?:\s+only)?)\s*:?\s*(?P<list>{VALUE}(?:\s*(?:,\s*or|,\s*and|,|\||/|\bor\b|\band\b)\s*{VALUE})+)",
    re.IGNORECASE,
)
# A regular expression from end to end.
PATTERN = re.compile(r"\^(?:\[[^\]]+\]|[^\s`'\"\[])+\$")
TAKEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:remove|drop|delete)\s+(?:the\s+)?(?:values?|options?|states?|status(?:es)?|choices?)\s+{VALUES}",
        rf"\b(?:remove|drop|delete)\s+{VALUES}\s+from\s+(?:the\s+)?",
        rf"\b(?:can|may|must|should)\s+(?:no longer|not|never)\s+be\s+{VALUES}",
        rf"\b(?:do not|don't|no longer|never)\s+(?:use|need|want|have)\s+(?:the\s+|an?\s+)?(?:values?|options?|states?|status(?:es)?|choices?)\s+{VALUES}",
    )
)
AROUND = re.compile(r"\b(?:default|max\w*|longest|highest|largest|min\w*|shortest|lowest|smallest)\b", re.IGNORECASE)
AFTER = re.compile(
    r"^\s*(?:field\s+|values?\s+|lengths?\s+)?(?:of\s+(?:the\s+|an?\s+|each\s+|every\s+)?\w+\s+)?(?:is|are|be|should be|must be|to|=|of|:)\s+['\"`“]?([\w.-]*\w)",
    re.IGNORECASE,
)
WORDS = frozenset(
    {
        "the",
        "a",
        "an",
        "new",
        "to",
        "as",
        "for",
        "from",
        "of",
        "value",
        "values",
        "field",
        "optional",
        "unique",
        "required",
        "empty",
        "null",
    }
)
NO_DEFAULT = re.compile(r"\bno(?: longer (?:an?|any))? default\b|\bwithout (?:an?y? )?default\b", re.IGNORECASE)


def _named(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[str, ...]:
    """The values that a text adds or takes away."""
    for pattern in patterns:
        if match := pattern.search(text):
            return tuple(
                word.lower().replace("-", "_")
                for word in match.groups()
                if word is not None and word.lower() not in WORDS
            )
    return ()


def _changed(meant: Meant, text: str) -> Field | None:
    """The field with the rules that a text gives it, or `None` if it gives none."""
    field, said = meant.field, Said()
    read_properties(text[meant.end :], said)
    before = _split(text[: meant.start], text[meant.end :])
    if NO_DEFAULT.search(text):
        said.default = before.default = None
    if field.type is not None and field.type.kind == "enum":
        return _choice(field, text, said.default if said.default is not None else before.default)
    if (form := PATTERN.search(text)) is not None and field.type is not None and field.type.textual:
        return field.replace(constraints=field.constraints.replace(pattern=form[0]))
    least = said.low if field.type is None else lowest(field.type, said)
    low, high = least if least is not None else before.low, said.high if said.high is not None else before.high
    default = said.default if said.default is not None else before.default
    now = field.constraints.bounds
    bounds = Bounds(now.low if low is None else low, now.high if high is None else high)
    if low is None and high is None and default is None and not NO_DEFAULT.search(text):
        return None
    changed = field.replace(constraints=field.constraints.replace(bounds=bounds))
    return _defaulted(changed, default, text)


def _split(before: str, after: str) -> Said:
    """What is said around a name: `the default` stock `should be 10`."""
    said = Said()
    read_properties(before, said)
    value = AFTER.search(after)
    if value is not None and (kind := AROUND.search(before)) is not None:
        given = scalar(value[1])
        if kind[0].lower().startswith("default"):
            said.default = given
        elif isinstance(given, int | float) and not isinstance(given, bool):
            low = kind[0].lower().startswith(("min", "shortest", "lowest", "smallest"))
            said.low, said.high = (given, said.high) if low else (said.low, given)
    return said


def _choice(field: Field, text: str, default: object) -> Field | None:
    if field.type is None:
        return None
    more, less = _named(ADDED, text), _named(TAKEN, text)
    if (exactly := EXACTLY.search(text)) is not None:
        wanted = tuple(re.findall(r"[a-z][\w-]*", re.sub(r"\b(?:or|and)\b", " ", exactly["list"].lower())))
        more, less = wanted, tuple(value for value in field.type.values if value not in wanted)
    kept = () if exactly is not None else tuple(value for value in field.type.values if value not in less)
    values = (*kept, *(value for value in more if value not in kept))
    if not (more or less) and default is None and not NO_DEFAULT.search(text):
        return None
    said = str(default).lower().replace(" ", "_") if default is not None else None
    if said is not None and said not in values:
        return None
    if said is None and values and field.default is not None and field.default.value in less:
        said = values[0]
    return _defaulted(field.replace(type=field.type.replace(values=values)), said, text)


def _defaulted(field: Field, default: object, text: str) -> Field:
    if default is not None and isinstance(default, str | int | float | bool):
        given = field.replace(default=literal(default), nullable=False if field.nullable is False else field.nullable)
        return given.replace(create="optional") if field.create == "required" else given
    if NO_DEFAULT.search(text) and field.default is not None:
        return field.replace(default=None, create="required" if field.create and not field.nullable else field.create)
    return field


def _build(ground: Ground) -> Spec:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.key) if model is not None else None
    if model is None or field is None or not ground.intent.fields:
        return ground.spec
    wanted = ground.intent.fields[0]
    if (said := ground.answers.get("default")) and _loses_default(field, wanted):
        wanted = wanted.replace(default=literal(said))
    if field == wanted:
        return ground.spec
    return with_field_as(ground.spec, model, wanted)


def _loses_default(field: Field, wanted: Field) -> bool:
    """Whether the value that new rows start with goes, and several are left to start with instead."""
    values = wanted.type.values if wanted.type is not None else ()
    return len(values) > 1 and field.default is not None and bool(values) and field.default.value not in (*values, None)


def _questions(ground: Ground) -> tuple[Question, ...]:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.key) if model is not None else None
    wanted = ground.intent.fields[0] if ground.intent.fields else None
    if field is None or wanted is None or wanted.type is None or not _loses_default(field, wanted):
        return ()
    asked = f"Which `{field.name}` do new rows start with?"
    why = "The value that they start with now is one of those that go."
    choices = tuple(Choice(value, value.replace("_", " ")) for value in wanted.type.values)
    return (Question("default", asked, why, choices, wanted.type.values[0], weight=40),)


# The default order of a list is none of a field.
LISTS = re.compile(r"\b(?:sort\w*|order(?:ed|ing)? by|filter\w*|paginat\w*|per page|page size)\b", re.IGNORECASE)


def _reads(wish: Wish) -> Intent | None:
    meant = None if LISTS.search(wish.text) else field_meant(wish)
    changed = None if meant is None else _changed(meant, wish.text)
    if meant is None or changed is None:
        return None
    return Intent("field-rules", meant.collection, fields=(changed,), key=meant.field.name)


playbook = Playbook(
    name="field-rules",
    title="Change what a field may hold",
    calls=(
        "up|most|least to|at character|char|letter|long|digit",
        "max|maximum|min|minimum|longest|shortest length|value|character|letter|of|should|is|be",
        "length|size should|must|be|up|max|to",
        "allow|limit|cap|restrict|bound to|up|at",
        "between and must|should|be",
        "not|never negative",
        "positive",
        "may|can|must|should have|hold|take character|char|letter|digit",
        "must|should|can|has|always be greater|larger|bigger|higher|more|above|over|less|smaller|lower|fewer|below|under",
        "greater|larger|bigger|higher|more|less|smaller|lower than must|should|be|always",
        "can|must|may|should be not|up|at|between|from|positive|negative|most|least",
        "default should|must|be|is|to|value",
        "default by|as|make",
        "max|maximum|min|minimum length|size",
        "exactly character|char|letter|digit|long",
        "match|matches|follow pattern|regex|expression|format",
        "must|should|has|valid|validate|check match|pattern|regex",
        "no|without default",
        "starts|start as|with|out",
        "add|allow|introduce|support|new|another value|option|choice|state|status to|for|as|called|in",
        "can|may also be",
        "remove|drop|delete value|option|choice|state",
        "no longer be",
        "must|should|can|may not|never be more|longer|anymore",
        "not|don't|no|never use|need|want|have value|option|choice|state|status",
        "can|may have value|option|choice|state|status",
        "cannot|can't|not|never be|exceed more|less|over|above|below|than|exceed|longer|greater|higher",
        "not|never|cannot|no exceed",
        "must|should|can|may|has|is be|hold|take one|either|any of",
        "one|any|either of be|is|are|make|hold|take|have|must|can|should|may",
        "value|option|choice are|is|be",
        "~add|allow to|as",
        "~remove|drop from",
        "~add|allow",
    ),
    example="the name of projects can be up to 300 characters",
    near="a list shows up to 300 tickets",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "api"),
    questions=_questions,
    options=lambda _: (Option("rules", "Other rules, in the schemas and in the table", _build),),
)
