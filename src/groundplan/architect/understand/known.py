"""Finding what a request refers to among the things that the specification has."""

import re

from inflection import pluralize, singularize

from groundplan.architect.understand.calls import stem
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

# `to order the list` orders nothing that is called an order.
AS_VERB = (
    re.compile(r"\b(?:to|can|may|could|must|should|will|let \w+)\s+(?:\w+\s+(?:and|or)\s+)?$", re.IGNORECASE),
    re.compile(
        r"^\s+(?:the|an?|my|our|their|its|his|her|it|them|this|that|all|every|each|by|on|from)\b", re.IGNORECASE
    ),
)
PATH = re.compile(r"(?:\b(?:GET|POST|PUT|PATCH|DELETE)\s+)?(/[\w{}/-]+)")

# What something is done with is there: `archive the orders`.
ACTED = re.compile(
    r"^\W*(?:please\s+|let users\s+|users can\s+)?(?:archive|export|import|sort|filter|paginate|restore|search|soft[- ]delete|rename|lock|pin|download)"
    r"\s+(?:the\s+|all\s+|our\s+|deleted\s+)?([a-z][\w-]+s)\b(?!\s+(?:field|column|of|in|to|on|from)\b)",
    re.IGNORECASE,
)


def collections(spec: Spec) -> tuple[str, ...]:
    """The names of the resources that have endpoints, as their tables are called."""
    return tuple(model.table for model in spec.models if model.schemas and model.table)


def mentioned(text: str, spec: Spec) -> tuple[str, ...]:
    """The resources that a text names, by path, plural or singular, in its order."""
    found: dict[str, int] = {}
    for path in PATH.finditer(text):
        parts = [part for part in path[1].split("/") if part and not part.startswith("{")]
        for name in collections(spec):
            # `/shelves/export` is about the shelves.
            if parts and name in (parts[-1].replace("-", "_"), *(part.replace("-", "_") for part in parts[-2:-1])):
                found.setdefault(name, path.start())
    for name in collections(spec):
        words = name.replace("_", "[ _-]")
        single = str(singularize(name)).replace("_", "[ _-]")
        for match in re.finditer(rf"(?<![\w/-])(?:{words}|{single})(?![\w-])", text, re.IGNORECASE):
            before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() :]
            if match[0].endswith("s") or not (AS_VERB[0].search(before) and AS_VERB[1].match(after)):
                found.setdefault(name, match.start())
                break
    return tuple(sorted(found, key=found.__getitem__))


def absent(text: str, spec: Spec) -> tuple[str, ...]:
    """What a request calls by name or path as if it were there, and is not."""
    known = set(collections(spec))
    found: dict[str, None] = {}
    for path in PATH.finditer(text):
        parts = [part for part in path[1].split("/") if part and not part.startswith("{")]
        if (
            parts
            and not {part.replace("-", "_") for part in parts[-2:]} & known
            and path[1].startswith(("/api", spec.api.base_path or "/api"))
        ):
            found.setdefault(path[1])
    named = (
        r"\b(?:to|of|on|from|for|the)\s+(?:the\s+|each\s+|all\s+)?([a-z][\w-]+s)"
        r"(?=\s+(?:list|endpoint|resource|table)|[.,;!?]|\s*$)"
    )
    for match in (*re.finditer(named, text, re.IGNORECASE), *ACTED.finditer(text)):
        name = match[1].lower().replace("-", "_")
        if name not in known and str(pluralize(str(singularize(name)))) == name:
            found.setdefault(name)
    return tuple(found)


def field_named(words: str, model: Model) -> str | None:
    """The field of a model that some words mean: `status`, `due date`, `creation date`, `the project`."""
    told = re.sub(r"^(?:the|their|its|by|an?)\s+", "", words.strip().lower())
    wanted = re.sub(r"[^a-z0-9]+", "_", re.sub(r"^(?:number|count|amount) of (?:the )?", "", told)).strip("_")
    if not wanted:
        return None
    names = [field.name for field in model.fields if field.stored and field.sensitivity != "secret"]
    if wanted in ("date", "time", "day") and wanted not in names:
        # The one that a client sets, else when the row was made.
        dated = [
            f.name
            for f in model.fields
            if f.create and f.type is not None and f.type.kind in ("date", "datetime", "time")
        ]
        return dated[0] if len(dated) == 1 else "created_at" if not dated and "created_at" in names else None
    stem = re.sub(r"_(?:date|time|day|at|on)$", "", wanted)
    created = {
        "creation": "created",
        "create": "created",
        "modification": "updated",
        "update": "updated",
        "change": "updated",
    }
    stem = created.get(stem, stem)
    tries = (
        wanted, str(singularize(wanted)), str(pluralize(wanted)), f"{wanted}_id", f"{singularize(wanted)!s}_id", f"is_{wanted}",
        f"{singularize(wanted)!s}_count", f"{stem}_at", f"{stem}_on", f"{stem}_date", f"{stem}_until", stem,
    )  # fmt: skip
    return next((name for name in tries if name in names), None) or _by_stems(told, names)


def _by_stems(words: str, names: list[str]) -> str | None:
    """The one field whose name has the same words in another order or form: the `year of publication` is `published_year`."""
    wanted = {stem(word) for word in re.findall(r"[a-z]+", words) if word not in ("of", "the", "a", "an")}
    found = [name for name in names if len(wanted) > 1 and {stem(word) for word in name.split("_")} == wanted]
    return found[0] if len(found) == 1 else None
