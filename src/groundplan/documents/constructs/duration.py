"""Spans of time and sizes: `15 minutes`, `30 days`, `1 MB`."""

import re

from groundplan.documents.form import NotUnderstood

UNITS = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
SPAN = re.compile(r"(\d[\d,]*) ?(day|hour|minute|second|min|h|s|d|week)s?\b")
SHORT = {"min": 60, "h": 3_600, "s": 1, "d": 86_400, "week": 604_800}
SIZES = {"MB": 1_000_000, "MiB": 1_048_576, "kB": 1_000, "KiB": 1_024, "bytes": 1}
SIZE = re.compile(r"(\d[\d,]*) ?(MB|MiB|kB|KB|KiB|bytes?)$")


def write_duration(seconds: int) -> str:
    unit = next(unit for unit, length in UNITS.items() if seconds % length == 0)
    count = seconds // UNITS[unit]
    return f"{count} {unit}{'' if count == 1 else 's'}"


def read_duration(text: str) -> int:
    """Seconds."""
    if (match := SPAN.fullmatch(text.strip())) is None:
        raise NotUnderstood(f"`{text}` is no span of time such as `15 minutes` or `30 days`")
    return int(match[1].replace(",", "")) * (UNITS.get(match[2]) or SHORT[match[2]])


def write_size(count: int) -> str:
    unit = next(unit for unit, length in SIZES.items() if count % length == 0)
    return f"{count // SIZES[unit]} {unit}"


def read_size(text: str) -> int:
    """Bytes."""
    if (match := SIZE.match(text.strip())) is None:
        raise NotUnderstood(f"`{text}` is no size such as `1 MB`")
    unit = {"byte": "bytes", "KB": "kB"}.get(match[2], match[2])
    return int(match[1].replace(",", "")) * SIZES[unit]
