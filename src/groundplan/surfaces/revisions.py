"""The documents of a specs folder as they stand in a git revision, read from the object store: nothing is checked out."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place

ELSE = "`git status` says what is wrong; or name two folders"


def texts_at(revision: str, specs: Path) -> dict[str, str]:
    """Every document of the folder in a revision, by path below the folder; none where it has no such folder.

    Args:
        revision: whatever git takes for a commit: a branch, a tag, `HEAD~3`, a hash.
        specs: the folder, which lies in a repository.

    Raises:
        InvalidInput: there is no git, no repository, or no such revision; or a document is not UTF-8.
    """
    home = _nearest(specs.resolve())
    told = _git(home, "rev-parse", "--show-toplevel", wrong=f"`{specs}` lies in no git repository")
    root = Path(os.fsdecode(told).removesuffix("\n"))
    folder = specs.resolve().relative_to(root.resolve()).as_posix()
    files = dict(_files(home, _commit(home, revision), "" if folder == "." else f"{folder}/"))
    contents = _contents(home, list(files.values()))
    return {file: _decoded(revision, file, data) for file, data in zip(files, contents, strict=True)}


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that is there: a specs folder may stand in history only."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _commit(home: Path, revision: str) -> str:
    """The hash of a commit."""
    wrong = f"`{revision}` is neither a folder nor a git revision"
    if not revision or revision.startswith("-"):
        # Git would take it for an option.
        raise InvalidInput(wrong, mend="name a folder, a branch, a tag or a commit")
    named = f"{revision}^{{commit}}"
    mend = "name a folder, or a branch, a tag or a commit that `git log` shows"
    return _git(home, "rev-parse", "--verify", "--quiet", named, wrong=wrong, mend=mend).decode().strip()


def _files(home: Path, commit: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Each document below a folder, by its path there, with the hash of its content."""
    below = ("--", prefix) if prefix else ()
    listed = _git(home, "ls-tree", "-r", "-z", "--full-tree", commit, *below, wrong="git cannot list the specs")
    for entry in listed.split(b"\0"):
        about, _, path = os.fsdecode(entry).partition("\t")
        # A link is no document: it would be read as the path that it leads to.
        if about.startswith("100") and path.endswith(".md"):
            file = path.removeprefix(prefix)
            if not any(part.startswith(".") for part in file.split("/")):
                yield file, about.split()[2]


def _contents(home: Path, hashes: list[str]) -> Iterator[bytes]:
    """The content of each object, in one process for all."""
    wanted = "".join(f"{one}\n" for one in hashes).encode()
    told = _git(home, "cat-file", "--batch", wrong="git cannot read the specs", given=wanted)
    start = 0
    for _ in hashes:
        # `HASH blob SIZE`, a line break, the content, a line break.
        head, _, _ = told[start : start + 200].partition(b"\n")
        begin = start + len(head) + 1
        size = int(head.split()[2])
        yield told[begin : begin + size]
        start = begin + size + 1


def _decoded(revision: str, file: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"the document is not UTF-8 in `{revision}`", at=(Place(file),), mend="compare with a later revision"
        ) from error


def _git(
    home: Path,
    *arguments: str,
    wrong: str,
    mend: str = "`git status` says what is wrong; or name two folders",
    given: bytes = b"",
) -> bytes:
    """What git prints.

    Raises:
        InvalidInput: git is not installed, or fails, which `wrong` says in a sentence.
    """
    try:
        done = subprocess.run(["git", *arguments], cwd=home, input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise InvalidInput("git is not installed", mend="install it, or name two folders") from error
    if done.returncode:
        raise InvalidInput(wrong, mend=mend)
    return done.stdout
