"""All rules, found by listing the folders of the families."""

from functools import cache
from importlib import import_module
from pathlib import Path

from groundplan.checks.rule import Rule

RULES = Path(__file__).parent / "rules"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    files = sorted(RULES.glob("*/[a-z][a-z][0-9]*.py"))
    return tuple(sorted((_rule_in(file) for file in files), key=lambda rule: rule.code))


def _rule_in(file: Path) -> Rule:
    module = import_module(f"groundplan.checks.rules.{file.parent.name}.{file.stem}")
    [found] = [value for value in vars(module).values() if isinstance(value, Rule)]
    return found
