"""Plurals of English nouns, as far as names of collections need them."""

import re

from groundplan.checks.pattern import Pattern

WITHOUT_PLURAL = frozenset(
    {
        "activity", "advice", "analytics", "audit", "children", "content", "criteria", "data", "equipment", "feedback",
        "feet", "geese", "history", "indices", "information", "inventory", "media", "men", "metadata", "mice", "money",
        "music", "news", "people", "series", "software", "species", "staff", "stock", "teeth", "traffic", "women",
    }
)  # fmt: skip
IRREGULAR = {"child": "children", "man": "men", "person": "people", "woman": "women"}
SINGULAR_IN_S = Pattern(r".*(?:ss|sis|(?<!men)us|alias|canvas|atlas|lens|gas)$")
WORDS = Pattern(r"[-_]")


def is_plural(name: str) -> bool:
    """Whether the last word of a name is a plural, or a noun that has none."""
    word = WORDS.split(name.lower())[-1]
    if word in WITHOUT_PLURAL:
        return True
    return word.endswith("s") and SINGULAR_IN_S.match(word) is None


def plural(name: str) -> str:
    """The name with its last word in the plural: `task-list` gives `task-lists`."""
    cut = max(name.rfind("-"), name.rfind("_")) + 1
    head, word = name[:cut], name[cut:]
    if word.lower() in IRREGULAR:
        return head + IRREGULAR[word.lower()]
    if word.endswith("sis"):
        return f"{head}{word[:-2]}es"
    if re.search(r"[^aeiou]y$", word):
        return f"{head}{word[:-1]}ies"
    return name + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")
