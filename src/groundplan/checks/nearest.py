"""The nearest existing name for a mistyped one."""

from collections.abc import Iterable
from functools import lru_cache


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or nothing where none is alike."""
    return _nearest(name, frozenset(known))


# One wrong name is often mentioned by hundreds of endpoints, and 10,000 names take 0.1 s to compare.
@lru_cache(64)
def _nearest(name: str, known: frozenset[str]) -> str:
    # Only a mistake pays for the import.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), 1, 0.7)), "")


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """The mend for a name that nothing has: the nearest known one, or `otherwise`."""
    near = nearest(name, known)
    return f"did you mean `{near}`?" if near else otherwise
