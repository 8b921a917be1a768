"""Moves, of which the steps of a migration are made, and the order in which they can be made.

Old and new code run side by side while a release is rolled out, so every phase has its place for one: the tables first
take more, then code writes it; rows are filled, then code reads it; code leaves the old, then the old goes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from groundplan.spec.record import MigrationStep

Slot = Literal["add", "write", "fill", "read", "leave", "drop"]
PHASES: Mapping[Slot, Literal["expand", "migrate", "contract"]] = {
    "add": "expand",
    "write": "expand",
    "fill": "migrate",
    "read": "migrate",
    "leave": "contract",
    "drop": "contract",
}
RELEASES: tuple[Slot, ...] = ("write", "read", "leave")

IN_BATCHES = "1,000 rows at a time"
BRIEF = "brief"
BATCH = "rows of a batch"
READS_ALONG = "none that blocks reads or writes"
BACKUP = "restore from backup"
NOTHING = "nothing to do"
PLAIN = re.compile(r"[\w +-]+")


class Move(NamedTuple):
    """One thing that happens to a table, or, in a release, to the code that uses it."""

    slot: Slot
    step: str
    locks: str = ""
    back: str = ""


class Change(NamedTuple):
    """What becomes of one column, key or table: `verb` and `subject` are its title, `more` ends it."""

    verb: str
    subject: str
    moves: tuple[Move, ...]
    criteria: tuple[str, ...] = ()
    more: str = ""


def in_steps(moves: Iterable[Move]) -> tuple[MigrationStep, ...]:
    """The moves as steps in an order that old and new code live through; one release for all that a phase needs."""
    by_slot: dict[Slot, list[Move]] = {slot: [] for slot in PHASES}
    for move in dict.fromkeys(moves):
        by_slot[move.slot].append(move)
    return tuple(_steps(by_slot))


def _steps(by_slot: Mapping[Slot, list[Move]]) -> Iterator[MigrationStep]:
    for slot, moves in by_slot.items():
        if slot not in RELEASES:
            yield from (MigrationStep(PHASES[slot], move.step, move.locks, move.back) for move in moves)
        elif moves:
            said = "; ".join(move.step for move in moves)
            yield MigrationStep(PHASES[slot], f"release: {said}", back="release before")


def value(text: str) -> str:
    """A value as a step names it; one that could be taken for a column, or for Markdown, stands without backticks."""
    return f"`{text}`" if PLAIN.fullmatch(text) else plain(text)


def plain(text: str) -> str:
    """A condition in a step: its columns are no names of tables."""
    return text.replace("`", "")


def enumerated(words: Iterable[str]) -> str:
    """Names in a sentence: `a`, `b` and `c`."""
    *before, last = words
    return f"{', '.join(before)} and {last}" if before else last
