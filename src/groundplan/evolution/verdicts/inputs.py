"""What is sent, wherever it stands: a value may be accepted more often, and never less."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.types import Sort, Valued, moves
from groundplan.evolution.verdicts.verdict import Ruling, Verdict
from groundplan.spec.address import Address
from groundplan.spec.types import Default

BY_SORT: Mapping[Sort, Ruling] = {
    "type narrowed": rulings.INPUT_TYPE_NARROWED,
    "type widened": rulings.INPUT_TYPE_WIDENED,
    "type changed": rulings.INPUT_TYPE_CHANGED,
    "type unsaid": rulings.UNSAID,
    "value added": rulings.INPUT_VALUE_ADDED,
    "value removed": rulings.INPUT_VALUE_REMOVED,
    "rule narrowed": rulings.INPUT_RULE_NARROWED,
    "rule widened": rulings.INPUT_RULE_WIDENED,
    "rule changed": rulings.INPUT_RULE_NARROWED,
    "rule in words": rulings.INPUT_RULE_IN_WORDS,
    "trimmed": rulings.INPUT_TRIMMED,
}


class Input(Valued, Protocol):
    """A parameter, or a field of a body."""

    @property
    def required(self) -> bool | None: ...
    @property
    def default(self) -> Default | None: ...


class Told:
    """Who is spoken of: at which address, under which name, and the element that declares it."""

    def __init__(self, at: Address, subject: str, origin: Address) -> None:
        self._at, self._subject, self._origin = at, subject, origin

    def __call__(self, ruling: Ruling, said: str) -> Verdict:
        """The verdict: `query parameter `status`` and what is said of it."""
        return ruling.on(self._at, f"{self._subject}{said}", self._origin)


def added(now: Input, tell: Told) -> Verdict:
    """The verdict on something that can be sent from now on."""
    if now.required:
        return tell(rulings.REQUIRED_INPUT_ADDED, " is new and required")
    return tell(rulings.INPUT_ADDED, " is new")


def changed(was: Input, now: Input, tell: Told, *, spelt: bool) -> Iterator[Verdict]:
    """The verdicts on presence, default and values of what could be sent before and still can."""
    if bool(was.required) != bool(now.required):
        if now.required:
            unsure = was.required is None
            yield tell(rulings.UNSAID if unsure else rulings.INPUT_BECAME_REQUIRED, " is required now")
        else:
            yield tell(rulings.INPUT_BECAME_OPTIONAL, " is optional now")
    elif not was.required and was.default != now.default:
        yield tell(rulings.INPUT_DEFAULT_CHANGED, f": default {_said(now.default)} instead of {_said(was.default)}")
    for move in moves(was, now, spelt=spelt):
        yield tell(BY_SORT[move.sort], f": {move.words}")


def _said(default: Default | None) -> str:
    if default is None:
        return "none"
    return f"`{default.value}`" if default.kind == "value" else default.kind
