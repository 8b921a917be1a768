"""Laying down what agents need, and taking it back: all files or none, and nothing of the user's is lost."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from groundplan.documents.workspace import Workspace
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.surfaces.agents import marked, members
from groundplan.surfaces.agents.manifest import FILE, Entry, Kind, identity, read_manifest, written
from groundplan.surfaces.agents.piece import Agent, Block, Member, Piece, Whole

CHANGED = "you have changed what was laid down in it"


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


def take_back(project: Path, agents: Iterable[Agent], known: Iterable[Agent]) -> Laid:
    """Take back what was laid down for agents; what others need as well stays.

    Args:
        known: all agents there are. What the manifest lists beside their pieces was never laid down by this command.

    Raises:
        InvalidInput: nothing was laid down for any of them, or a file cannot be read.
        DocumentChanged: a file changed in the same moment. Nothing was written.
    """
    work, leaving = _Work(project), {agent.name for agent in agents}
    if not any(leaving & {*entry.agents} for entry in work.manifest.entries):
        raise InvalidInput("nothing was laid down here for these agents", mend=f"`{FILE}` lists what was")
    work.require_ours(piece for agent in known for piece in agent.pieces)
    for entry in work.manifest.entries:
        if leaving & {*entry.agents}:
            work.take(entry, leaving)
    return work.done()


class _Work:
    """The files of a project as they are and as they shall be."""

    def __init__(self, project: Path) -> None:
        self._project = project.resolve()
        self._workspace = Workspace(self._project)
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

    def _real(self, piece: Piece) -> Piece:
        """The piece at the file that a link leads to, as where `CLAUDE.md` is a link to `AGENTS.md`."""
        real = Path(os.path.realpath(self._project / piece.path))
        home = next(folder for folder in real.parents if folder.exists())
        if not real.is_relative_to(self._project) or real.is_symlink():
            raise InvalidInput(
                "a link leads out of the project", at=(Place(piece.path),), mend="put a file in its place"
            )
        if real.is_dir() or not home.is_dir():
            raise InvalidInput("a file has to stand here, in a folder", at=(Place(piece.path),))
        if not os.access(real if real.exists() else home, os.W_OK):
            raise InvalidInput("the file cannot be written", at=(Place(piece.path),), mend="give yourself the right to")
        return piece.replace(path=real.relative_to(self._project).as_posix())

    def require_ours(self, pieces: Iterable[Piece]) -> None:
        """Refuse a manifest that lists what was never laid down, since a stranger can have written it."""
        ours = {identity(self._real(piece)) for piece in pieces}
        for entry in self.manifest.entries:
            if entry.identity not in ours:
                message = f"it lists `{entry.path}`, which no agent needs; nothing was changed"
                raise InvalidInput(message, at=(Place(FILE),), mend="bring the file back from version control")

    def lay(self, named: Piece, agent: str) -> None:
        piece = self._real(named)
        text, entry = self._text(piece.path), self._laid.entry(piece)
        inserted = self._inserted(piece, text, entry)
        if inserted is None:
            return
        created = entry.created if entry is not None else text is None
        agents = (*(entry.agents if entry is not None else ()), agent)
        value = piece.value if isinstance(piece, Member) else None
        path, kind, keys = identity(piece)
        known = Entry(path, kind, inserted, created, tuple(dict.fromkeys(agents)), keys, value)
        self._laid = self._laid.with_entry(known)

    def _inserted(self, piece: Piece, text: str | None, entry: Entry | None) -> str | None:
        """What of ours stands in a file from now on; `None` where the user's stays."""
        held = None if text is None else _held(*identity(piece), text)
        if held is not None and _same(held, _wanted(piece)):
            if entry is not None:
                return entry.inserted
            return held if isinstance(piece, Block) else None  # its marks say whose it is
        if held is not None and (entry is None or not _same(held, entry.said)):
            self._kept.append(Kept(piece.path, CHANGED if entry is not None else "what stands in it is yours"))
            return None
        put = _put(piece, text or "", "" if entry is None else _ended(entry.inserted, text))
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
        self._homes |= {PurePosixPath(entry.path).parent, PurePosixPath(FILE).parent}
        rest = self._without(entry, text)
        if rest is not None:
            hollow = members.is_hollow(rest) if entry.kind == "member" else not rest.strip()
            self._after[entry.path] = None if entry.created and hollow else rest

    def _without(self, entry: Entry, text: str) -> str | None:
        """The text without what was laid down; `None` where nothing of it is there, or the user has changed it."""
        held = _held(*entry.identity, text)
        if held is None:
            return None
        if not _same(held, entry.said):
            self._kept.append(Kept(entry.path, CHANGED))
            return None
        inserted = _ended(entry.inserted, text)
        match entry.kind:
            case "whole":
                return ""
            case "block":
                return marked.taken(entry.path, text, inserted)
            case "member":
                return members.taken(entry.path, text, entry.keys, inserted)

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
        homes = {folder for path in [*new, FILE] for folder in PurePosixPath(path).parents if folder.name}
        return tuple(str(folder) for folder in homes if not (self._project / folder).exists())


def _held(path: str, kind: Kind, keys: tuple[str, ...], text: str) -> Any:
    """What stands where ours has to stand; `None` where nothing does."""
    match kind:
        case "whole":
            return text
        case "block":
            return marked.held(path, text)
        case "member":
            return members.held(path, text, keys)


def _wanted(piece: Piece) -> Any:
    match piece:
        case Whole():
            return piece.text
        case Block():
            return marked.block(piece.path, piece.text)
        case Member():
            return piece.value


def _put(piece: Piece, text: str, older: str) -> marked.Put:
    match piece:
        case Whole():
            return marked.Put(piece.text, piece.text)
        case Block():
            return marked.put(piece.path, text, piece.text, older)
        case Member():
            return members.put(piece.path, text, piece.keys, piece.value, older)


def _same(held: object, other: object) -> bool:
    """Whether two things say the same; in texts the ends of lines and the blanks around do not count."""
    if isinstance(held, str) and isinstance(other, str):
        return held.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
    return held == other


def _ended(inserted: str, text: str | None) -> str:
    """What was put in, with the ends of lines that the file has now, where they are no longer the same."""
    if text is None or inserted in text:
        return inserted
    plain = inserted.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in text else plain
