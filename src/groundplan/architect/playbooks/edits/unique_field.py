"""A value that no two rows share, or that several may share from now on."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_unique, without_unique
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import field_meant, fields_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

SHARED = re.compile(
    r"\b(?:no longer|not|needn't|need not|stop being)\b[^.]{0,20}\buniqu\w*|(?<!\bno )\b(?:several|many|two|multiple)\b[^.]{0,40}\b(?:may|can|are allowed to)\b(?! not|not)"
    r"|\bduplicat\w+ (?:are|is) (?:fine|allowed|ok)",
    re.IGNORECASE,
)
TOGETHER = re.compile(r"\b(?:per|within|for each|for the same|in one|and|together|combination|pair)\b", re.IGNORECASE)
EXACT = re.compile(r"\bcase[- ]sensitiv\w*|\bexact(?:ly)?\b", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.key) if model is not None else None
    if model is None or field is None:
        return ground.spec
    if ground.intent.names == ("shared",):
        return without_unique(ground.spec, model, field.name)
    folded = field.type is not None and field.type.textual and EXACT.search(ground.intent.quote) is None
    return with_unique(ground.spec, model, field.name, folded)


def _reads(wish: Wish) -> Intent | None:
    meant = field_meant(wish)
    together = [m for m in fields_meant(wish) if meant is not None and m.collection == meant.collection]
    # Several fields that are unique as one are another matter.
    if meant is None or (len(together) > 1 and TOGETHER.search(wish.text)):
        return None
    return Intent(
        "unique-field", meant.collection, names=("shared",) if SHARED.search(wish.text) else (), key=meant.field.name
    )


playbook = Playbook(
    name="unique-field",
    title="Let no two rows share a value",
    calls=(
        "unique|uniqueness",
        "need|must|have not be unique",
        "no|not longer|anymore|more unique",
        "unique must|should|be|make|per|by|in",
        "no two|other|more same|share|have|with",
        "not|never|nobody|cannot|can't two|same|twice|share|again same|share|identical|twice",
        "two|several same|identical not|never|cannot|impossible|forbidden|refused",
        "duplicate|duplicates",
        "avoid|prevent|no|refuse|reject|forbid|allow duplicate|duplicates",
        "not|never|cannot|can't be|use|have|exist|occur|appear|give twice",
        "same twice|already taken|used|exist",
        "only one|once per|with|for|by|use",
        "create|enter|add|type|save|register|put same twice forbid|prevent|avoid|refuse|reject|stop|never|not",
        "must|should|need have own|different|distinct",
        "taken already|by another",
    ),
    example="no two projects may have the same name",
    near="a project shows its unique visitors",
    stage="fields",
    targets=True,
    reads=_reads,
    touches=("model {model}", "errors", "POST", "PATCH", "PUT"),
    options=lambda _: (Option("index", "A unique index, within what one owner or organisation has", _build),),
)
