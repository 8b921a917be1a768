"""Typing errors: a word that no dictionary knows is put right where only one word can be meant."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from groundplan.architect.understand.calls import stem

if TYPE_CHECKING:
    from spellchecker import SpellChecker

# Words that tell of fields, bounds and access, beside those that call for playbooks.
KEYWORDS = (
    "endpoint", "resource", "required", "optional", "unique", "integer", "string", "decimal", "boolean", "number", "date",
    "time", "text", "long", "default", "maximum", "minimum", "between", "field", "column", "model", "description", "please",
    "create", "read", "update", "delete", "list", "manage", "their", "only", "should", "need", "must", "with", "without",
    "every", "each", "user", "admin", "owner", "client", "everybody", "public", "estimate", "status", "title", "name",
)  # fmt: skip
# Words of the trade that the dictionary does not have.
TRADE = frozenset(
    [
        "bool",
        "enum",
        "uuid",
        "guid",
        "varchar",
        "datetime",
        "timestamp",
        "timestamptz",
        "json",
        "jsonb",
        "bytes",
        "bigint",
        "smallint",
        "serial",
        "oauth",
        "oidc",
        "totp",
        "webhook",
        "webhooks",
        "csrf",
        "cors",
        "crud",
        "http",
        "https",
        "rbac",
        "saml",
        "smtp",
        "ipv4",
        "ipv6",
        "slug",
        "slugs",
        "isbn",
        "iban",
        "hashtag",
        "hashtags",
        "upsert",
        "backend",
        "frontend",
        "async",
    ]
)
# What the dictionary holds as words or is too short for it, and nobody means.
MISSPELT = {"colum": "column", "colums": "columns", "lenght": "length", "shoud": "should", "teh": "the", "adn": "and"}
SLIPS = re.compile(rf"\b(?:{'|'.join(word for word in MISSPELT if len(word) < 4)})\b", re.IGNORECASE)
WORD = re.compile(r"(?<![\w/{'\"`-])[A-Za-z]{4,}(?![\w/}'\"`-])")

SHORT = 4
# The dictionary is of American words.
BRITISH = re.compile(r"(?:our(?:s|ed|ing|ites?)?|is(?:e|es|ed|ing|ations?)|yse[ds]?|tres?|ogues?|ll(?:ed|ing|er|ers))$")


def corrected(text: str, names: Iterable[str], terms: Iterable[str]) -> str:
    """The text with misspelt words put right; what is a word already, or a name of the user's own, stays.

    Args:
        text: the request.
        names: what the specification calls its things; they win over other words.
        terms: words that mean something here, in any of their forms.
    """
    known = {name.lower() for name in names}
    plain = frozenset(map(stem, KEYWORDS))
    meant = plain | frozenset(map(stem, terms))

    def mend(match: re.Match[str]) -> str:
        word = match[0].lower()
        if word in MISSPELT:
            return MISSPELT[word]
        if word in known or f"{word}s" in known or stem(word) in meant or _spelt(word):
            return match[0]
        words = [other for other in _dictionary().candidates(word) or () if other != word]
        slack = 1 if words or len(word) < 8 else 2
        near = [name for name in known if abs(len(name) - len(word)) <= slack and within(word, name, slack)]
        if near:
            return near[0] if len(near) == 1 else match[0]
        # Short words are near to many others, and values in brackets are the user's own.
        bracketed = text.count("(", 0, match.start()) > text.count(")", 0, match.start())
        mine = plain if bracketed else meant if len(word) > SHORT else frozenset()
        words = [other for other in words if other[0] == word[0] and stem(other) in mine]
        return max(words, key=lambda other: (_dictionary()[other], other), default=match[0])

    return WORD.sub(mend, SLIPS.sub(lambda slip: MISSPELT[slip[0].lower()], text))


def known_word(word: str) -> bool:
    """Whether the dictionary has a word."""
    return word in _dictionary()


def _spelt(word: str) -> bool:
    return word in TRADE or word in _dictionary() or BRITISH.search(word) is not None


@cache
def _dictionary() -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(distance=1)


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
