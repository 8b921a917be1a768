"""`check --watch`, as a person leaves it running in a terminal beside the editor."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import IO

import pytest

from tests.checks.walked import walked
from tests.journeys.command import GROUNDPLAN, lay_down

FILE = "api/rest-endpoints.md"
BROKEN = ("- **Scope**: owner, `Task.user_id`\n", "")
SEPARATOR = re.compile(r"── \d\d:\d\d:\d\d ─+\n")


class Watch:
    """A running command; its lines are read as they come."""

    def __init__(self, process: subprocess.Popen[str], lines: IO[str]) -> None:
        self._process = process
        self._lines = lines

    def next_run(self) -> list[str]:
        """The lines of one run: its separator, and all up to its summary."""
        found = [self._lines.readline()]
        assert SEPARATOR.fullmatch(found[0]), found
        while not re.match(r"(no|\d+) findings?\b|.* is not ", found[-1], re.IGNORECASE):
            found.append(self._lines.readline())
            assert found[-1], found
        return found

    def interrupted(self) -> int:
        self._process.send_signal(signal.SIGINT)
        return self._process.wait()


def _hear_interrupts() -> None:
    # A command that a shell starts in the background is deaf to them, and so is what it starts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Watch]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / ".cache"), "NO_COLOR": "1"}
    with subprocess.Popen(
        [GROUNDPLAN, "check", "--watch", *options],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=_hear_interrupts,
    ) as process:
        assert process.stdout is not None
        # Whatever happens, nobody waits for a line that never comes.
        guard = Timer(30, process.kill)
        guard.start()
        try:
            yield Watch(process, process.stdout)
        finally:
            guard.cancel()
            process.kill()


def write(project: Path, text: str) -> None:
    (project / "specs" / FILE).write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    return tmp_path


def test_a_change_is_checked_and_the_last_run_is_the_exit_code(project: Path) -> None:
    with watching(project) as watch:
        assert "No findings" in watch.next_run()[-1]
        write(project, walked()[FILE].replace(*BROKEN, 1))
        assert any("TN004" in line for line in watch.next_run())
        assert watch.interrupted() == 1


def test_what_was_mended_ends_well(project: Path) -> None:
    write(project, walked()[FILE].replace(*BROKEN, 1))
    with watching(project) as watch:
        assert any("TN004" in line for line in watch.next_run())
        write(project, walked()[FILE])
        assert "No findings" in watch.next_run()[-1]
        assert watch.interrupted() == 0


def test_settings_are_watched_and_a_mistake_in_them_ends_nothing(project: Path) -> None:
    with watching(project) as watch:
        watch.next_run()
        (project / "groundplan.toml").write_text("ignore = 3\n")
        assert "`ignore` is not a list of codes" in watch.next_run()[-1]
