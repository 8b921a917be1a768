"""Effects that leave the database, and so cannot be rolled back."""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.spec.endpoint import Endpoint

LEAVES = Pattern(
    r"\b(?:e-?)?mails?\b|\bsms\b|\btext messages?\b|\bnotif(?:y|ies|ied|ication)|\bpush(?:es|ed)?\b|\bwebhooks?\b"
    r"|\bcharg(?:e|es|ed|ing)\b|\bpay(?:s|ment|ments|out|outs)?\b|\brefund|\btransfers? (?:money|the amount|funds)"
    r"|\bpublish|\benqueue|\bqueues?\b|\b(?:external|third[- ]party|provider)\b|\bcalls? (?:the|an?) [\w-]+ (?:api|service)\b",
    re.IGNORECASE,
)
MONEY_MOVES = frozenset({"charges", "checkout", "deposits", "payments", "payouts", "purchases", "refunds", "transfers"})


def leaving_effects(endpoint: Endpoint) -> Iterator[tuple[str, str]]:
    """What the endpoint does outside of the database: the part that says so, and the sentence."""
    for index, effect in enumerate(endpoint.effects, 1):
        if LEAVES.search(effect):
            yield f"effect {index}", effect
    behavior = endpoint.behavior
    if behavior is not None and behavior.verb == "other" and LEAVES.search(behavior.text):
        yield "behavior", behavior.text


def moves_money(endpoint: Endpoint) -> bool:
    """Whether its path names payments or the like as what is made."""
    last = next((segment for segment in reversed(endpoint.segments) if not segment.startswith("{")), "")
    return endpoint.method == "POST" and last in MONEY_MOVES
