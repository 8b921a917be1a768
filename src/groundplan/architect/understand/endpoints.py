"""Which endpoints that are there a request means."""

import re

from inflection import singularize

from groundplan.architect.understand.operations import CHANGING, METHODS
from groundplan.architect.understand.wish import Wish
from groundplan.spec.effective import model_of
from groundplan.spec.endpoint import Endpoint

VERBS = {
    "create": ("create",),
    "list": ("list",),
    "read": ("read",),
    "update": ("update", "replace"),
    "delete": ("delete",),
}
WRITING = ("create", "update", "delete")
READING = ("list", "read")
METHOD = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE)\b")
PATH = re.compile(r"(?<![\w.])/[\w{}:/-]+")
WRITES = re.compile(r"\b(?:writ\w+|modif\w+|chang\w+|mutat\w+|manag\w+)\b", re.IGNORECASE)
READS = re.compile(r"\b(?:read(?:ing|s)?|see|view\w*|look at)\b", re.IGNORECASE)
ALL = re.compile(r"\b(?:every(?:thing)?|all|whole|any)\b[^.]{0,25}\b(?:endpoints?|routes?|api|of)\b", re.IGNORECASE)


def endpoints_meant(wish: Wish) -> tuple[Endpoint, ...]:
    """The endpoints that a wish names by method and path, or by what they do with a resource; in the order of the spec.

    A resource alone means all of its endpoints; nothing named means none.
    """
    by_path = tuple(endpoint for endpoint in wish.spec.endpoints if _named(endpoint, wish.text))
    if by_path or (METHOD.search(wish.text) and PATH.search(wish.text)):
        return by_path
    named = [name for name in wish.named if name in wish.models]
    named = (
        [name for name in named if name != "users"]
        or named
        or [name for name in (wish.subject,) if name in wish.models]
    )
    if not named:
        return ()
    models = {wish.models[name].name for name in named}
    about = tuple(
        endpoint
        for endpoint in wish.spec.endpoints
        if endpoint.behavior is not None
        and (model := model_of(endpoint, wish.spec)) is not None
        and model.name in models
    )
    operations = operations_meant(without_names(wish))
    wanted = {verb for operation in operations for verb in VERBS[operation]}
    chosen = tuple(e for e in about if e.behavior is not None and e.behavior.verb in wanted)
    return chosen if operations else about


def without_names(wish: Wish) -> str:
    """The text of a wish without the names of its resources: `posts` posts nothing."""
    names = [form for name in wish.named for form in (name, str(singularize(name)))]
    if not names:
        return wish.text
    forms = "|".join(re.escape(name).replace("_", "[ _-]") for name in names)
    # A method is written in capitals, and is meant.
    return re.sub(
        rf"\b(?:{forms})\b", lambda found: found[0] if found[0].isupper() else " ", wish.text, flags=re.IGNORECASE
    )


def operations_meant(text: str) -> tuple[str, ...]:
    """The operations that a text names; `change` and `write` mean all that change rows."""
    methods = {match[1] for match in METHOD.finditer(text)}
    found = {CHANGING[method] for method in methods if method in CHANGING}
    if "GET" in methods:
        found |= {"list", "read"} if not re.search(r"\blist", text, re.IGNORECASE) else {"list"}
    for name, verbs in METHODS.items():
        if re.search(rf"\b(?:{verbs})\b", text, re.IGNORECASE) and name != "read":
            found.add(name)
    if READS.search(text):
        found |= set(READING)
    if WRITES.search(text) and not found & set(WRITING):
        found |= set(WRITING)
    return tuple(name for name in METHODS if name in found)


def _named(endpoint: Endpoint, text: str) -> bool:
    """Whether a text names the endpoint by its path, with its method where it says one before."""
    for match in PATH.finditer(text):
        path = match[0].rstrip("/.,:")
        if not _same(path, endpoint.path):
            continue
        before = METHOD.findall(text[max(0, match.start() - 40) : match.start()])
        if before:
            return endpoint.method in before[-1:] or (len(before) > 1 and endpoint.method in before)
        operations = operations_meant(text)
        verb = endpoint.behavior.verb if endpoint.behavior is not None else ""
        return not operations or any(verb in VERBS[operation] for operation in operations)
    return False


def _same(said: str, path: str) -> bool:
    """Whether two paths are one, whatever their parameters are called, and with or without the prefix of the API."""

    def plain(text: str) -> list[str]:
        parts = [
            "{}" if part.startswith(("{", ":")) else part.lower().replace("_", "-") for part in text.split("/") if part
        ]
        while parts and (parts[0] == "api" or re.fullmatch(r"v\d+", parts[0])):
            parts = parts[1:]
        return parts

    return plain(said) == plain(path)
