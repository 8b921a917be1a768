"""The installed command, run as a person or a program runs it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GROUNDPLAN = str(Path(sys.executable).parent / "groundplan")


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def run(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Ran:
    """Run the command in a folder, with a cache of its own; a traceback is a failure of the test.

    `environment` is set for it alone; an empty value is none.
    """
    return run_with(folder, None, *arguments, environment=environment)


def run_with(folder: Path, given: str | None, *arguments: str, environment: Mapping[str, str] | None = None) -> Ran:
    """The same with a text on its standard input."""
    own = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "NO_COLOR": "1", **(environment or {})}
    done = subprocess.run(
        [GROUNDPLAN, *arguments],
        cwd=folder,
        env={name: value for name, value in own.items() if value},
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def specs(folder: Path) -> dict[str, str]:
    """Every file below the specs folder, with its text."""
    root = folder / "specs"
    return {str(f.relative_to(root)): f.read_text(encoding="utf-8") for f in sorted(root.rglob("*")) if f.is_file()}


def lay_down(folder: Path, documents: dict[str, str]) -> None:
    for file, text in documents.items():
        path = folder / "specs" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
