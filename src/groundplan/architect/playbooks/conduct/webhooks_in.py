"""Other systems that tell us what happened there."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.inbound import with_inbound
from groundplan.architect.playbook import Ground, Option, Playbook, Question
from groundplan.architect.playbooks.conduct.webhooks_out import INWARD
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec

KNOWN = (
    "stripe",
    "github",
    "gitlab",
    "paypal",
    "twilio",
    "shopify",
    "slack",
    "sendgrid",
    "mailgun",
    "mollie",
    "adyen",
    "klarna",
    "hubspot",
    "salesforce",
)
NAMED = re.compile(
    r"\b(?:webhooks?|callbacks?|events?|notifications?|calls?)\s+(?:from|of|by|sent by)\s+(?:the\s+|our\s+|an?\s+)?(?P<who>[a-z][\w-]*(?:\s+provider)?)",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?P<who>[a-z][\w-]*(?:\s+(?:provider|service|system))?)\s+(?:tells?|sends?|posts?|notif(?:y|ies)|informs?|calls?|pushes)\s+us\b",
    re.IGNORECASE,
)


def _provider(text: str) -> str:
    lower = text.lower()
    if known := next((name for name in KNOWN if re.search(rf"\b{name}\b", lower)), ""):
        return known
    found = NAMED.search(text) or TELLS.search(text)
    return re.sub(r"[^a-z0-9]+", "-", found["who"].lower()).strip("-") if found is not None else ""


def _build(ground: Ground) -> Spec:
    provider = ground.intent.key or re.sub(r"[^a-z0-9]+", "-", ground.answers.get("provider", "").lower()).strip("-")
    return with_inbound(ground.spec, provider, ground.conventions) if provider else ground.spec


def _questions(ground: Ground) -> tuple[Question, ...]:
    if ground.intent.key:
        return ()
    why = "Each provider signs in its own way, and has an address of its own."
    return (Question("provider", "Who sends the events?", why, (), "provider", weight=60),)


def _reads(wish: Wish) -> Intent | None:
    provider = _provider(wish.text)
    if not provider and INWARD.search(wish.text) is None:
        return None
    return Intent("webhooks-in", key=provider)


playbook = Playbook(
    name="webhooks-in",
    title="Take events of another system",
    calls=(
        "webhook from|of|by|receive|incoming|inbound|accept|handle",
        "stripe|github|gitlab|paypal|twilio|shopify|slack|provider tell|send|sends|notify|call|post|webhook|event|callback",
        "receive|accept|handle|process|consume webhook|event|callback|notification from|of",
        "tell|tells|send|sends|notify|notifies|inform|post us when|about|that|if",
        "incoming|inbound webhook|event|callback",
        "~webhook",
    ),
    example="Stripe tells us by a webhook when a payment has failed",
    near="tell users when a ticket is closed",
    reads=_reads,
    touches=("errors", "routing", "api"),
    options=lambda _: (Option("stored", "Verified, stored once, and worked on afterwards", _build),),
    questions=_questions,
)
