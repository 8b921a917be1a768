"""Comments on the rows of a resource."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.comments import Comments, with_comments
from groundplan.architect.designs.names import Names
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.resources import find_resource
from groundplan.architect.understand.targets import first_word, target_of
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

LONGEST, MOST = 2_000, 20_000
REPLIES = re.compile(r"\brepl(?:y|ies)|\banswer (?:each other|comments?|to)|\bthread", re.IGNORECASE)
STARS = re.compile(r"\bstars?\b|\brat(?:e|es|ing|ings)\b|\bscores?\b", re.IGNORECASE)
RATED = re.compile(
    r"\brat(?:e|es|ed|ing)\b[^.;]*\bstars?\b|\bstars?\b[^.;]*\brat(?:e|es|ed|ing)\b|\brate\b", re.IGNORECASE
)
NOUNS = ("comments", "reviews")
CHARACTERS = re.compile(r"(\d[\d,._]*)\s*(?:char|letter|sign|symbol)", re.IGNORECASE)


def _build(ground: Ground) -> Spec:
    spec, anchor = ground.spec, anchor_of(ground.spec, ground.intent.resource)
    if anchor is None:
        return spec
    names = Names(ground.intent.names[0])
    taken = spec.models_by_name.get(names.model)
    if taken is not None and taken.field(anchor.key) is None:
        names = Names(f"{anchor.names.one}_{names.collection}")
    quote = ground.intent.quote
    said = CHARACTERS.search(quote)
    longest = int(re.sub(r"\D", "", said[1])) if said else LONGEST
    signed = spec.auth is not None and "User" in spec.models_by_name
    rated = names.collection.endswith("reviews") and STARS.search(quote) is not None
    comments = Comments(anchor, names, min(max(longest, 1), MOST), REPLIES.search(quote) is not None, signed, rated)
    return with_comments(spec, comments, ground.conventions)


# Who is told of comments wants no comments: `a notification when somebody comments`.
ABOUT = re.compile(
    r"\b(?:notif\w+|alert\w*|mail\w*|told|informed|webhook\w*)\b[^.]*\b(?:when|if|about|of|on|for)\b[^.]*\bcomment",
    re.IGNORECASE,
)


def _reads(wish: Wish) -> Intent | None:
    if ABOUT.search(wish.text):
        return None
    if (made := find_resource(wish.text)) is not None and made.collection.endswith(NOUNS):
        return None
    if re.search(r"(?<!be )\bcommented\b(?! on)|\bcomment (?:field|column)s?\b", wish.text, re.IGNORECASE):
        return None
    stars = RATED.search(wish.text) is not None
    called = (
        "reviews"
        if stars or (first_word(wish.text, "reviews?") and not first_word(wish.text, r"comment\w*"))
        else "comments"
    )
    own = tuple(name for name in wish.models if name.endswith(NOUNS))
    return Intent("comments", target_of(wish, *own), names=(called,), key=called)


playbook = Playbook(
    name="comments",
    title="Let people comment on a resource",
    calls=(
        "be|can|may|allow comment by|on|upon",
        "comment on|under|below|for|to",
        "add|leave|post|write|allow|enable|support|put|give|let|want|need|make|see comment",
        "comment",
        "discuss|discussion under|on|about|below|each|every|thread",
        "discussion thread",
        "discuss with|together|it|each",
        "~discuss|discussion",
        "reply to|thread",
        "leave remark",
        "leave|write|post|add|give|submit|publish|read|see review on|of|for|about|to",
        "rate review|star",
        "can|may|want|user|person|customer|reader rate",
        "review star|rating",
        "customer|user|reader|guest|patient|student|member|person review",
        "talk about under|below",
        "say think|opinion under|below|about",
    ),
    near="every order has a comment field",
    stage="resources",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "DELETE"),
    example="people can comment on tickets",
    options=lambda _: (Option("table", "A table of comments for this resource", _build),),
)
