"""Which of the resources that a wish names it is about, and which nouns it has for what is tied to them."""

import re

from groundplan.architect.understand.wish import Wish


def target_of(wish: Wish, *own: str) -> str:
    """The collection that a wish is about, apart from users and from what the wish itself brings."""
    passed = ("users", *own)
    named = tuple(name for name in wish.named if name not in passed)
    return (*named, "" if wish.subject in passed else wish.subject)[0]


def first_word(text: str, *words: str) -> str:
    """The one of some words that stands first in a text, as the text has it in lower case; empty if none does."""
    found = re.search(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE)
    return "" if found is None else found[0].lower()
