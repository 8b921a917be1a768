"""Amounts with a unit, as requests say them."""

import re

WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000,
}  # fmt: skip
SIZE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(k|m|g)(?:i?b|ega ?bytes?|ilo ?bytes?|iga ?bytes?|eg|o)\b", re.IGNORECASE)
UNITS = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000}


def find_size(text: str) -> int | None:
    """The first amount of data that a text says, in bytes: `5 MB` is 5,000,000."""
    found = SIZE.search(text)
    return None if found is None else int(float(found[1].replace(",", ".")) * UNITS[found[2].lower()])


def write_size(size: int) -> str:
    """The amount as people say it: `5 MB`, `500 kB`."""
    for unit, name in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:g} {name}"
    return f"{size} bytes"
