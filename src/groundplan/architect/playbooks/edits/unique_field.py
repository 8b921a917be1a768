"""A value that no two rows share, or that several may share from now on."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.fields import with_unique, without_unique
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import SERVER, field_meant, fields_meant
from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

SHARED = re.compile(
    r"\b(?:no longer|not|needn't|need not|stop being)\b[^.]{0,20}\buniqu\w*|(?<!\bno )\b(?:several|many|two|multiple)\b[^.]{0,40}\b(?:may|can|are allowed to)\b(?! not|not)"
    r"|\bduplicat\w+ (?:are|is) (?:fine|allowed|ok)",
    re.IGNORECASE,
)
TOGETHER = re.compile(
    r"\b(?:per|within|inside|together|same [\w ]+ and|combination|pair|(?:in|of|at|on|for|by) (?:the same|one|a single|any|each|every|a given|its))\b",
    re.IGNORECASE,
)
# `a shelf has a code that is unique` tells of a field that there is not yet.
NEW = re.compile(
    r"\b(?:have|has|needs?|gets?|with|add|carry|carries)\s+(?:an?|another|new)\s+(?:new\s+|unique\s+)*(?P<name>\w+)",
    re.IGNORECASE,
)
EXACT = re.compile(r"\bcase[- ]sensitiv\w*|\bexact(?:ly)?\b", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    model = ground.spec.models_by_name.get(Names(ground.intent.resource).model)
    field = model.field(ground.intent.key) if model is not None else None
    if model is None or field is None:
        return ground.spec
    if ground.intent.names == ("shared",):
        return without_unique(ground.spec, model, field.name)
    folded = field.type is not None and field.type.textual and EXACT.search(ground.intent.quote) is None
    return with_unique(ground.spec, model, field.name, folded, tuple(n for n in ground.intent.names if model.field(n)))


def _reads(wish: Wish) -> Intent | None:
    meant = field_meant(wish)
    told = NEW.search(wish.text)
    if meant is None or (told is not None and told["name"].lower() not in meant.field.name):
        return None
    if SHARED.search(wish.text):
        return Intent("unique-field", meant.collection, names=("shared",), key=meant.field.name)
    also = [m for m in fields_meant(wish) if m.collection == meant.collection and m.field.name not in SERVER]
    if TOGETHER.search(wish.text) is None:
        # `the name and the number are unique` may be one rule or two.
        return None if len(also) > 1 else Intent("unique-field", meant.collection, key=meant.field.name)
    outer = _outer(wish, wish.models[meant.collection])
    last, *within = [m.field.name for m in also if m.field.name not in outer] or [meant.field.name]
    return Intent("unique-field", meant.collection, names=(*outer, *within), key=last)


def _outer(wish: Wish, model: Model) -> tuple[str, ...]:
    """The keys to the rows within which a value is unique: `a number is unique within its building`."""
    keys = (field.name for field in model.fields if field.references is not None and field.name != model.owner)
    return tuple(key for key in keys if re.search(rf"\b{_stem(key)}s?\b", wish.text, re.IGNORECASE) is not None)


def _stem(key: str) -> str:
    return key.removesuffix("_id").replace("_", "[ _-]")


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
        "exist|occur|appear|be|used only once|one",
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
