"""Things that people ask of a backend and for which there is no playbook."""

import re

WISHES = {
    "file uploads": r"upload\w*|attachments?|attach (?:files?|photos?|screenshots?)|avatars?",
    "webhooks": r"webhooks?",
    "organisations and tenants": r"tenan\w*|workspaces?|organi[sz]ations?",
    "invitations": r"invit(?:e|es|ed|ing|ations?)\b",
    "other token lifetimes": r"tokens?\b[^.]{0,30}\b(?:live|last|expire|valid|lifetimes?)\b|lifetimes? of [^.]{0,20}tokens?",
    "password reset": r"(?:reset|forg\w+|recover\w*)\b[^.]{0,20}\bpasswords?|password reset",
    "e-mail verification": r"verif\w+\b[^.]{0,30}\be-?mails?|e-?mail verification|confirm\w*\b[^.]{0,20}\be-?mail",
    "API keys": r"api[- ]keys?|service accounts?",
    "two-factor sign-in": r"2fa|mfa|two[- ]factor|multi[- ]factor|totp",
    "social sign-in": r"oauth\w*|openid|social log-?in|sign in with (?:google|github|apple)|sso\b",
    "background jobs": r"background (?:jobs?|tasks?)|queue\w*|asynchronous\w*|nightly",
    "bulk operations": r"bulk|batch\w*|many at once|all at once",
    "full-text search": r"full[- ]?text|search(?:es|ed|ing|able)?\b",
    "exports and imports": r"export\w*|import (?:of|from|csv|excel)|csv|excel|spreadsheets?",
    "soft delete": r"soft[- ]?delet\w*|trash|recycle bin|undelete|restor\w*",
    "audit trails": r"audit (?:trail|log)\w*|who changed what|change history",
    "state machines": r"state machine|workflow|transitions?",
    "idempotency keys": r"idempoten\w*|double click",
    "rate limits": r"rate[- ]limit\w*|throttl\w*|brute force",
    "optimistic locking": r"optimistic\w*|if-match|etags?|lost updates?|overwrit\w+ each other",
    "sharing": r"sharing|share (?:a|an|the|their|it|with)\b|collaborators?",
    "comments": r"comment on|comments? (?:on|to|for)\b",
    "tags": r"\btags?\b|labels?\b",
    "favourites": r"favou?rit\w*|bookmarks?|likes?\b(?! to)",
    "notifications": r"notif\w+|reminders?",
    "deployment": r"deploy\w*|kubernetes|helm|docker|terraform|aws|azure|gcp|ci/cd|pipeline for",
    "front ends": r"front-?end|react|vue|angular|css|html|mobile app|android|ios\b",
    "payments": r"payments?|stripe|checkout|invoic\w+ by",
    "other protocols": r"graphql|grpc|websockets?|kafka|rabbitmq|mqtt|soap\b",
    "sessions of one account": r"sign(?:ed)? out (?:everywhere|of all)|all (?:my |their )?devices|log ?out everywhere",
    "deprecation and new versions": r"deprecat\w*|version (?:2|two)|\bv2\b|sunset",
    "reports": r"reports?\b|statistics|dashboards?|analytics",
}
PATTERNS = {name: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for name, pattern in WISHES.items()}


def find_unknown(text: str) -> tuple[str, ...]:
    """What a request wishes that no playbook does."""
    return tuple(name for name, pattern in PATTERNS.items() if pattern.search(text))
