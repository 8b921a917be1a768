"""All playbooks, found by listing their folder."""

from functools import cache
from importlib import import_module
from pathlib import Path

from groundplan.architect.playbook import Playbook

FOLDER = Path(__file__).parent / "playbooks"


@cache
def all_playbooks() -> tuple[Playbook, ...]:
    """Every playbook, by name."""
    names = sorted(file.stem for file in FOLDER.glob("[a-z]*.py"))
    modules = (import_module(f"groundplan.architect.playbooks.{name}") for name in names)
    return tuple(module.playbook for module in modules)


def playbook_named(name: str) -> Playbook:
    return next(playbook for playbook in all_playbooks() if playbook.name == name)
