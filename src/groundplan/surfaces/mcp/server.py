"""The server: its tools, resources and prompts at work on one specs folder."""

from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer

from groundplan import __version__
from groundplan.surfaces.mcp import deciding, judging, planning, prompts, reading
from groundplan.surfaces.mcp.desk import Desk
from groundplan.surfaces.mcp.resources import Library

INSTRUCTIONS = (
    "Groundplan is a backend architect for FastAPI + SQLModel that writes specifications and never code. "
    "Look at `overview`, `read` the elements that matter, `plan` a wish in the user's words, put its questions to the "
    "user, `review` what waits, and `apply` it once the user agrees. Do not edit the specs by hand."
)


def made(specs: Path) -> MCPServer[Any]:
    """A server for a specs folder; it need not be there yet."""
    desk = Desk(specs)
    server = Library(
        desk.specs,
        name="groundplan",
        title="Groundplan",
        version=__version__,
        instructions=INSTRUCTIONS,
        log_level="WARNING",
    )
    for tools in (reading, planning, deciding, judging, prompts):
        tools.register(server, desk)
    return server
