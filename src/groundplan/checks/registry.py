"""All rules, found by listing the folders of the families."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from groundplan.checks.rule import Rule
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place

RULES = Path(__file__).parent / "rules"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    files = sorted(RULES.glob("*/[a-z][a-z][0-9]*.py"))
    return tuple(sorted((_rule_in(file) for file in files), key=lambda rule: rule.code))


def rule_named(code: str) -> Rule:
    """The rule of a code, in any letter case.

    Raises:
        InvalidInput: there is none.
    """
    found = next((rule for rule in all_rules() if rule.code == code.upper()), None)
    if found is None:
        require_known((code,))
        raise InvalidInput(f"`{code}` is a family of rules", mend=f"`groundplan rules` lists those of `{code}`")
    return found


def require_known(codes: tuple[str, ...], at: Mapping[str, Place] = MappingProxyType({})) -> None:
    """Refuse a code or family that no rule has; `at` is where each was written, if it was.

    Raises:
        InvalidInput: names the nearest code.
    """
    from difflib import get_close_matches

    known = {name for rule in all_rules() for name in (rule.code, rule.family)}
    for code in codes:
        if code.upper() not in known:
            alike = (name for name in known if name[-1:].isdigit() == code[-1:].isdigit())
            near = get_close_matches(code.upper(), sorted(alike), 1)
            mend = f"did you mean `{near[0]}`?" if near else "`groundplan rules` lists them"
            where = (at[code],) if code in at else ()
            raise InvalidInput(f"`{code}` is neither a rule nor a family of rules", at=where, mend=mend)


def _rule_in(file: Path) -> Rule:
    module = import_module(f"groundplan.checks.rules.{file.parent.name}.{file.stem}")
    [found] = [value for value in vars(module).values() if isinstance(value, Rule)]
    return found
