"""Cutting a request into the clauses that ask for one thing each."""

import re
from collections.abc import Callable, Iterator

# A sentence ends before a capital letter, a bullet or a new line.
SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'`(])|\s*;\s+|\s*\n+\s*(?:(?:[-*•–]|\d+[.)])\s+)?")
JOINTS = re.compile(
    r",\s+(?:and\s+(?:also\s+)?|but\s+|plus\s+|as well as\s+|then\s+)?|\s+(?:and also|and|as well as|plus)\s+"
)
OPEN, CLOSE, QUOTES = "([{", ")]}", "`\"'"


def sentences(text: str) -> tuple[str, ...]:
    return tuple(part for piece in SENTENCES.split(text) if (part := piece.strip(" \t,;-")))


def clauses(sentence: str, topic: Callable[[str], str]) -> tuple[str, ...]:
    """The clauses of a sentence: cut only where both sides call for something of their own.

    Args:
        sentence: one sentence.
        topic: what a stretch of text calls for, or nothing.
    """
    first, *pieces = _pieces(sentence)
    found, known = [first[1]], topic(first[1])
    for joint, piece in pieces:
        wanted = topic(piece)
        whole = f"{found[-1]}{joint}{piece}"
        if wanted and known and wanted != known and topic(whole) in (known, wanted):
            found.append(piece)
            known = wanted
        else:
            found[-1] = whole
            known = topic(whole)
    return tuple(found)


def _pieces(sentence: str) -> Iterator[tuple[str, str]]:
    """The stretches between joints that stand outside of brackets and quotes, each with the joint before it."""
    begin, joint = 0, ""
    for match in JOINTS.finditer(sentence):
        if not _inside(sentence[: match.start()]):
            yield joint, sentence[begin : match.start()]
            begin, joint = match.end(), match[0]
    yield joint, sentence[begin:]


def _inside(before: str) -> bool:
    """Whether a text ends inside of brackets or quotes."""
    depth = sum(before.count(mark) for mark in OPEN) - sum(before.count(mark) for mark in CLOSE)
    quoted = any(len(re.findall(rf"(?<!\w){mark}|{mark}(?!\w)", before)) % 2 for mark in QUOTES)
    return depth > 0 or quoted
