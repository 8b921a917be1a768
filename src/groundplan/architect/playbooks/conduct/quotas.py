"""Plans, and how much each allows."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.quotas import with_quota
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

PLANS = r"(?P<plan>free|basic|starter|trial|pro|plus|premium|business|enterprise|paid|standard|team)"
COUNT = r"(?P<count>\d[\d,.]*|unlimited|any number|as many)"
BY_PLAN = (
    re.compile(rf"\b{PLANS}\b[^.;,]{{0,40}}?\b{COUNT}", re.IGNORECASE),
    re.compile(rf"\b{COUNT}\b[^.;,]{{0,40}}?\b{PLANS}\b", re.IGNORECASE),
)
PLAIN = re.compile(
    r"\b(?:max(?:imum)?|at most|up to|no more than|not more than|limit\w*|cap\w*|only|have)\b[^.;,]{0,40}?(?P<count>\d[\d,.]*)",
    re.IGNORECASE,
)
BOUNDED = re.compile(
    r"\d|\b(?:quotas?|limit\w*|plans?|tiers?|number of|one|two|three|five|ten|unlimited)\b", re.IGNORECASE
)
TIMED = re.compile(
    r"\b(?:sessions?|devices?|log-?ins?|(?:per|a|an|each|every) (?:second|minute|hour|day))\b", re.IGNORECASE
)
USUAL = 10


def _limits(text: str) -> tuple[tuple[str, int | None], ...]:
    """The most rows by plan, as a text says them."""
    found: dict[str, int | None] = {}
    for pattern in BY_PLAN:
        for match in pattern.finditer(text):
            digits = re.sub(r"\D", "", match["count"])
            found.setdefault(match["plan"].lower(), int(digits) if digits else None)
        if found:
            return tuple(found.items())
    plain = PLAIN.search(text)
    return (("", int(re.sub(r"\D", "", plain["count"]))),) if plain is not None else ()


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    said = int(ground.answers.get("quota", str(USUAL)))
    return with_quota(spec, ground.intent.resource, _limits(ground.intent.quote) or (("", said),))


def _questions(ground: Ground) -> tuple[Question, ...]:
    if _limits(ground.intent.quote):
        return ()
    choices = tuple(Choice(str(count), f"at most {count}") for count in (3, USUAL, 100))
    why = "A limit that comes later meets those who have more already."
    return (Question("quota", "How many may one holder have?", why, choices, str(USUAL), weight=50),)


def _reads(wish: Wish) -> Intent | None:
    # `staff only add rows to it` bounds no number.
    # A rate has a time, sessions are rows of nobody's, and users are not had by users.
    others = set(wish.named) - {"users"}
    if BOUNDED.search(wish.text) is None or (not others and TIMED.search(wish.text)):
        return None
    return Intent("quotas", wish.resource)


PLAN_WORDS = "free|basic|starter|trial|pro|premium|business|enterprise|paid"
playbook = Playbook(
    name="quotas",
    title="Bound how many rows somebody may have",
    calls=(
        "quota|quotas",
        f"{PLAN_WORDS} plan|tier|account|user|users|customer|customers",
        "plan|tier|subscription allow|allows|limit|limits|most|max|only|up",
        "user|account|customer|owner|team|person|tenant|organization have|create|own most|more|max|maximum|only|up than|of|to|at",
        "most|max|maximum|more per|for|each|every user|account|customer|owner|team|person|tenant|organization|member",
        "limit number of per|a|for|each user|account|customer|owner|team|person|tenant|organization",
    ),
    example="users on the free plan may have at most 3 projects, and pro users any number",
    near="a list shows 3 projects",
    stage="conduct",
    targets=True,
    reads=_reads,
    touches=("POST", "errors", "model", "api", "auth", "routing", "router", "schema"),
    options=lambda _: (
        Option(
            "counted",
            "Counted when a row is made",
            _build,
            {"Exact": "yes", "Two at once": "one is refused", "Cost": "a count for each create"},
            "Nothing can be wrong but the count, and that is made on the spot.",
            decision="Bound rows by a count in the transaction that makes them",
            consequences=("A create locks the row of its holder; creates of one holder come one after the other.",),
        ),
    ),
    questions=_questions,
    affects=("API", "data model"),
    context=lambda _: ("What a holder may have depends on what they pay for.",),
)
