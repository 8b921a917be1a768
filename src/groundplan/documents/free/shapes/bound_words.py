"""How long, how many, how much: `1-200 chars`, `max 50`, `>= 0`, `between 1 and 5`, `최대 80자`."""

import re
from typing import NamedTuple

from groundplan.spec.types import Bounds

DIGITS = r"(-?\d{1,3}(?:,\d{3})+|-?\d{1,15}(?:\.\d{1,10})?)"
# No part of a date, a time or a longer number.
NUMBER = rf"{DIGITS}(?![\d,.:/-]*\d)"
UNIT = (
    r"(?:\s*(?:unicode )?(?:chars?|characters?|letters?|digits?|symbols?|items?|elements?|entries|bytes?|long|in length"
    r"|caracteres|caratteri|글자|자|개)(?!\w))"
)
UNITS = rf"{UNIT}*(?!\w|\s*(?:[kmg]i?b|%|days?|hours?|minutes?|seconds?)\b)"
OF = r"(?:[ _-]?(?:length|len|size|value|items|characters|chars|of|is|to|de|longitud|limit|길이))*\s*[:=]?\s*"
FIRST = r"(?<![\w.:/-])"
BOTH = (
    rf"{FIRST}(?:between|entre|from)\s+{NUMBER}{UNITS}\s*(?:and|to|y|e)\s+{NUMBER}{UNITS}"
    rf"|{FIRST}{DIGITS}\s*(?:-|–|—|−|\.\.\.?|~|to|a|até|hasta)\s*{NUMBER}{UNITS}"
)
HIGH = (
    rf"(?<!\w)(?:m[aá]x(?:imum|im[oa])?\.?|massimo|up to|at most|no more than|less than or equal to|≤|<=|lt?e(?==)"
    rf"|até|hasta|최대){OF}{NUMBER}{UNITS}"
    rf"|{FIRST}{NUMBER}{UNITS}\s*(?:max(?:imum)?|or (?:less|fewer)|이하)(?!\w)"
)
LOW = (
    rf"(?<!\w)(?:m[ií]n(?:imum|im[oa])?\.?|at least|no less than|greater than or equal to|≥|>=|gt?e(?==)"
    rf"|al menos|pelo menos|최소){OF}{NUMBER}{UNITS}"
    rf"|{FIRST}{NUMBER}(?:\+{UNIT}|{UNITS}\s*(?:min(?:imum)?|or more|이상)(?!\w))"
)
ABOVE = rf"(?<![\w<>=-])(?:>|greater than|more than|gt(?==))\s*=?\s*{NUMBER}{UNITS}"
BELOW = rf"(?<![\w<>=-])(?:<|less than|fewer than|lt(?==))\s*=?\s*{NUMBER}{UNITS}"
EXACT = rf"(?<!\w)(?:exactly|exact length|exactamente|exatamente){OF}{NUMBER}{UNITS}"
LETTERS = re.compile(r"\d\+?\s*(?:unicode )?(?:char|letter|caracter|caratter|글자|자)", re.IGNORECASE)
FILLED = re.compile(r"(?<![\w-])(?:non-?empty|not empty|no vac[ií]o|não vazio)(?!\w)", re.IGNORECASE)
RANGES, HIGHEST, LOWEST, OVER, UNDER, SAME = (
    re.compile(pattern, re.IGNORECASE) for pattern in (BOTH, HIGH, LOW, ABOVE, BELOW, EXACT)
)


class Range(NamedTuple):
    """An inclusive range, and the numbers that a value must lie above and below."""

    low: int | float | None = None
    high: int | float | None = None
    above: int | float | None = None
    below: int | float | None = None

    def joined(self, other: "Range") -> "Range":
        """This range with what another adds; what was said first holds."""
        return Range(*(mine if mine is not None else theirs for mine, theirs in zip(self, other, strict=True)))

    def bounds(self, *, whole: bool) -> Bounds:
        """The range as bounds; what is open at its end can only be told of `whole` numbers."""
        low, high = self.low, self.high
        if whole and low is None and self.above is not None:
            low = self.above + 1
        if whole and high is None and self.below is not None:
            high = self.below - 1
        return Bounds() if low is not None and high is not None and low > high else Bounds(low, high)


def range_said(text: str) -> tuple[Range, str]:
    """The range that a text tells, and the text without the words that tell it."""
    both, text = _taken(RANGES, text)
    if len(both) > 1:
        return Range(both[0], both[1]), text
    exact, text = _taken(SAME, text)
    if exact:
        return Range(exact[0], exact[0]), text
    low, text = _taken(LOWEST, text)
    high, text = _taken(HIGHEST, text)
    above, text = _taken(OVER, text)
    below, text = _taken(UNDER, text)
    if not low and FILLED.search(text):
        low, text = [1], FILLED.sub(" ", text)
    return Range(*(found[0] if found else None for found in (low, high, above, below))), text


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[int | float], str]:
    found = pattern.search(text)
    if found is None:
        return [], text
    numbers = [_number(group) for group in found.groups() if group]
    return numbers, f"{text[: found.start()]} {text[found.end() :]}"


def _number(text: str) -> int | float:
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)
