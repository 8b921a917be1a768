"""Which rules run, and how severe their findings are."""

from groundplan.checks.rule import Rule
from groundplan.spec.noun import Noun


class Settings(Noun, frozen=True):
    """Codes or families: `EP008` is one rule, `EP` its family. An empty `select` is all of them."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def runs(self, rule: Rule) -> bool:
        """Whether a rule runs; one that is off by default does where it, or its family, is named."""
        names = (rule.code, rule.family)
        chosen = any(name in self.select for name in names) if self.select else rule.default
        return chosen and not any(name in self.ignore for name in names)
