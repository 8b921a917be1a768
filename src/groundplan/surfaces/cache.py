"""What the last run understood, kept outside the project; it can be missing, never wrong.

Every entry is found by the SHA-256 of all that it depends on: the bytes of the documents, the settings, and the files of
the installed tool. What cannot be read is as good as missing.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

import groundplan

Kept = TypeVar("Kept")


def digest_of(*parts: bytes | str) -> str:
    """The key of what depends on exactly these parts."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "little"))
        whole.update(data)
    return whole.hexdigest()


def tool_digest() -> str:
    """Changes whenever a file of the installed tool does."""
    root = os.path.dirname(groundplan.__file__)
    return digest_of(groundplan.__version__, *_signatures(root))


def _signatures(folder: str) -> Iterable[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _signatures(entry.path)
            elif entry.name.endswith(".py"):
                stat = entry.stat()
                yield f"{entry.path} {stat.st_size} {stat.st_mtime_ns}"


class Cache:
    """A folder of entries for one specs folder; an entry is replaced when its key changes."""

    def __init__(self, specs: Path) -> None:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
        self._folder = Path(base) / "groundplan" / digest_of(str(specs.resolve()))[:32]

    def get(self, name: str, key: str, type_: type[Kept]) -> Kept | None:
        """The entry of this name, if it was kept under this key."""
        try:
            data = (self._folder / name).read_bytes()
            if data[:64] != key.encode():
                return None
            return msgspec.msgpack.decode(data[64:], type=type_, dec_hook=_made)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, name: str, key: str, value: object) -> None:
        """Keep an entry; a folder that cannot be written is no failure."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{name}.{os.getpid()}"
            draft.write_bytes(key.encode() + msgspec.msgpack.encode(value, enc_hook=_plain))
            os.replace(draft, self._folder / name)
        except OSError:
            return


def _plain(value: object) -> str:
    """An address as the text that it is."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"{type(value)} is never kept")


def _made(type_: type, value: object) -> object:
    return type_(value)
