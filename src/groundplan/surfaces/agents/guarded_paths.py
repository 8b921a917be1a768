"""Whether a path is that of a document in the specs, whoever follows it."""

import os
from pathlib import Path
from typing import Any, NamedTuple

ENDS = (" ", ".")  # some systems take `a.md.` and `a.md ` for `a.md`
ODD = ("\\", ":")  # drives, addresses, and the streams of a file


class Denied(Exception):
    """What an agent must not do, and why."""


class Grounds(NamedTuple):
    """A project, and its specs folder as it is called there."""

    project: Path
    specs: str

    def root(self) -> Path:
        """Where the specs are.

        Raises:
            Denied: that is not in the project.
        """
        root = real(self.project / self.specs)
        if not root.is_relative_to(real(self.project)):
            raise Denied(f"`{self.specs}` is a link that leads out of the project")
        return root


def require_document(path: Any, folder: Path, grounds: Grounds) -> None:
    """Let the path of a document pass, taken from the folder where the agent stands.

    Raises:
        Denied: it is none, or not plainly.
    """
    if not isinstance(path, str) or not _is_plain(path):
        raise Denied(f"`{path!r:.80}` is not a plain path of a document")
    # A program may follow a link before it goes up from it, or leave out both.
    for way in (folder / path, Path(os.path.normpath(folder / path))):
        _require_inside(real(way), path, grounds)


def real(path: Path) -> Path:
    """Where a path leads; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))


def _is_plain(path: str) -> bool:
    return (
        path.isprintable()
        and not path.startswith("~")
        and not any(sign in path for sign in ODD)
        and not any(part.endswith(ENDS) for part in path.split("/") if part not in (".", ".."))
    )


def _require_inside(target: Path, path: str, grounds: Grounds) -> None:
    root = grounds.root()
    if not target.is_relative_to(root) or target == root:
        raise Denied(f"`{path}` lies outside `{grounds.specs}/`; the architect writes specifications and never code")
    below = target.relative_to(root)
    if target.suffix != ".md" or any(part.startswith(".") for part in below.parts):
        raise Denied(f"`{path}` is no Markdown document; the architect writes specifications and never code")
    if any(step.is_symlink() for step in (target, *target.parents)):
        raise Denied(f"`{path}` goes by a link that leads to itself")
    if target.is_file() and target.stat().st_nlink > 1:
        raise Denied(f"`{path}` is the same file as another, so it cannot be told what is written")
