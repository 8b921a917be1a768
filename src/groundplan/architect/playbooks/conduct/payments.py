"""Money that a provider takes."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.anchor import anchor_of
from groundplan.architect.designs.payments import with_payments
from groundplan.architect.playbook import Choice, Ground, Option, Playbook, Question
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

PROVIDERS = ("stripe", "paypal", "mollie", "adyen", "klarna", "square", "braintree")


def _build(ground: Ground) -> Spec:
    spec = with_accounts(ground.spec, ground.conventions, "rotate")
    anchor = anchor_of(spec, ground.intent.resource)
    provider = ground.intent.key or ground.answers.get("provider", "stripe")
    return spec if anchor is None else with_payments(spec, anchor, provider, ground.conventions)


def _questions(ground: Ground) -> tuple[Question, ...]:
    if ground.intent.key:
        return ()
    choices = tuple(Choice(name, name.capitalize()) for name in PROVIDERS[:4])
    why = "The provider decides what its events are called and how they are signed."
    return (Question("provider", "Which provider takes the money?", why, choices, "stripe", weight=60),)


def _reads(wish: Wish) -> Intent | None:
    provider = next((name for name in PROVIDERS if re.search(rf"\b{name}\b", wish.text, re.IGNORECASE)), "")
    return Intent("payments", wish.resource, key=provider)


playbook = Playbook(
    name="payments",
    title="Let people pay",
    calls=(
        "pay|paid|payment|payments with|by|through|online|card|for",
        "credit card|cards",
        "accept|take|collect|charge|integrate payment|payments|money|card|customer|customers",
        "checkout",
        "pay|payment|checkout stripe|paypal|mollie|adyen|klarna",
        "stripe|paypal|mollie|adyen|klarna pay|payment|payments|checkout|integrate|integration",
        "charge customer|user|card|them",
    ),
    example="people pay for tickets by card, through Stripe",
    near="a ticket is paid or free",
    stage="conduct",
    targets=True,
    reads=_reads,
    touches=("errors", "routing", "api", "auth", "router", "schema", "model User", "model RefreshToken", "DELETE"),
    options=lambda _: (
        Option(
            "checkout",
            "The provider's page takes the money, its events decide",
            _build,
            {
                "Card data": "never reaches us",
                "Truth": "the provider's signed events",
                "A lost answer": "is asked for every hour",
            },
            "Nothing that a browser sends is believed, and no card number is ever ours.",
            decision="Take money on the provider's page, and believe its events alone",
            consequences=("An inbound webhook has to be up; what it misses is reconciled every hour.",),
        ),
    ),
    questions=_questions,
    affects=("API", "data model", "operations"),
    context=lambda _: ("Money changes hands, and neither side may be charged twice or not at all.",),
)
