"""Free labels on the rows of a resource."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.names import Names
from groundplan.architect.designs.tags import MOST, Tags, with_tags
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.existing import fields_meant
from groundplan.architect.understand.resources import find_resource
from groundplan.architect.understand.targets import first_word, target_of
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

WORDS = ("tags", "labels", "keywords", "hashtags")
FIELD = re.compile(
    r"\brename|\b(?:tag|label|keyword)s?\b (?:field|column|property)|\b(?:tag|label|keyword)s? ?(?:\(|:|as|is|are) ?(?:an? )?(?:list|array|string|text)",
    re.IGNORECASE,
)
AT_MOST = re.compile(
    r"(?:at most|up to|max(?:imum)?(?: of)?|no more than)\s+(\d{1,2})\s+(?:tags|labels|keywords|hashtags)",
    re.IGNORECASE,
)


def _called(text: str) -> str:
    """What the request calls them, in the plural; `tag tasks with labels` speaks of labels."""
    plural = first_word(text, *WORDS)
    single = first_word(text, *(rf"{word[:-1]}\w*" for word in WORDS))
    return plural or next((word for word in WORDS if single.startswith(word[:-1])), "tags")


def _build(ground: Ground) -> Spec:
    spec, anchor = ground.spec, anchor_of(ground.spec, ground.intent.resource)
    if anchor is None:
        return spec
    names = Names(ground.intent.names[0])
    known = spec.models_by_name.get(names.model)
    holder = anchor.model.tenant or anchor.model.owner
    if known is not None and (known.tenant or known.owner, known.field("name") is not None) != (holder, True):
        names = Names(f"{anchor.names.one}_{names.collection}")
    said = AT_MOST.search(ground.intent.quote)
    return with_tags(spec, Tags(anchor, names, max(int(said[1]), 1) if said else MOST), ground.conventions)


def _reads(wish: Wish) -> Intent | None:
    made = find_resource(wish.text)
    if FIELD.search(wish.text) or (made is not None and made.collection.endswith(WORDS)):
        return None
    # A field that is called so is what is meant.
    if any(meant.field.name in ("label", "keyword", "tag") for meant in fields_meant(wish)):
        return None
    own = tuple(name for name in wish.models if name.endswith(WORDS))
    return Intent("tags", target_of(wish, *own), names=(_called(wish.text),))


playbook = Playbook(
    name="tags",
    title="Let people label rows freely",
    calls=(
        "tag with|by|on|for|to|own|free|any|several|many",
        "tag filter|find|search|narrow",
        "label filter|find|search|narrow by",
        "free|custom|own|colored label|keyword",
        "label|keyword on|to|for attach|put|add|stick|give|assign|set|want|need",
        "add|attach|put|assign|want|need|support|allow|set tag",
        "tag",
        "hashtag",
        "taggable",
        "give|carry label|keyword",
        "label on|to",
    ),
    near="the label of a button is long",
    stage="resources",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "GET", "model {model}"),
    example="let people tag tickets with free labels",
    options=lambda _: (Option("table", "A table of labels and a link to the rows", _build),),
)
