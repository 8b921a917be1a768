"""Days that a request names."""

import re
from datetime import date, timedelta

from groundplan.architect.understand.durations import find_duration

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
DAY_FIRST = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?{MONTH}\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE
)
MONTH_FIRST = re.compile(rf"\b{MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
MONTH_ONLY = re.compile(rf"\b(?:end of\s+)?{MONTH}\.?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
YEAR_END = re.compile(r"\bend of (?:the year\s+)?(\d{4})\b", re.IGNORECASE)


def find_date(text: str, today: str) -> str:
    """The first day that a text names, as an ISO date; a span of time counts from today; empty where there is none."""
    if match := ISO.search(text):
        return _iso(int(match[1]), int(match[2]), int(match[3]))
    for pattern in (DAY_FIRST, MONTH_FIRST):
        if match := pattern.search(text):
            return _iso(int(match["year"]), _month(match["month"]), int(match["day"]))
    if match := MONTH_ONLY.search(text):
        year, month = int(match["year"]), _month(match["month"])
        after = date(year + month // 12, month % 12 + 1, 1)
        return (after - timedelta(days=1)).isoformat()
    if match := YEAR_END.search(text):
        return f"{match[1]}-12-31"
    span = find_duration(text)
    if span is None or not today:
        return ""
    return (date.fromisoformat(today) + timedelta(seconds=span)).isoformat()


def days_later(today: str, days: int) -> str:
    """The day so many days after another; nothing where there is no other."""
    return (date.fromisoformat(today) + timedelta(days=days)).isoformat() if today else ""


def _month(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word.lower()[:3]))


def _iso(year: int, month: int, day: int) -> str:
    """The ISO date, or nothing where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
