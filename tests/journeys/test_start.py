"""Starting must feel instant: nothing heavy is loaded that a command does not need."""

import subprocess
import sys
from pathlib import Path

from tests.checks.walked import walked
from tests.journeys.command import lay_down

# What only planning, exporting or printing in colour needs.
HEAVY = {
    "difflib",
    "inflection",
    "asyncio",
    "tempfile",
    "http",
    "urllib.request",
    "email",
    "ssl",
    "unittest",
}
COUNT = """
import sys
from groundplan.surfaces.cli import main
try:
    main()
except SystemExit:
    pass
print("\\n".join(sys.modules), file=sys.stderr)
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines())


def test_check_loads_nothing_of_the_architect(tmp_path: Path) -> None:
    lay_down(tmp_path, walked())
    modules = loaded(tmp_path, "check", "--no-cache")
    assert modules & HEAVY == set()
    assert not [name for name in modules if name.startswith(("groundplan.architect", "groundplan.exchange"))]


def test_a_check_from_the_cache_loads_no_rule(tmp_path: Path) -> None:
    lay_down(tmp_path, walked())
    loaded(tmp_path, "check")
    modules = loaded(tmp_path, "check")
    assert not [
        name for name in modules if name.startswith(("groundplan.checks.rules.", "groundplan.documents.constructs"))
    ]


def test_help_loads_no_more_than_the_command_line(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--help")
    assert not [
        name
        for name in modules
        if name.startswith(
            ("groundplan.documents", "groundplan.checks", "groundplan.spec.model", "groundplan.architect")
        )
    ]
