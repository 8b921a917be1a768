"""Counts in words."""


def counted(count: int, noun: str) -> str:
    """`1 endpoint`, `2 endpoints`, `no endpoints`."""
    return f"{count or 'no'} {noun}{'' if count == 1 else 's'}"
