"""What a document accepts: `- **Accepted**: PG001, never more than 12 rows`.

It is said of findings and not of the API, so it is no part of an element: the writer never writes it, and an edit of the
element leaves it where it stands.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from groundplan.documents import blocks
from groundplan.documents.form import ACCEPTED, label_of
from groundplan.spec.finding import Place
from groundplan.spec.outline import Accepted

CODE = re.compile(r"`?([A-Za-z]{2,4}\d{1,5})`?(?![\w`])")
BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
# What parts the codes from the reason; a dash or the word that begins it are as good as the comma.
BEGINS = re.compile(r"[\s,:;.–—-]*(?:(?:because|since)\b\s*)?", re.IGNORECASE)


def accepts(item: blocks.Item) -> bool:
    """Whether a bullet accepts findings."""
    return accepted_text(item) is not None


def accepted_text(item: blocks.Item) -> str | None:
    """What an acceptance says behind its label; `None` for any other bullet."""
    said = None if item.ordered or item.task is not None else label_of(item.text)
    return said[1] if said is not None and said[0].lower() == ACCEPTED else None


def without_acceptances(lines: list[str], items: Iterable[blocks.Item]) -> list[str]:
    """The lines of a document with blank ones where something is accepted, which is no fact."""
    left = list(lines)
    for item in items:
        if accepts(item):
            left[item.start : item.end] = [""] * (item.end - item.start)
    return left


def accepted_in(
    file: str, items: Iterable[blocks.Item], extents: Iterable[tuple[str, tuple[int, int]]]
) -> Iterator[Accepted]:
    """The acceptances among the bullets of a document.

    Args:
        file: the document.
        items: its bullets.
        extents: where the elements begin and end that stand below the document's own.
    """
    ordered = sorted((extent, at) for at, extent in extents)
    for item in items:
        if (text := accepted_text(item)) is not None:
            # The last that begins before the bullet is the innermost to hold it: behind an endpoint, no router goes on.
            before = bisect_right(ordered, item.start, key=lambda one: one[0][0])
            extent, at = ordered[before - 1] if before else ((0, 0), "")
            codes, reason = _codes_and_reason(text)
            place = Place(file, item.start + 1, item.column)
            inside = item.start < extent[1]
            yield Accepted(codes, reason, str(at) if inside else "", extent if inside else (0, 0), place)


def _codes_and_reason(text: str) -> tuple[tuple[str, ...], str]:
    codes: list[str] = []
    end = 0
    found = CODE.match(text)
    while found is not None:
        codes.append(found[1].upper())
        end = found.end()
        between = BETWEEN.match(text, end)
        found = None if between is None else CODE.match(text, between.end())
    begins = BEGINS.match(text, end) if codes else None
    return tuple(dict.fromkeys(codes)), text[begins.end() :].strip() if begins is not None else text.strip()
