"""A required text is more than blanks, and no text holds NUL.

`"   "` passes every check of presence and length, and is an empty title on every screen. U+0000 is valid JSON, and
PostgreSQL has no place for it in a text: the insert fails, as 500.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.requests.inputs import Input, all_inputs
from groundplan.spec.address import API
from groundplan.spec.spec import Spec

BLANK = Pattern(r"\btrim\w*|\bstripp?\w*|\bblanks?\b|\bwhite ?space", re.IGNORECASE)
NUL = Pattern(r"\bnul\b|U\+0000|\\u?0{2,4}\b|\bcontrol characters?\b", re.IGNORECASE)


@rule(
    "RQ011",
    severity="warning",
    hears="spec",
    bad="- Text is kept as it is sent.",
    good=(
        "- Text is trimmed before it is checked; NUL is refused; a required text is never empty, and an optional one "
        "that is empty is kept as it is, not as null."
    ),
    source="PostgreSQL, Character Types; Unicode U+0000",
)
def text_hygiene(spec: Spec) -> Iterator[Fault]:
    said = any(map(NUL.search, spec.api.notes)), any(map(BLANK.search, spec.api.notes))
    texts = [item for item in all_inputs(spec) if _is_free_text(item)] if not all(said) else []
    if texts and not said[0] and not any(NUL.search(note) for text in texts for note in text.said):
        message = f"nothing says that text with NUL (U+0000) is refused, {texts[0].told} for one"
        yield Fault(at=API, message=message, mend="add a note to the API that says so")
    if said[1]:
        return
    required = [item for item in texts if item.required]
    bare = [item for item in required if _may_be_blank(item)]
    if len(bare) == len(required) > 1:
        message = f"nothing says that a required text is more than blanks, {bare[0].told} for one"
        yield Fault(at=API, message=message, mend="add a note to the API: text is trimmed before its length is checked")
        return
    for item in bare:
        message = f"{item.told} is required, and may be nothing but blanks"
        yield Fault(at=item.at, message=message, mend="add `1..200; trimmed`, or its own length, to its rules")


def _is_free_text(item: Input) -> bool:
    """Whether any text will do; what has a pattern or a format will not."""
    free = not item.constraints.pattern and not item.constraints.format
    return item.where != "path" and free and item.type is not None and item.type.kind in ("str", "text")


def _may_be_blank(item: Input) -> bool:
    if any(map(BLANK.search, item.said)):
        return False
    return not item.constraints.trimmed or not item.constraints.bounds.low
