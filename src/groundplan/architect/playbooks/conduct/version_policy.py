"""How versions of the API are told apart, for whoever asks before there are two."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.api import Versioning
from groundplan.spec.spec import Spec

ASKED = re.compile(
    r"\b(?:how|what|which|should|best|strateg\w+|polic\w+|scheme|approach|way|decide|need|want|introduce|add)\b",
    re.IGNORECASE,
)
# A version that has a number is one to be made.
NUMBERED = re.compile(r"\bv(?:ersion)?[ .]?\d", re.IGNORECASE)
NOTICE = 180 * 24 * 60 * 60


def _build(ground: Ground, strategy: str) -> Spec:
    routing = ground.spec.routing
    known = routing.versioning
    kept = known.replace(notice=known.notice or NOTICE)
    versioning = kept.replace(strategy="path") if strategy == "path" else Versioning("header", "1", kept.notice)
    return ground.spec.replace(routing=routing.replace(versioning=versioning))


def _reads(wish: Wish) -> Intent | None:
    of_some = NUMBERED.search(wish.text) is not None or "/" in wish.text or bool(wish.named)
    general = ASKED.search(wish.text) is not None and not of_some
    return Intent("version-policy") if general else None


playbook = Playbook(
    name="version-policy",
    title="Tell versions of the API apart",
    calls=(
        "how|way|strategy|approach|best|should|policy|need|want|introduce version|versioning|versioned api|endpoint",
        "api versioning",
        "versioning strategy|scheme|policy|approach|concept",
    ),
    example="how should we version the API?",
    near="every document has a version",
    stage="conduct",
    reads=_reads,
    touches=("routing",),
    options=lambda _: (
        Option(
            "path",
            "By path, and only what breaks",
            lambda ground: _build(ground, "path"),
            {
                "A client sees it in": "the address",
                "Caches and logs": "tell them apart",
                "What does not break": "stays where it is",
            },
            "It needs nothing until something breaks, and everybody sees which version they call.",
            decision="Version by path, and only what breaks",
            consequences=(
                "An endpoint that breaks stands beside its old self until the sunset that the old one names.",
            ),
        ),
        Option(
            "header",
            "By a header for the whole API",
            lambda ground: _build(ground, "header"),
            {
                "A client sees it in": "what it sends",
                "Caches and logs": "need the header too",
                "What does not break": "changes its version too",
            },
            "One address for ever, at the price of a header that every client, cache and test has to know.",
            rank=1,
            decision="Version by a header",
            consequences=("`Vary` names the header on every answer.",),
        ),
    ),
    questions=lambda _: (
        Question(
            "version",
            "Where does a client say which version it means?",
            "Clients build it into every call, so it can hardly change later.",
            (
                Choice("path", "in the path, and only where something broke"),
                Choice("header", "in a header, for all of it"),
            ),
            "path",
            weight=40,
        ),
    ),
    topic="version",
    affects=("API", "clients"),
    context=lambda _: ("Sooner or later an answer has to change in a way that breaks clients.",),
    advises=True,
)
