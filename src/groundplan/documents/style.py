"""Whether a document is written in the language, or in a style of its own."""

import re

from groundplan.documents.blocks import cells_of
from groundplan.documents.constructs import auth, routing
from groundplan.documents.pages import AUTH_FILE, ENDPOINTS_FILE, ERRORS_FILE, ROUTING_FILE, SCHEMA_FILE
from groundplan.spec.outline import DocumentKind

# Facts that only the language writes so; labels such as `Auth` or `Request body` are common in other styles too.
ENDPOINTS = frozenset(
    (
        "router", "behavior", "scope", "base path", "unknown fields", "partial update", "invalid input", "another user's row",
        "media type", "body limit", "precondition",
    )
)  # fmt: skip
DATA = frozenset(("ids", "times", "constraint names", "migrations", "schemas"))
FACTS: dict[DocumentKind, frozenset[str]] = {
    "endpoints": ENDPOINTS,
    "schema": DATA,
    "routing": frozenset(routing.FORM.facts),
    "auth": frozenset(auth.FORM.facts),
    "other": ENDPOINTS | DATA,
}
# The columns that tell a table of the language, whatever a person added or moved.
TABLES = tuple(
    frozenset(titles.split(", "))
    for titles in (
        "field, create, update, read",
        "field, type, required, null",
        "field, type, always",
        "status, response, when",
        "method, path, summary, auth",
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
    r"\berDiagram\b|^\s*[-*] [*`]*\w+[*`]*\s?[:(]|^\|.*\b(?:type|column|field|tipo)\b.*\||^#+ .*\b(?:table|model)",
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
    facts = FACTS.get(kind, frozenset())
    of_models, found = kind in ("schema", "other"), False
    for line in lines:
        if line.startswith(ACCEPTANCE):
            continue
        if _is_language(line.strip(), facts):
            return False
        found = found or CALLS.search(line) is not None or (of_models and COLUMNS.search(line) is not None)
    return found


def _begun(title: str, lines: list[str]) -> bool:
    """Whether a document has the writer's title, and declares no table in a way of its own."""
    if title not in lines:
        return False
    text = "\n".join(lines).lower()
    return not any(word in text for word in DECLARES)


def _is_language(line: str, facts: frozenset[str]) -> bool:
    if line.startswith("- **"):
        return line[4:].partition("**: ")[0].lower() in facts
    if line.startswith("|"):
        titles = {cell.lower() for cell in cells_of(line)[0]}
        return any(wanted <= titles for wanted in TABLES)
    return line.startswith(INTRO)
