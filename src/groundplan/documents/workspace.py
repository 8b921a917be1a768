"""The specs folder: read as a whole, written all or nothing.

`os.replace` is atomic for one file and a change has several, so what is to be written is first laid down whole in a
pending folder. A manifest, renamed into place, is the moment of commitment: before it nothing has happened, after it the
change is carried out, if need be by whoever opens the folder next.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec

from groundplan.documents.proposal import CHANGE
from groundplan.spec.failure import DocumentChanged, InvalidInput, SpecsMissing
from groundplan.spec.finding import Place
from groundplan.spec.noun import Noun

PENDING = ".groundplan-pending"
MANIFEST = "manifest.json"
LARGEST = 32 * 1_048_576


class Write(Noun, frozen=True):
    """One file of a change: its digests before and after; `None` where there is no file."""

    file: str
    before: str | None
    after: str | None


class Manifest(Noun, frozen=True):
    writes: tuple[Write, ...]


def digest(text: str | None) -> str | None:
    """SHA-256 of a text as UTF-8, in hexadecimal; `None` for a file that is not there."""
    return None if text is None else sha256(text.encode()).hexdigest()


class Workspace:
    """A folder of specifications. Nothing outside it is ever written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def texts(self) -> dict[str, str]:
        """Every document, by path below the folder, and the typed change beside each proposal. An interrupted write is finished first.

        Raises:
            SpecsMissing: there is no such folder.
            InvalidInput: a document is not UTF-8, or larger than 32 MiB.
            DocumentChanged: a write was interrupted, and a file has been changed since.
        """
        if not self.root.is_dir():
            raise SpecsMissing(
                f"there is no folder `{self.root}`", mend="run `groundplan init`, or name the folder with `--specs DIR`"
            )
        self._recover()
        return {file: self._text(file) for file in sorted(self._files(self.root, ""))}

    def _files(self, folder: Path, prefix: str) -> Iterator[str]:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from self._files(Path(entry.path), f"{prefix}{entry.name}/")
                elif (entry.name.endswith(".md") or entry.name == CHANGE) and entry.is_file():
                    yield prefix + entry.name

    def _text(self, file: str) -> str:
        data = (self.root / file).read_bytes()
        if len(data) > LARGEST:
            raise InvalidInput(f"`{file}` is larger than 32 MiB", at=(Place(file),), mend="split the document")
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            place = Place(file, line, column)
            raise InvalidInput("the document is not UTF-8", at=(place,), mend="save the file as UTF-8") from error

    def read(self, file: str) -> str | None:
        """One file of the folder, whatever its kind; `None` if there is none.

        Raises:
            InvalidInput: it lies outside the folder, is not UTF-8, or is larger than 32 MiB.
        """
        return self._text(file) if self._path(file).is_file() else None

    def write(self, changes: Mapping[str, str | None], before: Mapping[str, str]) -> None:
        """Write all files or none.

        Args:
            changes: the new text of each file that changes, by path below the folder; `None` deletes it.
            before: the texts that the change was planned on.

        Raises:
            DocumentChanged: a file is no longer as it was when the change was planned. Nothing was written.
        """
        writes = tuple(
            Write(file, digest(before.get(file)), digest(text))
            for file, text in sorted(changes.items())
            if text != before.get(file)
        )
        if not writes:
            return
        self.root.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self._recover_locked()
            self._refuse_changed(writes)
            self._lay_down(writes, changes)
            self._carry_out(Manifest(writes))

    def _path(self, file: str) -> Path:
        parts = PurePosixPath(file).parts
        path = self.root.joinpath(*parts)
        if PurePosixPath(file).is_absolute() or ".." in parts or not _inside(path, self.root):
            raise InvalidInput(f"`{file}` lies outside the specs folder", mend="links must stay inside the folder")
        return path

    def _refuse_changed(self, writes: tuple[Write, ...]) -> None:
        changed = tuple(Place(write.file) for write in writes if self._digest(write.file) != write.before)
        if changed:
            raise DocumentChanged(
                f"`{changed[0].file}` changed while this was planned; nothing was written",
                at=changed,
                mend="run the command again",
            )

    def _digest(self, file: str) -> str | None:
        path = self._path(file)
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else None

    def _lay_down(self, writes: tuple[Write, ...], changes: Mapping[str, str | None]) -> None:
        pending = self.root / PENDING
        shutil.rmtree(pending, ignore_errors=True)
        pending.mkdir()
        for index, write in enumerate(writes):
            if (text := changes[write.file]) is not None:
                _write_durably(pending / str(index), text.encode())
        _write_durably(pending / "draft", msgspec.json.encode(Manifest(writes)))
        os.replace(pending / "draft", pending / MANIFEST)
        _flush(pending)

    def _carry_out(self, manifest: Manifest) -> None:
        """Put every file in its place; safe to do again after an interruption."""
        pending = self.root / PENDING
        folders = set()
        for index, write in enumerate(manifest.writes):
            path = self._path(write.file)
            folders.add(path.parent)
            if write.after is None:
                path.unlink(missing_ok=True)
            elif (pending / str(index)).exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.exists():
                    shutil.copymode(path, pending / str(index))
                os.replace(pending / str(index), path)
        for folder in folders:
            if folder.is_dir():
                _flush(folder)
        (pending / MANIFEST).unlink()
        shutil.rmtree(pending)
        for folder in folders:
            self._drop_empty(folder)

    def _drop_empty(self, folder: Path) -> None:
        """Remove a folder in which nothing is left, and those above it, up to the root."""
        while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def _recover(self) -> None:
        if (self.root / PENDING).exists():
            with self._locked():
                self._recover_locked()

    def _recover_locked(self) -> None:
        """Finish a write that was committed, forget one that was not."""
        pending = self.root / PENDING
        if not (pending / MANIFEST).exists():
            shutil.rmtree(pending, ignore_errors=True)
            return
        manifest = msgspec.json.decode((pending / MANIFEST).read_bytes(), type=Manifest)
        for write in manifest.writes:
            if self._digest(write.file) not in (write.before, write.after):
                raise DocumentChanged(
                    f"a write was interrupted, and `{write.file}` has been changed since",
                    at=(Place(write.file),),
                    mend=f"`{pending}` holds what was to be written; take what you need and delete that folder",
                )
        self._carry_out(manifest)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        if sys.platform == "win32":
            yield  # no advisory locks of this kind; two writers at once are then only told apart by digest
            return
        import fcntl

        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def _inside(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root.resolve())


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
