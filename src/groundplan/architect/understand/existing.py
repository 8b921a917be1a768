"""Which fields of models that are there a request means."""

import re
from typing import NamedTuple

from groundplan.architect.understand.wish import Wish
from groundplan.spec.model import Field, Model

# `created_at` is also called the creation date, `due_on` the due date.
ENDING = re.compile(r"_(?:at|on|date|time|day|id)$")
SERVER = frozenset({"id", "created_at", "updated_at", "user_id"})


class Meant(NamedTuple):
    """A field, the collection of its model, and where the text names it."""

    collection: str
    field: Field
    start: int
    end: int


def fields_meant(wish: Wish) -> tuple[Meant, ...]:
    """The fields that a wish names, in its order; of the resource that it names, or of the only ones called so."""
    spoken = tuple(name for name in wish.named if name != "users") or wish.named
    named = tuple(name for name in spoken if name in wish.models) or (
        (wish.subject,) if wish.subject in wish.models else ()
    )
    found = [meant for name in named for meant in _in_model(wish.text, name, wish.models[name])]
    if not found and spoken in ((), ("users",)):
        all_found = [
            m for name, model in wish.models.items() if name != "users" for m in _in_model(wish.text, name, model)
        ]
        first = min(all_found, key=lambda meant: meant.start, default=None)
        known = {meant.collection for meant in all_found if first is not None and meant.start == first.start}
        found = [meant for meant in all_found if known == {meant.collection}]
    return tuple(sorted(found, key=lambda meant: meant.start))


def _in_model(text: str, collection: str, model: Model) -> list[Meant]:
    """The fields of a model whose names stand in a text; where two overlap, the longer one counts."""
    found: list[Meant] = []
    for field in model.fields:
        if (match := _called(field.name).search(text)) is not None:
            found.append(Meant(collection, field, match.start(), match.end()))
    return [
        meant
        for meant in found
        if not any(
            m is not meant
            and m.start <= meant.start
            and meant.end <= m.end
            and m.end - m.start > meant.end - meant.start
            for m in found
        )
    ]


def _called(name: str) -> re.Pattern[str]:
    """A pattern of the words for a field: `due_date` is `due date` too, and `due_at` the `due date`."""
    words = name.replace("_", "[ _-]")
    stem = ENDING.sub("", name)
    also = rf"|{stem.replace('_', '[ _-]')}[ _-](?:date|time|day)" if stem != name else ""
    plural = "" if name.endswith("s") else "(?:s|es)?"
    return re.compile(rf"(?<![\w/-])(?:{words}{plural}{also})(?![\w-])", re.IGNORECASE)


def field_meant(wish: Wish) -> Meant | None:
    """The one field that a wish is about: the first that it names and that clients set."""
    return next((meant for meant in fields_meant(wish) if meant.field.name not in SERVER), None)
