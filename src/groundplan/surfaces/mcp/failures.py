"""Expected failures, as the client of a tool gets them: what is wrong, where, and how to mend it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from mcp.server.mcpserver.exceptions import ToolError

from groundplan.spec.failure import GroundplanError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def sentence(error: GroundplanError) -> str:
    """All that an error says, in one line."""
    where = f"{', '.join(map(str, error.at))}: " if error.at else ""
    return f"{where}{error.message}{f' ({error.mend})' if error.mend else ''}"


def told(tool: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The tool, with its expected failures told to the client; a bug stays one."""

    @wraps(tool)
    def telling(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return tool(*args, **kwargs)
        except GroundplanError as error:
            raise ToolError(sentence(error)) from error

    return telling
