"""Whether a document is written in the language, or in a style of its own."""

import re

from groundplan.spec.outline import DocumentKind

# Lines that only a document in the language has: facts of an element, and headers of its tables.
FACTS = (
    "Router|Behavior|Scope|Base path|Unknown fields|Partial update|Invalid input|Another user's row|Schemas|Media type|Accepted|Ids"
    "|Times|Pagination|Body limit|Table|Owner|Shared|Strategy|Origins|Clock skew|Access token|Revocation|Request body"
)
LANGUAGE = re.compile(
    rf"- \*\*(?:{FACTS})\*\*: "
    r"|\| Status \| Response \| When \||\| Method \| Path \| Summary \| Auth \||\| Field \| Type \| Null \| Default \| Rules \|"
    r"|\| Field \| Type \| Required \| Null \| Default \|"
    r"|\| Field \| Type \| Always \||\| Router \| Prefix \| Module \||\| # \| (?:Middleware|Raised|Step|Phase) \|"
    r"|\| Status \| Code \| (?:Answered by|Exception) \||\| Dependency \| Gives \|"
    r"|Every request and response that the API promises\."
)
# What tells of endpoints or tables in other styles.
FREE = re.compile(
    r"\b(?:GET|POST|PUT|PATCH|DELETE)\b[ `*|:]*/|`{3}(?!mermaid)|\berDiagram\b|\bCREATE TABLE\b|^\s*[-*] [*`]*\w+[*`]*\s?[:(]"
    r"|^\|.*\b(?:type|path|endpoint|column|field|tipo)\b.*\||^#+ .*\b(?:table|model|endpoint)",
    re.IGNORECASE,
)
# These hold a plan or a choice in prose, or stand in a form of their own.
RECORDS: frozenset[DocumentKind] = frozenset(("proposal", "decision", "migration"))


def is_free(kind: DocumentKind, lines: list[str]) -> bool:
    """Whether a document tells of endpoints or models and has no line of the language."""
    if kind in RECORDS:
        return False
    found = False
    for line in lines:
        if LANGUAGE.match(line.strip()):
            return False
        found = found or FREE.search(line) is not None
    return found
