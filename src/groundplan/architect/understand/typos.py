"""Typing errors in the words that steer a plan; names of the user's own are never touched."""

import re
from collections.abc import Iterable

KEYWORDS = (
    "endpoint", "endpoints", "resource", "pagination", "paginate", "paginated", "filter", "filtering", "filtered", "filterable",
    "register", "registration", "login", "required", "optional", "unique", "integer", "string", "decimal", "boolean",
    "authentication", "permission", "permissions", "access", "control", "error", "errors", "response", "responses",
    "sorting", "sorted", "sortable", "manage", "create", "update", "delete", "users", "admin", "admins", "roles", "please",
    "field", "fields", "their", "should", "need", "needs", "with", "description",
)  # fmt: skip
WORD = re.compile(r"(?<![\w/{'\"-])[A-Za-z]{4,}(?![\w/}'\"-])")


def corrected(text: str, names: Iterable[str] = ()) -> str:
    """The text with misspelt keywords and names put right, where only one of them can be meant.

    Args:
        text: the request.
        names: what the specification calls its things; they win over keywords and are never changed themselves.
    """
    known = {name.lower() for name in names}
    vocabulary = dict.fromkeys((*known, *KEYWORDS))

    def mend(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in vocabulary or word.rstrip("s") in vocabulary or f"{word}s" in vocabulary:
            return match[0]
        near = [other for other in vocabulary if abs(len(other) - len(word)) <= 2 and within(word, other, _slack(word))]
        return near[0] if len(near) == 1 else match[0]

    return WORD.sub(mend, text)


def _slack(word: str) -> int:
    return 2 if len(word) >= 8 else 1


def within(first: str, second: str, most: int) -> bool:
    """Whether two words are at most so many edits apart (insert, delete, replace, swap neighbours)."""
    if first[:1] != second[:1] or sorted(first) == sorted(second):
        return sorted(first) == sorted(second)
    before, row = [0] * (len(second) + 1), list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        earlier, before, row = before, row, [i] + [0] * len(second)
        for j, other in enumerate(second, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and other == first[i - 2]:
                row[j] = min(row[j], earlier[j - 2] + 1)
    return row[-1] <= most
