"""The one error envelope, the code taxonomy and the handlers, as the user specifies them."""

from groundplan.spec.api import Applies
from groundplan.spec.endpoint import Criterion
from groundplan.spec.noun import Noun
from groundplan.spec.types import Type


class EnvelopeField(Noun, frozen=True):
    name: str
    type: Type | None = None
    always: bool = False
    meaning: str = ""


class CommonError(Noun, frozen=True):
    """An error that every endpoint to which `applies` fits can answer."""

    status: int
    code: str
    applies: tuple[Applies, ...] = ()
    when: str = ""


class ErrorCode(Noun, frozen=True):
    """A code that single endpoints answer; `field` is the field at fault, `context` the facts that come with it."""

    status: int
    code: str
    exception: str = ""
    field: str = ""
    context: tuple[str, ...] = ()
    meaning: str = ""


class Handler(Noun, frozen=True):
    """What turns a raised exception into an answer; the first in the list that matches answers."""

    raised: str
    answer: str = ""


class Errors(Noun, frozen=True):
    """The error contract: envelope, common errors, codes, handlers in order of registration."""

    envelope: tuple[EnvelopeField, ...] = ()
    common: tuple[CommonError, ...] = ()
    codes: tuple[ErrorCode, ...] = ()
    handlers: tuple[Handler, ...] = ()
    notes: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def status_of(self, code: str) -> int | None:
        """The status under which a code is declared, or `None`."""
        declared: tuple[ErrorCode | CommonError, ...] = (*self.codes, *self.common)
        return next((known.status for known in declared if known.code == code), None)
