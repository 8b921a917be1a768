"""A document cut at its headings; cut again after an edit, only what the edit touched is looked at.

What follows a heading is understood the same wherever the heading stands: a heading ends every list and paragraph before
it. So sections whose lines did not change are the same objects after an edit, and whoever keeps what a section says
knows it by the section itself.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass

from groundplan.documents import blocks

LINK = re.compile(r"\]\(([^()\s]*)\)")


@dataclass(frozen=True, eq=False, slots=True)
class Section:
    """A heading and the blocks up to the next one; the first section of a document has no heading.

    `origin` is the line at which it stood when it was cut; its blocks count their lines from the same place. `links` are
    the targets of its links, with line, counted from `origin`, and column.
    """

    origin: int
    heading: blocks.Heading | None
    blocks: tuple[blocks.Block, ...]
    links: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines of a document, its sections, and the line at which each of them begins."""

    lines: list[str]
    sections: tuple[Section, ...]
    starts: tuple[int, ...]

    @property
    def blocks(self) -> Iterator[blocks.Block]:
        """All blocks of a document that was cut at once."""
        for section in self.sections:
            if section.heading is not None:
                yield section.heading
            yield from section.blocks


def lines_of(text: str) -> list[str]:
    """The lines of a document, without byte order mark and line ends."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def cut(lines: list[str]) -> Cut:
    """The sections of a document."""
    sections, _ = _sections(lines, 0)
    return Cut(lines, sections, tuple(section.origin for section in sections))


def cut_again(before: Cut, lines: list[str]) -> Cut:
    """The same as `cut`, but sections that are as they were are the same objects as before."""
    same = _alike(before.lines, lines)
    behind = len(lines) - _alike(before.lines[same:][::-1], lines[same:][::-1])
    shift = len(lines) - len(before.lines)
    first = _last_untouched(before, same)
    known = {start + shift for start in before.starts[first + 1 :] if start + shift >= behind}
    fresh, end = _sections(lines, before.starts[first], known)
    ahead = bisect_left(before.starts, end - shift, first + 1)
    return Cut(
        lines,
        (*before.sections[:first], *fresh, *before.sections[ahead:]),
        (
            *before.starts[:first],
            *(section.origin for section in fresh),
            *(start + shift for start in before.starts[ahead:]),
        ),
    )


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines at the begin are equal."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _last_untouched(before: Cut, same: int) -> int:
    """The last section whose heading stands in the lines that are the same: what follows it is cut again."""
    index = bisect_left(before.starts, same) - 1
    while index > 0:
        section, start = before.sections[index], before.starts[index]
        if start > 0 and section.heading is not None and start + section.heading.end - section.origin <= same:
            return index
        index -= 1
    return 0


def _sections(lines: list[str], at: int, known: Container[int] = ()) -> tuple[tuple[Section, ...], int]:
    """The sections from a line on, up to a heading at a `known` line, and the line at which they end."""
    found: list[tuple[int, blocks.Heading | None, list[blocks.Block]]] = [] if at else [(0, None, [])]
    end = len(lines)
    for block in blocks.scan(lines, at):
        if not isinstance(block, blocks.Heading):
            found[-1][2].append(block)
        elif block.start in known:
            end = block.start
            break
        else:
            found.append((block.start, block, []))
    ends = (*(start for start, _, _ in found[1:]), end)
    sections = (
        Section(start, heading, tuple(inside), tuple(_links(lines, start, stop)))
        for (start, heading, inside), stop in zip(found, ends, strict=True)
    )
    return tuple(sections), end


def _links(lines: list[str], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Every link in some lines that leads to no other site."""
    for number in range(start, end):
        if "](" in lines[number]:
            for link in LINK.finditer(lines[number]):
                if link[1] and "://" not in link[1]:
                    yield link[1], number - start, link.start(1) + 1
