"""What people ask for and a specification of a REST API is no place for."""

import re

WISHES = {
    "deployment": r"deploy\w*|kubernetes|helm|docker|terraform|aws|azure|gcp|ci/cd|pipeline for",
    "front ends": r"react|vue|angular|css|html|mobile app|android|ios\b",
    "other protocols": r"graphql|grpc|websockets?|kafka|rabbitmq|mqtt|soap\b",
}
PATTERNS = {name: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for name, pattern in WISHES.items()}


def find_unknown(text: str) -> tuple[str, ...]:
    """What a request wishes that no playbook does."""
    return tuple(name for name, pattern in PATTERNS.items() if pattern.search(text))
