"""Watching a specs folder for changes."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

PAUSE = 0.3

Stamps = dict[str, tuple[int, int]]


def changes(specs: Path) -> Iterator[None]:
    """At once, and then whenever a file of the folder or the project's settings have changed.

    Looked at are sizes and times of modification, every 0.3 seconds: no service of the system is needed, and network
    drives are watched as well.
    """
    seen: Stamps | None = None
    while True:
        # Taken before the caller looks at the files: what changes meanwhile is a change of its own.
        now = _stamps(specs)
        if now != seen:
            seen = now
            yield
        else:
            time.sleep(PAUSE)


def _stamps(specs: Path) -> Stamps:
    project = specs.resolve().parent
    settings = (str(project / name) for name in ("groundplan.toml", "pyproject.toml"))
    found: Stamps = {}
    for file in (*_files(str(specs)), *settings):
        try:
            stat = os.stat(file)
        except OSError:
            continue  # It has gone since it was listed, or there are no such settings.
        found[file] = stat.st_size, stat.st_mtime_ns
    return found


def _files(specs: str) -> Iterator[str]:
    for folder, inside, files in os.walk(specs):
        # Hidden folders hold what is about to be written, and nothing that is read.
        inside[:] = [name for name in inside if not name.startswith(".")]
        yield from (os.path.join(folder, name) for name in files if not name.startswith("."))
