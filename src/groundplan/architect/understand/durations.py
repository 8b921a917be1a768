"""Spans of time, as requests say them."""

import re

from groundplan.architect.understand import quantities

UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800, "mo": 2_592_000, "y": 31_536_000}
NAMES = (
    (r"seconds?|secs?|s", "s"),
    (r"months?", "mo"),
    (r"minutes?|mins?|m", "m"),
    (r"hours?|hrs?|h", "h"),
    (r"days?|d", "d"),
    (r"weeks?|w", "w"),
    (r"years?|y", "y"),
)
NUMBERS = {**quantities.WORDS, "a": 1, "an": 1, "half an": 0.5, "half a": 0.5}
# A word has a space before its unit, and a whole unit: `and` is no day.
WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
SPAN = re.compile(
    rf"\b(?:(?P<count>\d+(?:\.\d+)?)[ -]?|(?P<word>{WORDS})[ -](?=\w{{3}}))(?P<unit>{'|'.join(names for names, _ in NAMES)})\b",
    re.IGNORECASE,
)


def find_duration(text: str) -> int | None:
    """The first span of time that a text says, in seconds: `14 days`, `half an hour`, `90 s`."""
    match = SPAN.search(text)
    return None if match is None else seconds(match)


def seconds(match: re.Match[str]) -> int:
    """The seconds of a span that was found."""
    count = float(match["count"]) if match["count"] else NUMBERS[match["word"].lower()]
    unit = next(letter for names, letter in NAMES if re.fullmatch(names, match["unit"], re.IGNORECASE))
    return int(count * UNITS[unit])
