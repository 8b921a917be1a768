"""All playbooks, found by listing their folders."""

from functools import cache
from importlib import import_module
from pathlib import Path

from groundplan.architect.playbook import Playbook

FOLDER = Path(__file__).parent / "playbooks"


@cache
def all_playbooks() -> tuple[Playbook, ...]:
    """Every playbook, by name."""
    files = sorted(FOLDER.glob("*/[a-z]*.py"), key=lambda file: file.stem)
    modules = (import_module(f"groundplan.architect.playbooks.{file.parent.name}.{file.stem}") for file in files)
    return tuple(module.playbook for module in modules)


@cache
def playbook_named(name: str) -> Playbook:
    return next(playbook for playbook in all_playbooks() if playbook.name == name)
