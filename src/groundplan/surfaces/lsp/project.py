"""The specs that an editor works on: documents on disk, and above them the buffers that are open."""

import os
from collections.abc import Iterator
from pathlib import Path

from groundplan.checks.registry import require_known
from groundplan.checks.settings import Settings
from groundplan.documents.pages import ENDPOINTS_FILE
from groundplan.documents.proposal import CHANGE
from groundplan.documents.workspace import Workspace
from groundplan.spec.failure import InvalidInput
from groundplan.surfaces.session import Session
from groundplan.surfaces.settings import read_settings

DEEPEST = 5
FOREIGN = frozenset({"node_modules", "site-packages", "venv"})


def find_specs(root: Path, named: str = "") -> Path | None:
    """The specs folder of a workspace: the one that is named, `specs`, or the first that has a document of endpoints.

    Raises:
        InvalidInput: there is no folder of that name.
    """
    if named:
        folder = root / named
        if not folder.is_dir():
            raise InvalidInput(
                f"there is no folder `{folder}`", mend="set the option `specs` to the folder of the specs"
            )
        return folder
    if (root / "specs").is_dir():
        return root / "specs"
    return next((folder for folder in _folders(root, DEEPEST) if (folder / ENDPOINTS_FILE).is_file()), None)


def _folders(folder: Path, depth: int) -> Iterator[Path]:
    yield folder
    if depth == 0:
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return
    for name in names:
        if not name.startswith(".") and name not in FOREIGN:
            yield from _folders(folder / name, depth - 1)


class Project:
    """One specs folder. What was read of it is brought up to date when somebody asks, not with every key.

    Raises:
        SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts` and `read_settings`.
    """

    def __init__(self, specs: Path) -> None:
        self.specs = specs.resolve()
        self._workspace = Workspace(self.specs)
        self._saved = self._workspace.texts()
        self._buffers: dict[str, str] = {}
        self._session: Session | None = None
        self._stale = False

    def _settings(self) -> Settings:
        settings = read_settings(self.specs.parent)
        require_known(settings.codes)
        return settings

    @property
    def texts(self) -> dict[str, str]:
        """Every document as it is now; what is open in the editor counts, saved or not."""
        return self._saved | self._buffers

    @property
    def session(self) -> Session:
        """What the documents say now, and what is wrong in them."""
        if self._session is None:
            self._session = Session(self.texts, self._settings())
        elif self._stale:
            self._session.update(self.texts)
        self._stale = False
        return self._session

    def file_of(self, path: str | None) -> str | None:
        """The path of a document below the specs folder, or `None` for any other file."""
        if path is None:
            return None
        try:
            file = Path(path).resolve().relative_to(self.specs).as_posix()
        except ValueError:
            return None
        return file if file.endswith((".md", f"/{CHANGE}")) else None

    def hold(self, file: str, text: str) -> None:
        """A document is open in the editor, with this text."""
        self._buffers[file] = text
        self._stale = True

    def release(self, file: str) -> None:
        """A document is no longer open: what is on disk counts."""
        self._buffers.pop(file, None)
        self.reload()

    def reload(self) -> None:
        """Read the documents and the settings on disk again; settings that cannot be read leave those before them.

        Raises:
            SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts` and `read_settings`.
        """
        self._saved = self._workspace.texts()
        self._stale = True
        if self._session is not None and self._settings() != self._session.settings:
            self._session = None
