"""Programs that call without a person who signs in."""

import re

from groundplan.architect.brief import Intent
from groundplan.architect.designs.accounts import with_accounts
from groundplan.architect.designs.api_keys import with_api_keys
from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.architect.understand.wish import Wish
from groundplan.spec.spec import Spec


def _build(ground: Ground) -> Spec:
    return with_api_keys(with_accounts(ground.spec, ground.conventions, "rotate"), ground.conventions)


# Keys of JSON, of tables and of requests open nothing.
OTHER = re.compile(r"\b(?:json|primary|foreign|idempotency|sort|partition|object) keys?\b", re.IGNORECASE)


def _reads(wish: Wish) -> Intent | None:
    return None if OTHER.search(wish.text) else Intent("api-keys")


playbook = Playbook(
    name="api-keys",
    title="Let programs call with a key",
    calls=(
        "api key|keys",
        "apikey|apikeys",
        "personal access token",
        "access|secret key for|call|program|script|integration|client|machine",
        "machine access|client|user|token|call|account|to",
        "service account|user",
        "token for|by script|program|machine|bot|integration|ci|cron|service|server",
        "script|program|machine|bot|cron|robot|service|integration|partner authenticate|call|access|use|login without|with|instead key|token|login|password|user|logging|log|person",
        "program|programmatic|programmatically|non-interactive access|client|call|use|login",
        "long lived|living token|credential",
    ),
    example="programs get an API key of their user's",
    near="the key of a ticket is its number",
    stage="accounts",
    reads=_reads,
    touches=("auth", "errors", "api", "routing", "model User", "router", "schema", "model RefreshToken"),
    options=lambda _: (Option("opaque", "Random keys, kept as a digest", _build),),
)
