"""`plan` in a terminal: it asks, shows, and asks again before it writes."""

import os
import pty
import select
import sys
from pathlib import Path

import pytest

from tests.checks.walked import walked
from tests.journeys.command import GROUNDPLAN, lay_down, specs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
PATIENCE = 20.0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    return tmp_path


def talk(folder: Path, request: str, *replies: str) -> tuple[str, int]:
    """Run `plan` in a terminal and type a reply at each prompt; gives what the screen showed, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(GROUNDPLAN, [GROUNDPLAN, "plan", request])
    shown, left = "", list(replies)
    while select.select([terminal], [], [], PATIENCE)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        shown += data.decode(errors="replace").replace("\r\n", "\n")
        if shown.endswith("]: ") and left:
            os.write(terminal, f"{left.pop(0)}\n".encode())
    os.close(terminal)
    return shown, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_enter_takes_the_default_and_writes(project: Path) -> None:
    shown, code = talk(project, "CRUD for shelves: name", "", "")
    assert code == 0
    assert "Who reaches the shelves?" in shown
    assert "It decides the owner column" in shown
    assert "Answer [owner]" in shown
    assert "+### GET /api/shelves" in shown
    assert shown.index("Understood") < shown.index("Who reaches") < shown.index("Options") < shown.index("Write this?")
    assert "owner, `Shelf.user_id`" in specs(project)["api/rest-endpoints.md"]


def test_another_answer_gives_another_design(project: Path) -> None:
    _, code = talk(project, "CRUD for shelves: name", "shared", "y")
    assert code == 0
    assert "owner, `Shelf.user_id`" not in specs(project)["api/rest-endpoints.md"]


def test_a_mistyped_answer_is_asked_for_again(project: Path) -> None:
    shown, _ = talk(project, "CRUD for shelves: name", "onwer", "owner", "n")
    assert "'onwer' is not one of" in shown


def test_no_writes_nothing(project: Path) -> None:
    before = specs(project)
    shown, code = talk(project, "sort the projects by name", "n")
    assert code == 0
    assert "Nothing was written." in shown
    assert specs(project) == before


def test_the_whole_change_can_be_seen_first(project: Path) -> None:
    shown, _ = talk(project, "CRUD for shelves: name", "", "d", "n")
    assert "more lines" in shown
    assert shown.rindex("+| `name` | str |") > shown.index("Write this?")


def test_what_else_is_wanted_is_planned_on_top(project: Path) -> None:
    shown, _ = talk(project, "CRUD for shelves: name", "shared", "without delete", "y")
    assert shown.count("Write this?") == 2
    assert "PATCH /api/shelves/" in specs(project)["api/rest-endpoints.md"]
    assert "DELETE /api/shelves/" not in specs(project)["api/rest-endpoints.md"]


def test_what_is_not_understood_leaves_the_proposal_as_it_was(project: Path) -> None:
    shown, code = talk(project, "CRUD for shelves: name", "shared", "use kubernetes", "y")
    assert code == 0
    assert "do not understand" in shown
    assert "### GET /api/shelves" in specs(project)["api/rest-endpoints.md"]


def test_colours_are_for_terminals(project: Path) -> None:
    shown, _ = talk(project, "sort the projects by name", "n")
    assert "\x1b[32m+" in shown
