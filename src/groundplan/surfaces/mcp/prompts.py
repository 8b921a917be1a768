"""Prompts: the jobs of an architect, as a user picks them from a menu."""

from typing import Any

from mcp.server.mcpserver import MCPServer

from groundplan.surfaces.mcp.desk import Desk


def register(server: MCPServer[Any], desk: Desk) -> None:
    """Give a server its prompts."""

    @server.prompt(title="Plan a change of the backend")
    def architect(wish: str) -> str:
        """Turn a wish into a change of the specs."""
        return (
            f"The user wishes: {wish}\n\n"
            "Plan it with Groundplan. Look at `overview` first (`init` if there are no specs), and `read` only what the "
            "wish is about. Call `plan` with the user's own words. Put every question to the user with its choices and "
            "its reason. Tell them what changes, what it means to clients and to the database, and which options were "
            "weighed. `apply` it only when they agree. Write no code, and edit no file yourself."
        )

    @server.prompt(title="Review the specs")
    def review_specs() -> str:
        """Find what is wrong in the specs, and mend it."""
        return (
            "Call `check`. Group what it finds by cause, the gravest first; `explain` a rule that is not clear. For each "
            "cause propose one change: by `plan` where words are enough, else by `read` with form `data` and `hand_in`. "
            "Show each to the user before you `apply` it."
        )

    @server.prompt(title="Review a waiting proposal")
    def review_proposal(proposal: str) -> str:
        """Look at a proposal as a senior architect would."""
        return (
            f"Call `review` with `{proposal}`. Judge it as a senior architect: is it the smallest change that does it, "
            "does it follow what the API does already, which clients may break, is the way of the database safe, what "
            "is left unsaid? Tell the user in a few sentences, with a clear recommendation."
        )

    @server.prompt(title="Implement an element")
    def implement(element: str) -> str:
        """Write the code of one element, from its specification alone."""
        return (
            f"`read` `{element}` with everything that it names: its model, its schemas, its error codes, `errors` and "
            "`auth` where they apply. Write the tests from its acceptance criteria first, then the code. Where the "
            "specification leaves something open, do not decide it in code: `plan` it, and ask the user."
        )
