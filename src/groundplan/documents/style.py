"""Whether a document is written in the language, or in a style of its own."""

import re

from groundplan.documents.blocks import cells_of
from groundplan.documents.constructs import auth, routing
from groundplan.documents.pages import AUTH_FILE, ENDPOINTS_FILE, ERRORS_FILE, ROUTING_FILE, SCHEMA_FILE
from groundplan.spec.outline import DocumentKind

# Facts that only the language writes so; labels such as `Auth` or `Request body` are common in other styles too.
ENDPOINTS = frozenset(("router", "behavior", "scope", "precondition"))
DATA = frozenset(("schemas",))
FACTS: dict[DocumentKind, frozenset[str]] = {
    "endpoints": ENDPOINTS,
    "schema": DATA,
    "routing": frozenset(routing.FORM.facts),
    "auth": frozenset(auth.FORM.facts),
    "other": ENDPOINTS | DATA,
}
# Facts and the overview, which the language has before the first section; further down other styles have them too.
API = frozenset(
    ("base path", "unknown fields", "partial update", "invalid input", "another user's row", "media type", "body limit")
)
WHOLE = frozenset(("ids", "times", "constraint names", "migrations"))
TOP_FACTS: dict[DocumentKind, frozenset[str]] = {"endpoints": API, "schema": WHOLE, "other": API | WHOLE}
OVERVIEW = frozenset(("method", "path", "summary", "auth"))
# The columns that tell a table of the language, whatever a person added or moved.
TABLES = tuple(
    frozenset(titles.split(", "))
    for titles in (
        "field, create, update, read",
        "field, type, required, null",
        "field, type, always",
        "status, response, when",
        "router, prefix, module",
        "dependency, gives",
        "status, code, answered by",
        "status, code, exception",
        "#, middleware",
        "#, raised",
        "#, step, checks",
        "category, routes",
        "claim, type, required",
        "role, may",
    )
)
INTRO = "Every request and response that the API promises."
# What tells of endpoints in other styles, and what of models.
CALLS = re.compile(
    r"\b(?:GET|POST|PUT|PATCH|DELETE)\b[ `*|:]*/|\bmethod\b\W{1,8}(?:GET|POST|PUT|PATCH|DELETE)\b|`{3}(?!mermaid)|\bCREATE TABLE\b",
    re.IGNORECASE,
)
COLUMNS = re.compile(
    r"\berDiagram\b|^\s*[-*] [*`]*\w+[*`]*\s?[:(]|^#+ .*\b(?:table|model)"
    r"|^\|.*\b(?:(?:data)?type|column|field|tipo|campo|atributo|타입|필드|컬럼)\b.*\|"
    r"|^\s*[-*] \w+ (?:\w*int\w*|\w*serial|uuid|text|varchar|char|bool\w*|time\w*|date\w*|str\w*)\b",
    re.IGNORECASE,
)
# It is said of findings, in documents of every style.
ACCEPTANCE = "- **Accepted**"
TITLES = {
    ENDPOINTS_FILE: "# REST endpoints",
    ROUTING_FILE: "# Routing",
    ERRORS_FILE: "# Errors",
    SCHEMA_FILE: "# Data model",
    AUTH_FILE: "# Authentication",
}
DECLARES = ("create table", "table=true", "primary key")
# These hold a plan or a choice in prose, or stand in a form of their own.
RECORDS: frozenset[DocumentKind] = frozenset(("proposal", "decision", "migration"))


def is_free(file: str, kind: DocumentKind, lines: list[str]) -> bool:
    """Whether a document tells of endpoints or models and has no line of the language.

    One that the writer began, which its title tells, is in the language however little it says yet.
    """
    if kind in RECORDS or (file in TITLES and _begun(TITLES[file], lines)):
        return False
    facts, at_top = FACTS.get(kind, frozenset()), TOP_FACTS.get(kind, frozenset())
    of_models, found, top = kind in ("schema", "other"), False, True
    for line in lines:
        top = top and not line.startswith("## ")
        if line.startswith(ACCEPTANCE):
            continue
        if _is_language(line.strip(), facts) or (top and _is_whole(line.strip(), at_top)):
            return False
        found = found or CALLS.search(line) is not None or (of_models and COLUMNS.search(line) is not None)
    return found


def _begun(title: str, lines: list[str]) -> bool:
    """Whether a document has the writer's title, and declares no table in a way of its own."""
    if title not in lines:
        return False
    text = "\n".join(lines).lower()
    return not any(word in text for word in DECLARES)


def _is_whole(line: str, facts: frozenset[str]) -> bool:
    """Whether a line before the first section says a fact of the whole, as only the language does."""
    return _is_fact(line, facts) or (line.startswith("|") and {cell.lower() for cell in cells_of(line)[0]} >= OVERVIEW)


def _is_fact(line: str, facts: frozenset[str]) -> bool:
    """Whether a line is one of these facts; prose below an endpoint begins with a capital, and its facts do not."""
    if not line.startswith("- **"):
        return False
    label, _, said = line[4:].partition("**: ")
    return label.lower() in facts and not (label.lower() in ENDPOINTS and said[:1].isupper())


def _is_language(line: str, facts: frozenset[str]) -> bool:
    if _is_fact(line, facts):
        return True
    if line.startswith("|"):
        titles = {cell.lower() for cell in cells_of(line)[0]}
        return any(wanted <= titles for wanted in TABLES)
    return line.startswith(INTRO)
