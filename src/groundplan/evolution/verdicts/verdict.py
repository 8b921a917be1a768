"""A verdict on one change, and the ruling that it follows."""

from typing import Literal, get_args

from groundplan.spec.address import Address
from groundplan.spec.noun import Noun

Level = Literal["breaking", "risky", "safe"]
LEVELS: tuple[Level, ...] = get_args(Level)


class Verdict(Noun, frozen=True):
    """One change as clients meet it.

    Args:
        level: `breaking` if a client that kept to what was specified can stop working, `risky` if the specification cannot
            tell, `safe` otherwise.
        kind: the name of the ruling.
        at: the part of the element at which clients meet it.
        message: what changed, without the element.
        why: what it means to clients.
        origin: the element that was edited, such as the model whose field stands in an answer.
    """

    level: Level
    kind: str
    at: Address
    message: str
    why: str
    origin: Address


class Ruling(Noun, frozen=True):
    """A kind of change, what it means to clients, and why."""

    name: str
    level: Level
    why: str

    def on(self, at: Address, message: str, origin: Address | None = None) -> Verdict:
        """The verdict on a change of this kind."""
        return Verdict(self.level, self.name, at, message, self.why, at.element if origin is None else origin)


def at_least(level: Level, least: Level) -> bool:
    """Whether one level is as grave for clients as another, or graver."""
    return LEVELS.index(level) <= LEVELS.index(least)
