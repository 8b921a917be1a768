"""A field that a resource lacks."""

import re

from inflection import singularize

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_fields
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import ENDING, fields_meant
from groundplan.architect.understand.fields.reading import read_field
from groundplan.architect.understand.fields.splitting import items, list_end
from groundplan.architect.understand.known import field_named
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field
from groundplan.spec.spec import Spec

SAYS_REQUIRED = re.compile(
    r"\b(?:required|mandatory|obligatory|compulsory|must (?:be given|have|be set)|always)\b", re.IGNORECASE
)
# What is added to a resource and is no field.
OTHER = re.compile(
    r"\b(?:endpoints?|routes?|roles?|permissions?|index(?:es)?|filter\w*|sort\w*|pagina\w*|search\w*|comments?|tags?|labels?|(?<!would )(?<!'d )(?<!’d )likes?"
    r"|favou?rites|webhooks?|versions?|tests?|criteri\w+|rate limits?|rules?|crud|attachments?|uploads?|history|audit)\b",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:(?:also|please|just|now|another|new|additional|extra|further|more|the following|following|an?|the|some|two|three|four)\s+)*"
    r"(?P<sort>(?:optional|required|mandatory|unique|nullable)\s+)?(?:new\s+)?"
    r"(?:fields?|columns?|attributes?|propert(?:y|ies))\s*(?:called|named|for|:|,)?\s*",
    re.IGNORECASE,
)
FIELD = re.compile(r"\b(?:fields?|columns?|attributes?|propert(?:y|ies))\b", re.IGNORECASE)
AIM = re.compile(
    r"^(?:to\s+(?:be able to\s+)?)?(?:store|keep|record|track|save|have|add|know|see|note)\s+", re.IGNORECASE
)
# What no name of a field has among its words.
STRAY = frozenset(
    {
        "many",
        "several",
        "multiple",
        "that",
        "which",
        "who",
        "not",
        "no",
        "two",
        "same",
        "cannot",
        "must",
        "should",
        "than",
        "any",
        "to",
        "the",
        "least",
        "most",
        "their",
        "change",
        "use",
    }
)
# `a colour field` is a field called colour.
NOUN = re.compile(r"(?<=\w)\s+(?:fields?|columns?|attributes?|propert(?:y|ies))\b", re.IGNORECASE)
PRONOUNS = frozenset({"it", "them", "this", "that", "these", "one", "field", "fields", "column", "columns"})
TO = r"(?:to|on|for|in|of|with|into)"
ALL = r"(?:(?:the|each|every|all|our|an?|any|your|my)\s+)*"
ADDING = r"(?:add?|miss|forgot(?:ten)?|forget|lack|introduce|include|put|store|record|keep|track|save|attach|append|insert|want|need|like|have|create)"
HAVING = r"(?:needs?|has|have|gets?|carry|carries|should have|must have|can have|may have|should get|stores?|keeps?|shows?|lacks?|misses|requires?|should store|should carry|with)"

# `shelves have compartments: number, width` tells of parts that have fields.
PARTS = re.compile(
    r"\b(?:has|have|contains?)\s+(?:\w+\s+)?[a-z][\w-]*s\s*(?::|\((?=[^()]*[,(])|each with\b|with\b)", re.IGNORECASE
)


# `one plan as a pdf` is a file.
FILE = re.compile(
    r"\b(?:as|in) (?:an? )?(?:pdf|png|jpe?g|webp|svg|docx?|csv|zip|image|photo|file)s?\b|\b(?:pdf|png|jpe?g|image|photo) files?\b",
    re.IGNORECASE,
)


VALUE = re.compile(r":\s*(?:also\s+)?(?:add|allow)\s+\w+\s*\.?$", re.IGNORECASE)


KEPT = re.compile(
    r"\bit\b[^.;]*\b(?:not|never|cannot|can't|mustn't)\b[^.;]{0,20}\b(?:chang|edit|updat|modif)\w*", re.IGNORECASE
)


def _listed(wish: Wish, collection: str) -> str:
    """The stretch of a wish that lists the fields."""
    single = str(singularize(collection))
    words = "|".join(name.replace("_", "[ _-]") for name in (collection, single))
    thing = rf"['\"`“]?(?:{words})['\"`”]?(?:\s+(?:model|table|resource|entity|entities|rows?|schema))?"
    patterns = (
        rf"\b{ADDING}\s+{TO}\s+{ALL}{thing}\s*[:,–-]?\s+(?P<what>.+?)(?P<tail>)$",
        rf"\b{ADDING}\b\s+(?P<what>.+?)\s+{TO}\s+{ALL}{thing}\b(?P<tail>.*)$",
        rf"^(?P<what>(?:an?\s+)?(?:new|additional|another|extra|further)\s+.+?)\s+{TO}\s+{ALL}{thing}\b(?P<tail>.*)$",
        rf"^{ALL}{thing}\s*[:–-]\s*(?:please\s+)?(?:{ADDING}\s+)?(?P<what>.+?)(?P<tail>)$",
        rf"\bextend\s+{ALL}{thing}\s+(?:by|with)\s+(?P<what>.+?)(?P<tail>)$",
        rf"\b(?:give|let)\s+{ALL}{thing}\s+(?:(?:have|carry|get|store|know)\s+)?(?P<what>.+?)(?P<tail>)$",
        rf"(?:^|\b{ALL}){thing}\s+(?:also\s+|now\s+)?{HAVING}\s+(?:also\s+)?(?P<what>.+?)(?P<tail>)$",
        rf"\b(?:for|in|on)\s+{ALL}{thing},?\s+(?:we\s+)?(?:also\s+)?(?:{ADDING}|{HAVING})\s+(?P<what>.+?)(?P<tail>)$",
        rf"\b(?:they|it|these|each|every one)\s+(?:also\s+|now\s+)?{HAVING}\s+(?:also\s+)?(?P<what>.+?)(?P<tail>)$",
        rf"\b{ADDING}\b\s+(?P<what>.+?)(?P<tail>)$",
    )
    if told := re.search(
        rf"\b(?:whether|if)\s+{ALL}{thing}\s+(?:is|are|was|has been)\s+(?P<what>\w+)", wish.text, re.IGNORECASE
    ):
        return f"whether it is {told['what']}"
    for pattern in patterns:
        if match := re.search(pattern, wish.text.strip(" ."), re.IGNORECASE | re.DOTALL):
            what, tail = AIM.sub("", match["what"]), match["tail"].strip(" .")
            # What follows a colon is all said of the one field before it: its values, or what it must hold.
            if tail.startswith("("):
                return f"{what} {tail}"
            if tail.startswith((":", "–", "-")) and LEAD.fullmatch(what):
                return f"{what} {tail[1:]}"
            if said := re.match(r"[:–-]\s*(?:(?:an?\s+)?enum(?: of)?:?\s+|(?:either|one of)\s+)?(.+)", tail):
                return f"{what} ({said[1]})"
            return f"{what}{'' if not tail or tail.startswith(',') else ', '}{tail}"
    return ""


def _fields(text: str) -> tuple[Field, ...]:
    """The fields of a list, as rows that are there allow them: none is required that is not said to be."""
    lead = LEAD.match(text)
    listed = text if lead is None else f"{lead['sort'] or ''}{text[lead.end() :]}"
    listed = listed[: list_end(listed)]
    found: dict[str, Field] = {}
    for item in items(listed):
        if (field := read_field(NOUN.sub("", item, count=1))) is not None and field.name not in PRONOUNS:
            found.setdefault(field.name, _eased(field, item))
    return tuple(found.values())


def _eased(field: Field, item: str) -> Field:
    if SAYS_REQUIRED.search(item) or field.default is not None or field.nullable:
        return field
    return field.replace(nullable=True, create="optional")


def _as_known(field: Field, wish: Wish) -> Field:
    """The field under the name that it has already: a `due_on` is a due date."""
    known = field_named(field.name.replace("_", " "), wish.model) if wish.model is not None else None
    return (
        field.replace(name=known)
        if known is not None and ENDING.sub("", known) == ENDING.sub("", field.name)
        else field
    )


def _build(ground: Ground) -> Spec:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    return ground.spec if model is None else with_fields(ground.spec, model, ground.intent.fields)


def _reads(wish: Wish) -> Intent | None:
    # `level of courses: add expert` adds a value to what has some.
    if VALUE.search(wish.text) and any(m.field.type is not None and m.field.type.values for m in fields_meant(wish)):
        return None
    if OTHER.search(wish.text) or PARTS.search(wish.text) or FILE.search(wish.text):
        return None
    if not wish.resource:
        fields = _fields(_listed(wish, "it")) if FIELD.search(wish.text) else ()
    else:
        listed = _fields(_listed(wish, wish.resource))
        fields = tuple(_as_known(field, wish) for field in listed if field.name not in (*wish.models, wish.resource))
    if not fields or any(len(field.name.split("_")) > 4 or STRAY & {*field.name.split("_")} for field in fields):
        return None
    return Intent("add-field", wish.resource, fields=fields)


def _follows(wish: Wish, intent: Intent) -> Intent:
    """A later clause may say that the new field keeps its first value."""
    if KEPT.search(wish.text) is None or not intent.fields:
        return intent
    *others, last = intent.fields
    return intent.replace(fields=(*others, last.replace(update="")))


playbook = Playbook(
    name="add-field",
    title="Add a field",
    calls=(
        "add|new|need|introduce|another|extra|additional field|column|attribute|property",
        "field|column|attribute|property called|named",
        "required|optional|mandatory|unique field|column|attribute|property",
        "field|column|attribute|property to|on|for",
        "extend by|with",
        "~add|put|introduce|include to|on|for|in",
        "~need|have|has|get|carry|store|lack|miss|require|keep|record|track",
        "~give|let",
        "~add",
        "~like on|to|for|with",
        "track|record|know|store|see|mark|flag|note|remember whether|if",
        "forget field|column|attribute|property",
        "~forget on|in|for|to",
    ),
    example="add a due date and a colour (string, max 20) to projects",
    near="a ticket has to be closed by an admin",
    stage="fields",
    targets=True,
    reads=_reads,
    follows=_follows,
    touches=("model {model}", "api", "errors", "POST", "PUT", "PATCH"),
    options=lambda _: (Option("add", "A field that the rows there are may lack", _build),),
)
