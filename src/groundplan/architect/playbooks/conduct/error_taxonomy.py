"""One shape for every error, and a code for every cause."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.taxonomy import criteria, extended
from groundplan.architect.foundation import ENVELOPE, foundation, order_of_checks
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.outcome import EnvelopeField
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

ERRORS = re.compile(
    r"\berrors?\b[^.!?]{0,40}\b(?:respon\w+|codes?|structur\w*|formats?|envelopes?|handl\w+|taxonom\w+|shapes?|bod(?:y|ies)|contract"
    r"|messages?|consisten\w+|look|uniform\w*|schema)"
    r"|\b(?:structur\w*|standardi[sz]\w*|unif\w+|format\w*|consisten\w+|same|one|handl\w+|shape of|return)\b[^.!?]{0,30}\berrors?\b"
    r"|\b(?:rfc ?(?:7807|9457)|problem ?(?:\+ ?json|details?))\b|\b[45]\d\d\b[^.!?]{0,20}\blook"
    r"|\bexception (?:handl\w+|mapping)|\bfailures? (?:look|be reported)",
    re.IGNORECASE,
)
DETAILS = re.compile(r"\b(?:rfc ?(?:7807|9457)|problem ?(?:\+ ?json|details?))\b", re.IGNORECASE)
PROBLEM = (
    EnvelopeField("type", Type("url"), True, "what kind of problem it is, as a URI"),
    EnvelopeField("title", Type("str"), True, "the kind in words, always the same"),
    EnvelopeField("status", Type("int"), True, "the HTTP status once more"),
)


def _one_envelope(ground: Ground) -> Spec:
    """The envelope, the common errors and the handlers, each where it is missing, and how they are used."""
    spec, whole = ground.spec, foundation(ground.conventions).errors
    errors = spec.errors
    common = {error.code for error in errors.common}
    codes = {code.code for code in errors.codes}
    bad = spec.api.invalid_input or ground.conventions.invalid_input
    errors = errors.replace(
        envelope=errors.envelope or ENVELOPE,
        common=errors.common + tuple(error for error in whole.common if error.code not in common),
        codes=errors.codes + tuple(code for code in whole.codes if code.code not in codes),
        handlers=errors.handlers or whole.handlers,
        notes=extended(
            errors.notes or whole.notes,
            order_of_checks(bad),
            "Services raise `DomainError` children with a code of the taxonomy; no endpoint builds an error by hand, and "
            "the constraint that breaks in a race answers what the check before it would.",
            "4xx are logged as warnings without the body, 5xx as errors with the trace; neither holds a password, token "
            "or body.",
            "A client may retry 429 and 503 after `Retry-After`, and 500 only where the request is idempotent.",
        ),
        criteria=extended(
            errors.criteria or whole.criteria,
            *criteria(f"A request that has neither a token nor a valid body answers 401, one with a token {bad}."),
        )
        if spec.auth is not None
        else errors.criteria or whole.criteria,
    )
    return spec.replace(errors=errors)


def _problem(ground: Ground) -> Spec:
    spec = _one_envelope(ground)
    known = {field.name for field in spec.errors.envelope}
    more = tuple(field for field in PROBLEM if field.name not in known)
    return spec.replace(errors=spec.errors.replace(envelope=(*spec.errors.envelope, *more)))


def _options(ground: Ground) -> tuple[Option, ...]:
    options = (
        Option(
            "envelope",
            "One envelope with a code",
            _one_envelope,
            {"What a client tests": "`code`", "Media type": "`application/json`", "New fields": "none"},
            "FastAPI clients know `detail` already, and one word to test is the least that a program needs.",
            decision="Answer every error with one envelope",
            consequences=(
                "The framework's own errors are converted by handlers.",
                "Clients test `code`; a code is never renamed, only added.",
            ),
        ),
        Option(
            "problem",
            "Problem details (RFC 9457)",
            _problem,
            {"What a client tests": "`type`", "Media type": "`application/problem+json`", "New fields": "3"},
            "A standard that gateways know, at the price of a URI for every code.",
            rank=1,
            decision="Answer every error with problem details",
            consequences=("Every code needs a URI, and a page behind it.",),
        ),
    )
    return options if not ground.intent.key else options[1:]


def _questions(ground: Ground) -> tuple[Question, ...]:
    if len(ground.spec.errors.envelope) > len(ENVELOPE) or ground.intent.key:
        return ()
    choices = (
        Choice("envelope", "`detail`, `code`, and `field` and `context` where they help"),
        Choice("problem", "the same, with the members of RFC 9457"),
    )
    why = "Every client has to read it, so it can hardly change later."
    return (Question("envelope", "Which shape has an error?", why, choices, "envelope", weight=50),)


# `when do we answer 400 and 409?`
NUMBERS = re.compile(r"\b[45]\d\d\b[^?]*\b[45]\d\d\b[^.]*\?", re.IGNORECASE)


def _reads(wish: Wish) -> Intent | None:
    wanted = "problem" if DETAILS.search(wish.text) else ""
    return Intent("error-taxonomy", key=wanted) if ERRORS.search(wish.text) or NUMBERS.search(wish.text) else None


playbook = Playbook(
    name="error-taxonomy",
    title="Structure the errors of the API",
    calls=(
        "when answer|return|respond|send 400|401|403|404|409|422",
        "meaning|mean of 400|401|403|404|409|422|status|code",
        "standardise|standardize|unify|uniform|consistent|same|harmonize|harmonise error|errors",
        "error response|code|handling|structure|envelope|format|body|message|shape|schema|contract|look|taxonomy",
        "structure|format|unify|standardize|consistent|uniform|handle|same error",
        "rfc 7807|9457",
        "problem json|detail|details",
        "400|401|403|404|409|422|500 look|shape|body",
        "exception handling|handler|mapping",
        "failure look|report",
    ),
    near="an order with an error goes back to the clerk",
    reads=_reads,
    touches=("errors",),
    example="how should errors look across our API?",
    options=_options,
    questions=_questions,
    topic="envelope",
    affects=("errors", "every endpoint"),
    context=lambda _: (
        "FastAPI answers three shapes of its own: `detail` as a text, `detail` as a list, and plain text for a crash.",
    ),
    advises=True,
)
