"""Which rules run, and how severe their findings are."""

from typing import Literal

from groundplan.checks.rule import Rule, family_of
from groundplan.spec.finding import Severity
from groundplan.spec.noun import Noun

Level = Literal["error", "warning", "info", "off"]


class Settings(Noun, frozen=True):
    """Codes or families: `EP008` is one rule, `EP` its family. An empty `select` is all of them.

    `severity` are levels by code or family; a code counts before its family.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Level], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code and family that is named."""
        return (*self.select, *self.ignore, *(code for code, _ in self.severity))

    def runs(self, rule: Rule) -> bool:
        """Whether a rule runs; one that is off by default does where it is selected or given a severity."""
        levels = dict(self.severity)
        wanted = rule.default or rule.code in levels or any(name in self.select for name in (rule.code, rule.family))
        return wanted and self.runs_code(rule.code)

    def runs_code(self, code: str) -> bool:
        """Whether the rule of this code runs."""
        names = (code, family_of(code))
        chosen = not self.select or any(name in self.select for name in names)
        return chosen and self._level(code) != "off" and not any(name in self.ignore for name in names)

    def severity_of(self, rule: Rule) -> Severity:
        """How severe the findings of a rule are in this project."""
        level = self._level(rule.code)
        return rule.severity if level is None or level == "off" else level

    def _level(self, code: str) -> Level | None:
        levels = dict(self.severity)
        return levels.get(code) or levels.get(family_of(code))
