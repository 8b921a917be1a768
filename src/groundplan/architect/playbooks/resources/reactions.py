"""Favourites, likes, bookmarks and their kin: a user's own marks on the rows of a resource."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.reactions import Marks, with_marks
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.targets import first_word, target_of
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

# What a request calls the mark, and how the mark is called alone and in numbers.
MARKS = (
    (r"favorit\w*|favor", "favorite", "favorites"),
    (r"favourit\w*|favour|favs?", "favourite", "favourites"),
    (r"wish[- ]?lists?|wish", "wishlist", "wishlist"),
    (r"bookmark\w*|read(?:ing)? (?:it )?later|reading lists?|save\w*|keep for later", "bookmark", "bookmarks"),
    (r"follow\w*|subscrib\w*", "follow", "follows"),
    (r"star(?:s|red|ring)?", "star", "stars"),
    (r"up-?vot\w*|vot\w*", "vote", "votes"),
    (r"watch(?:es|ed|ing|list)?", "watch", "watches"),
    (r"pin(?:s|ned|ning)?", "pin", "pins"),
    (r"lik(?:e|es|ed|ing)|heart\w*|thumbs? up", "like", "likes"),
)
# Words that mean a mark only together with what is marked: nobody marks `the progress of a report`.
LOOSE = ("follow", "watch", "star", "pin", "vote", "like")
OTHERWISE = re.compile(
    r"\bfollow(?:s|ed|ing)?\b(?:\s+(?:the|a|an|this|that|these|our|its|their|same))*\s*(?:link|steps?|rules?|conventions?|patterns?|format|schema|style"
    r"|fields?|standard|progress|status|:)|(?:\b(?:would|should|looks?|feels?|works?)|['’]d) like\b(?! to (?:like|follow|star|bookmark))|^like\b|\blike (?:other|before|in)\b|\bwatch out\b|\brat(?:e|es|ed|ing|ings)\b|\b\d ?(?:to|-|–) ?\d stars?\b|\breviews?\b",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\bhow many\b|\bcount(?:s|er|ed)?\b|\bnumber of\b|\btotal\b|\bpopular", re.IGNORECASE)


def _mark(text: str) -> tuple[str, str] | None:
    """What the mark is called, as the text calls it first; `list and read` is no reading list."""
    found = sorted(
        (text.lower().find(word), order, one, many)
        for order, (pattern, one, many) in enumerate(MARKS)
        if (word := first_word(text, pattern))
    )
    return found[0][2:] if found else None


def _build(ground: Ground) -> Spec:
    one, many = ground.intent.names
    if anchor_of(ground.spec, ground.intent.resource) is None:
        return ground.spec
    # A mark is somebody's, so it needs people who sign in.
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    anchor = anchor_of(spec, ground.intent.resource)
    if anchor is None:
        return spec
    return with_marks(
        spec, Marks(anchor, one, many, COUNTED.search(ground.intent.quote) is not None), ground.conventions
    )


def _reads(wish: Wish) -> Intent | None:
    if OTHERWISE.search(wish.text):
        return None
    names, target = _mark(wish.text), target_of(wish)
    if names is None:
        return None
    if names[0] in LOOSE and not target and not re.search(r"\b(?:them|each other)\b|\bun\w+", wish.text, re.IGNORECASE):
        return None
    return Intent("reactions", target, names=names, key=names[0])


playbook = Playbook(
    name="reactions",
    title="Let users mark rows as their own favourites",
    calls=(
        "favorite",
        "mark|put|add|save|star|set|keep|have as|in|to|among favorite",
        "see|list|page|show|view|browse favorite",
        "bookmark",
        "wishlist",
        "wish list",
        "person|user|reader|client|customer|member|visitor|student|patient like|unlike",
        "like unlike",
        "like button|count|counter",
        "like on|for|to|of",
        "can|could|may like|unlike|star|upvote|heart|follow|unfollow|pin|watch",
        "let|allow like|unlike|star|upvote|heart|follow|unfollow|pin|watch",
        "how many like",
        "follow unfollow",
        "follow project|post|author|user|person|topic",
        "save later",
        "read later",
        "have|keep|add|to|on|own reading list",
        "thumb up",
        "upvote",
        "want|like|wish follow|bookmark|star|watch|like",
        "~follow|bookmark|wishlist",
    ),
    near="we would like to sort the products",
    stage="resources",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "auth", "api", "router me", "router auth", "DELETE", "model {model}"),
    example="users can put projects in their favourites and see them in a list",
    options=lambda _: (Option("pair", "One row a user and row marked, set by PUT and taken back by DELETE", _build),),
)
