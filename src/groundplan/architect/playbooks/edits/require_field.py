"""A field that has to be given, or that need not be given any longer."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_field_as, with_null, writing
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.taxonomy import criteria, extended, invalid
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.existing import field_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec

RELAXED = re.compile(
    r"\b(?:optional|nullable|not (?:be )?(?:required|mandatory|needed|necessary)|no longer (?:be )?(?:required|mandatory|needed|necessary)"
    r"|(?:may|can) be (?:empty|null|missing|left out|omitted|skipped)|need not|needn't|does(?: not|n't) have to|do(?: not|n't) have to|(?:can|may) be \w+ without)\b",
    re.IGNORECASE,
)
OWED = re.compile(
    r"\b(?:requir\w+|mandatory|obligatory|compulsory|must|always|shall|should|ha(?:s|ve) to|needs? to|needed|necessary|without|given|filled|present|provided|never|nobody"
    r"|cannot|can't|not|reject\w*|refus\w*|forbid\w*)\b",
    re.IGNORECASE,
)
AT_BIRTH = re.compile(
    r"\b(?:when|on|at|while|for) (?:\w+ ){0,3}?(?:creat\w*|new|add\w*|made|mak\w*|submi\w*|register\w*|open\w*)\b",
    re.IGNORECASE,
)


def _found(ground: Ground) -> tuple[Model, Field] | None:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.key) if model is not None else None
    return None if model is None or field is None else (model, field)


def _required(ground: Ground, whole: bool) -> Spec:
    if (found := _found(ground)) is None:
        return ground.spec
    model, field = found
    if field.create == "required" and (field.nullable is False or not whole):
        return ground.spec
    given = field.replace(create="required" if field.create else "", default=None)
    spec = with_field_as(ground.spec, model, given)
    told = criteria(f"A body without `{field.name}` answers {invalid(spec)} with `field` = `{field.name}`.")
    for endpoint in writing(spec, model):
        if endpoint.method == "POST":
            changed = endpoint.replace(criteria=extended(endpoint.criteria, *told))
            spec = spec.with_endpoint(changed, spec.router_by_endpoint[endpoint.address].name)
    return with_null(spec, spec.models_by_name[model.name], field.name, allowed=False) if whole else spec


def _relaxed(ground: Ground) -> Spec:
    if (found := _found(ground)) is None:
        return ground.spec
    model, field = found
    if field.create != "required":
        return ground.spec
    spec = with_field_as(ground.spec, model, field.replace(create="optional"))
    gone = f"A body without `{field.name}` answers"
    for endpoint in writing(spec, model):
        kept = tuple(item for item in endpoint.criteria if not item.text.startswith(gone))
        spec = spec.with_endpoint(endpoint.replace(criteria=kept), spec.router_by_endpoint[endpoint.address].name)
    return with_null(spec, spec.models_by_name[model.name], field.name, allowed=True)


def _options(ground: Ground) -> tuple[Option, ...]:
    if ground.intent.names == ("optional",):
        return (Option("optional", "It may be left out, and is null then", _relaxed),)
    at_birth = AT_BIRTH.search(ground.intent.quote) is not None
    return (
        Option(
            "all",
            "Every row has it",
            lambda g: _required(g, whole=True),
            {"Rows that lack it": "are filled first", "Reading": "never null", "Clearing it": "is refused"},
            "Whoever reads a row can rely on it.",
            rank=1 if at_birth else 0,
        ),
        Option(
            "new",
            "Every new row has it",
            lambda g: _required(g, whole=False),
            {"Rows that lack it": "stay", "Reading": "null for old rows", "Clearing it": "is possible"},
            "Nothing has to be invented for the rows that there are.",
            rank=0 if at_birth else 1,
        ),
    )


def _questions(ground: Ground) -> tuple[Question, ...]:
    found = _found(ground)
    if found is None or ground.intent.names == ("optional",) or found[1].create == "required":
        return ()
    choices = (Choice("all", "they are given one before it becomes required"), Choice("new", "they stay as they are"))
    default = "new" if AT_BIRTH.search(ground.intent.quote) else "all"
    why = "A column without null needs a value in every row, and somebody has to know which."
    asked = f"What about rows that have no `{found[1].name}`?"
    return (Question("rows", asked, why, choices, default, weight=50),)


def _reads(wish: Wish) -> Intent | None:
    if wish.versioned:
        return None
    meant = field_meant(wish)
    if meant is None or not (meant.field.create or meant.field.update):
        return None
    if RELAXED.search(wish.text) is None and OWED.search(wish.text) is None:
        return None
    sort = "optional" if RELAXED.search(wish.text) else "required"
    return Intent("require-field", meant.collection, names=(sort,), key=meant.field.name)


playbook = Playbook(
    name="require-field",
    title="Require a field, or let it be left out",
    calls=(
        "mandatory|obligatory|compulsory",
        "require|required",
        "must|should|has|have|shall be|become|is given|present|set|filled|provided|there|mandatory|required|optional|nullable",
        "make|let|be|become required|mandatory|optional|nullable|compulsory|obligatory",
        "optional|nullable",
        "must|has|have always",
        "must have",
        "no|not longer required|mandatory|optional|needed",
        "without cannot|can't|not|never create|created|add|exist",
        "not be possible|able|allowed create|save|add|submit|make|open|post without",
        "not|impossible|never|cannot|can't|nobody create|save|add|submit|make|open|post|register without",
        "reject|refuse|forbid|decline without",
        "may|can|could without",
        "nobody|none|no|never|cannot|can't without",
        "may|can be empty|missing|null|omitted|skipped",
        "left out",
        "need not",
    ),
    example="the status of projects must be given",
    near="a role is required to close a ticket",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "POST", "PATCH", "PUT"),
    options=_options,
    questions=_questions,
    topic="rows",
)
