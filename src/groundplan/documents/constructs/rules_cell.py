"""The rules cell of a table: constraints, keys and notes, as pieces with semicolons between.

A note that would read as another piece begins with a backslash.
"""

from collections.abc import Callable

from groundplan.documents.constructs.type_text import read_constraint, write_constraints
from groundplan.documents.inline import NOTHING, apart, together
from groundplan.spec.types import Constraints

ReadPiece = Callable[[str, dict[str, object]], bool]


def write_rules(constraints: Constraints, more: list[str], known: ReadPiece) -> str:
    """A whole cell: the pieces `more`, then the constraints, then the notes; `known` reads what is in `more`."""
    pieces = [*more, *write_constraints(constraints)]
    pieces += [_marked(note, known) for note in constraints.notes]
    return together(pieces) or NOTHING


def read_rules(cell: str, known: ReadPiece) -> tuple[Constraints, dict[str, object]]:
    """The constraints of a cell, and what `known` read of its other pieces."""
    more: dict[str, object] = {}
    if not cell or cell == NOTHING:
        return Constraints(), more
    values: dict[str, object] = {}
    notes: list[str] = []
    for piece in apart(cell):
        if piece.startswith("\\"):
            notes.append(piece[1:])
        else:
            notes += _read_piece(piece, known, values, more)
    return Constraints().replace(**values, notes=tuple(notes)), more


def _read_piece(piece: str, known: ReadPiece, values: dict[str, object], more: dict[str, object]) -> list[str]:
    """Take what is known out of a piece, also out of `1..200, trimmed`; what is left is a note."""
    if known(piece, more) or read_constraint(piece, values):
        return []
    left: list[str] = []
    parts = piece.split(", ")
    while parts:
        # The longest first: `on delete cascade` belongs to the reference before it.
        for end in range(len(parts), 0, -1):
            candidate = ", ".join(parts[:end])
            if known(candidate, more) or read_constraint(candidate, values):
                del parts[:end]
                break
        else:
            left.append(parts.pop(0))
    return [", ".join(left)] if left else []


def _marked(note: str, known: ReadPiece) -> str:
    plain = not note.startswith("\\") and _read_piece(note, known, {}, {}) == [note]
    return note if plain else f"\\{note}"
