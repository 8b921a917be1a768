"""What a change means to the clients of an API."""

from groundplan.evolution.verdicts.judge import judge
from groundplan.evolution.verdicts.verdict import LEVELS, Level, Verdict

__all__ = ["LEVELS", "Level", "Verdict", "judge"]
