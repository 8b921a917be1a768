"""How the server starts, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest

from groundplan.spec.failure import InvalidInput
from groundplan.surfaces.lsp.project import Project, find_specs
from tests.checks.walked import walked
from tests.journeys.command import lay_down


def test_without_its_library_the_command_says_how_to_install_it() -> None:
    script = "import sys; sys.modules['pygls'] = None; sys.argv = ['groundplan', 'lsp']; import groundplan.surfaces.cli as c; c.main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "the language server needs `pygls`, which is not installed\n"
        '  hint: install it: pip install "groundplan[lsp]"\n'
    )  # fmt: skip


def test_the_specs_are_found_wherever_they_are(tmp_path: Path) -> None:
    assert find_specs(tmp_path) is None
    lay_down(tmp_path / "services" / "tasks", walked())
    (tmp_path / "services" / "tasks" / "specs").rename(tmp_path / "services" / "tasks" / "design")
    assert find_specs(tmp_path) == tmp_path / "services" / "tasks" / "design"
    (tmp_path / "specs").mkdir()
    assert find_specs(tmp_path) == tmp_path / "specs"
    assert find_specs(tmp_path, "services/tasks/design") == tmp_path / "services" / "tasks" / "design"
    with pytest.raises(InvalidInput, match="there is no folder"):
        find_specs(tmp_path, "nowhere")


def test_an_open_buffer_wins_over_the_disk(tmp_path: Path) -> None:
    lay_down(tmp_path, walked())
    project = Project(tmp_path / "specs")
    file = project.file_of(str(tmp_path / "specs" / "api" / "errors.md"))
    assert file == "api/errors.md"
    project.hold(file, "# Errors\n")
    assert project.session.reading.spec.errors.codes == ()
    project.release(file)
    assert project.session.reading.spec.errors.codes


def test_what_lies_outside_is_no_document(tmp_path: Path) -> None:
    lay_down(tmp_path, walked())
    project = Project(tmp_path / "specs")
    assert project.file_of(str(tmp_path / "README.md")) is None
    assert project.file_of(str(tmp_path / "specs" / ".." / "README.md")) is None
    assert project.file_of(str(tmp_path / "specs" / "api" / "notes.txt")) is None
    assert project.file_of(None) is None
