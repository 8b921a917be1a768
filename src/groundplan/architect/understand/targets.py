"""Which of the resources that a wish names it is about, and which nouns it has for what is tied to them."""

import re

from groundplan.architect.understand.known import mentioned
from groundplan.architect.understand.wish import Wish

DOINGS = (
    "post",
    "share",
    "like",
    "comment",
    "order",
    "book",
    "file",
    "note",
    "rate",
    "review",
    "place",
    "mark",
    "list",
    "label",
    "tag",
)


def target_of(wish: Wish, *own: str) -> str:
    """The collection that a wish is about, apart from users and from what the wish itself brings."""
    passed = ("users", *own)
    named = [name for name in wish.named if name not in passed]
    # Where `post` is what people do with comments, the posts are not meant: `post comments on products`.
    doing = re.search(
        rf"\b({'|'.join(DOINGS)})\s+(?:\w+\s+)?(?:comments?|tags?|labels?|pictures?|photos?|files?|likes?)\b",
        wish.text,
        re.IGNORECASE,
    )
    if doing is not None and len(named) > 1:
        named = [name for name in named if not name.startswith(doing[1].lower())]
    # Who does it is not what it is done to: `members like courses`.
    if len(named) > 1 and re.search(
        rf"(?:\A\W*|\b(?:let|allow|so that)\s+){named[0]}\s+(?:to\s+|can\b|may\b|want\b|should\b|[a-z]+\s)",
        wish.text,
        re.IGNORECASE,
    ):
        named = named[1:]
    if not named and wish.subject not in passed and wish.subject:
        return wish.subject
    # `add comments and likes to posts`: what the first is about stands with the second.
    named += [name for name in mentioned(wish.request, wish.spec) if name not in passed]
    return (*named, "")[0]


def first_word(text: str, *words: str) -> str:
    """The one of some words that stands first in a text, as the text has it in lower case; empty if none does."""
    found = re.search(rf"\b(?:{'|'.join(words)})\b", text, re.IGNORECASE)
    return "" if found is None else found[0].lower()
