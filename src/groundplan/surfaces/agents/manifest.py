"""What was laid down, so that just that can be taken back."""

from typing import Any, Literal

import msgspec

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.spec.noun import Noun
from groundplan.surfaces.agents.piece import Block, Member, Piece, Whole

FILE = ".groundplan/agents.json"
Kind = Literal["whole", "block", "member"]


class Entry(Noun, frozen=True):
    """One thing that was laid down.

    Args:
        path: the file, below the project.
        kind, keys: which kind of thing; `keys` of a member.
        inserted: exactly the text that was put in; of a whole file, the file.
        created: whether there was no such file before.
        agents: for whom.
        value: of a member, what it says.
    """

    path: str
    kind: Kind
    inserted: str
    created: bool
    agents: tuple[str, ...]
    keys: tuple[str, ...] = ()
    value: Any = None

    @property
    def identity(self) -> tuple[str, Kind, tuple[str, ...]]:
        return self.path, self.kind, self.keys

    @property
    def said(self) -> Any:
        """What ours said when it was laid down."""
        return self.value if self.kind == "member" else self.inserted


class Manifest(Noun, frozen=True):
    """`folders` are those that were made."""

    entries: tuple[Entry, ...] = ()
    folders: tuple[str, ...] = ()

    def entry(self, piece: Piece) -> Entry | None:
        return next((entry for entry in self.entries if entry.identity == identity(piece)), None)

    def with_entry(self, entry: Entry) -> "Manifest":
        if all(other.identity != entry.identity for other in self.entries):
            return self.replace(entries=(*self.entries, entry))
        return self.replace(
            entries=tuple(entry if other.identity == entry.identity else other for other in self.entries)
        )


def identity(piece: Piece) -> tuple[str, Kind, tuple[str, ...]]:
    """Where a piece goes, and what it is there."""
    match piece:
        case Whole():
            return piece.path, "whole", ()
        case Block():
            return piece.path, "block", ()
        case Member():
            return piece.path, "member", piece.keys


def read_manifest(text: str | None) -> Manifest:
    """What is laid down in a project; nothing where there is no manifest.

    Raises:
        InvalidInput: the file is not what this command wrote.
    """
    if text is None:
        return Manifest()
    try:
        return msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as error:
        mend = "bring it back from version control, or delete it and take back what it listed by hand"
        raise InvalidInput(f"the file cannot be read: {error}", at=(Place(FILE),), mend=mend) from error


def written(manifest: Manifest) -> str | None:
    """The text of a manifest; `None` where nothing is laid down."""
    if not manifest.entries:
        return None
    return msgspec.json.format(msgspec.json.encode(manifest)).decode() + "\n"
