"""What the tool itself raises: each failure says what is wrong, where, and how to mend it."""

from groundplan.spec.finding import Place


class GroundplanError(Exception):
    """The root of every expected failure; a surface prints it without a traceback and exits with `exit_code`."""

    exit_code = 2

    def __init__(self, message: str, *, at: tuple[Place, ...] = (), mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.mend = mend


class InvalidInput(GroundplanError):
    """An argument, a setting or a document cannot be used as it is."""


class ModelFailed(GroundplanError):
    """A language model gave no answer that can be used. Nothing was written."""


class SpecsMissing(GroundplanError):
    """There is no specs folder where one was expected."""


class DocumentChanged(GroundplanError):
    """A file changed between reading and writing. Nothing was written."""


class ProposalOutdated(GroundplanError):
    """The specs changed underneath a saved proposal. Nothing was written."""

    exit_code = 1
