"""Laying down what agents need, and taking it back: all files or none, and nothing of the user's is lost."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from groundplan.documents.workspace import Workspace
from groundplan.spec.failure import InvalidInput
from groundplan.surfaces.agents import marked, members
from groundplan.surfaces.agents.manifest import FILE, Entry, kind_of, read_manifest, written
from groundplan.surfaces.agents.piece import Agent, Block, Member, Piece, Whole


class Kept(NamedTuple):
    """A file that was left as it is, and why."""

    path: str
    why: str


class Laid(NamedTuple):
    """The files that changed, those that went, and those that were left as they are."""

    written: tuple[str, ...]
    gone: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()


def lay(project: Path, agents: Iterable[Agent]) -> Laid:
    """Lay down what agents need in a project; a second time changes nothing.

    Raises:
        InvalidInput: a file that something has to be put into cannot be read, or lies outside the project.
        DocumentChanged: a file changed in the same moment. Nothing was written.
    """
    work = _Work(project)
    for agent in agents:
        for piece in agent.pieces:
            work.lay(piece, agent.name)
    return work.done()


def take_back(project: Path, names: Iterable[str]) -> Laid:
    """Take back what was laid down for agents; what others need as well stays.

    Raises:
        InvalidInput: nothing was laid down for any of them, or a file cannot be read.
        DocumentChanged: a file changed in the same moment. Nothing was written.
    """
    work, leaving = _Work(project), set(names)
    if not any(leaving & {*entry.agents} for entry in work.manifest.entries):
        raise InvalidInput("nothing was laid down here for these agents", mend=f"`{FILE}` lists what was")
    for entry in work.manifest.entries:
        if leaving & {*entry.agents}:
            work.take(entry, leaving)
    return work.done()


class _Work:
    """The files of a project as they are and as they shall be."""

    def __init__(self, project: Path) -> None:
        self._workspace = Workspace(project)
        self._project = project
        self._before: dict[str, str] = {}
        self._after: dict[str, str | None] = {}
        self._kept: list[Kept] = []
        self._homes: set[PurePosixPath] = set()
        self.manifest = read_manifest(self._text(FILE))
        self._laid = self.manifest

    def _text(self, path: str) -> str | None:
        if path not in self._after:
            text = self._workspace.read(path)
            if text is not None:
                self._before[path] = text
            self._after[path] = text
        return self._after[path]

    def lay(self, piece: Piece, agent: str) -> None:
        text, entry = self._text(piece.path), self._laid.entry(piece)
        match piece:
            case Whole():
                inserted = self._whole(piece, text, entry)
            case Block():
                inserted = self._block(piece, text or "", entry)
            case Member():
                inserted = self._member(piece, text or "", entry)
        if inserted is None:
            return
        created = entry.created if entry is not None else text is None
        agents = (*(entry.agents if entry is not None else ()), agent)
        keys = piece.keys if isinstance(piece, Member) else ()
        known = Entry(piece.path, kind_of(piece), inserted, created, tuple(dict.fromkeys(agents)), keys)
        self._laid = self._laid.with_entry(known)

    def _whole(self, piece: Whole, text: str | None, entry: Entry | None) -> str | None:
        if text is not None and text not in (piece.text, entry.inserted if entry is not None else piece.text):
            whose = "you have changed it" if entry is not None else "it is yours"
            self._kept.append(Kept(piece.path, whose))
            return None
        self._after[piece.path] = piece.text
        return piece.text

    def _block(self, piece: Block, text: str, entry: Entry | None) -> str:
        put = marked.put(piece.path, text, piece.text)
        self._after[piece.path] = put.text
        if entry is None or put.inserted in entry.inserted:
            return put.inserted if entry is None else entry.inserted
        # A newer block stands in the place of the older one, behind the same gap.
        gap = entry.inserted[: len(entry.inserted) - len(entry.inserted.lstrip("\r\n"))]
        return gap + put.inserted

    def _member(self, piece: Member, text: str, entry: Entry | None) -> str | None:
        held = members.held(piece.path, text, piece.keys) if text.strip() else None
        if held == piece.value:
            return None if entry is None else entry.inserted
        if held is not None and entry is None:
            self._kept.append(Kept(piece.path, f"it has a server `{piece.keys[-1]}` of yours"))
            return None
        put = members.put(piece.path, text, piece.keys, piece.value)
        self._after[piece.path] = put.text
        return put.inserted

    def take(self, entry: Entry, leaving: set[str]) -> None:
        staying = tuple(name for name in entry.agents if name not in leaving)
        if staying:
            self._laid = self._laid.with_entry(entry.replace(agents=staying))
            return
        self._laid = self._laid.replace(entries=tuple(other for other in self._laid.entries if other != entry))
        text = self._text(entry.path)
        if text is None:
            return
        self._homes.add(PurePosixPath(entry.path).parent)
        rest = self._without(entry, text)
        if rest is None:
            why = "you have changed it" if entry.kind == "whole" else "nothing of ours is found in it"
            self._kept.append(Kept(entry.path, why))
            return
        self._after[entry.path] = None if entry.created and not rest.strip() else rest

    def _without(self, entry: Entry, text: str) -> str | None:
        match entry.kind:
            case "whole":
                return "" if text == entry.inserted else None
            case "block":
                return marked.taken(entry.path, text, entry.inserted)
            case _:
                rest = members.taken(entry.path, text, entry.keys, entry.inserted)
                return "" if rest is not None and entry.created and members.is_hollow(entry.path, rest) else rest

    def done(self) -> Laid:
        """Write all of it, or nothing."""
        made = () if not self._laid.entries else self._made()
        self._text(FILE)
        self._after[FILE] = written(self._laid.replace(folders=tuple(sorted({*self._laid.folders, *made}))))
        changes = {path: text for path, text in self._after.items() if text != self._before.get(path)}
        self._workspace.write(changes, self._before)
        ours = {PurePosixPath(folder) for folder in self.manifest.folders}
        for home in self._homes:
            # A folder that was there before, and empty, is there again.
            theirs = next((folder for folder in (home, *home.parents) if folder not in ours), home)
            (self._project / theirs).mkdir(parents=True, exist_ok=True)
        shown = sorted(path for path in changes if path != FILE)
        return Laid(
            tuple(path for path in shown if changes[path] is not None),
            tuple(path for path in shown if changes[path] is None),
            tuple(self._kept),
        )

    def _made(self) -> tuple[str, ...]:
        """The folders that are not there yet, and will be."""
        new = (path for path, text in self._after.items() if text is not None)
        homes = {folder for path in new for folder in PurePosixPath(path).parents if folder.name}
        return tuple(str(folder) for folder in homes if not (self._project / folder).exists())
