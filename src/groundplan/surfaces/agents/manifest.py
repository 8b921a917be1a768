"""What was laid down, so that just that can be taken back."""

from typing import Literal

import msgspec

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.spec.noun import Noun
from groundplan.surfaces.agents.piece import Block, Member, Piece

FILE = ".groundplan/agents.json"


class Entry(Noun, frozen=True):
    """One thing that was laid down.

    Args:
        path: the file, below the project.
        kind, keys: which kind of thing; `keys` of a member.
        inserted: exactly the text that was put in; of a whole file, the file.
        created: whether there was no such file before.
        agents: for whom.
    """

    path: str
    kind: Literal["whole", "block", "member"]
    inserted: str
    created: bool
    agents: tuple[str, ...]
    keys: tuple[str, ...] = ()


class Manifest(Noun, frozen=True):
    """`folders` are those that were made."""

    entries: tuple[Entry, ...] = ()
    folders: tuple[str, ...] = ()

    def entry(self, piece: Piece) -> Entry | None:
        kind, keys = kind_of(piece), piece.keys if isinstance(piece, Member) else ()
        return next((e for e in self.entries if (e.path, e.kind, e.keys) == (piece.path, kind, keys)), None)

    def with_entry(self, entry: Entry) -> "Manifest":
        def same(other: Entry) -> bool:
            return (other.path, other.kind, other.keys) == (entry.path, entry.kind, entry.keys)

        if not any(map(same, self.entries)):
            return self.replace(entries=(*self.entries, entry))
        return self.replace(entries=tuple(entry if same(other) else other for other in self.entries))


def kind_of(piece: Piece) -> Literal["whole", "block", "member"]:
    return "member" if isinstance(piece, Member) else "block" if isinstance(piece, Block) else "whole"


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
