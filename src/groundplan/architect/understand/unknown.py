"""What people ask for and a specification of a REST API is no place for."""

import re

WISHES = {
    "deployment": r"deploy\w*|kubernetes|helm|docker|terraform|aws|azure|gcp|ci/cd|pipeline for",
    "front ends": r"(?:react|reactjs|vue|angular|css|html|android|ios)\b|mobile apps?\b",
    "other protocols": r"graphql|grpc|websockets?|kafka|rabbitmq|mqtt|soap\b",
}
PATTERNS = {name: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for name, pattern in WISHES.items()}


# Who calls the API is named, and not wished for: `our mobile app retries`, `for our React frontend`.
CALLER = re.compile(
    r"\b(?:our|the|their|my|your|a|an|from|for|by)\s+(?:\w+\s+){0,2}?(?:mobile|react|vue|angular|android|ios|html)\b(?:\s+(?:mobile|native))?"
    r"(?:\s+(?:apps?|clients?|front ?ends?|sites?|pages?))?",
    re.IGNORECASE,
)
WITHOUT = re.compile(r"\bwithout\s+(?:an?\s+|any\s+|new\s+)*(?:re-?)?deploy\w*", re.IGNORECASE)
BUILT = re.compile(
    r"\b(?:build|create|write|design|develop|make|generate|need|want)\s+(?:me\s+|us\s+)?(?:an?|the|our)\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)


def find_unknown(text: str) -> tuple[str, ...]:
    """What a request wishes that no playbook does."""
    text = WITHOUT.sub(" ", text)
    plain = CALLER.sub(
        lambda found: found[0] if BUILT.search(f"{text[: found.start()]}{found[0].split()[0]} ") else " ", text
    )
    return tuple(name for name, pattern in PATTERNS.items() if pattern.search(plain))
