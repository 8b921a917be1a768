"""Cursor."""

from groundplan.surfaces.agents.charter import NAME, Charter
from groundplan.surfaces.agents.frontmatter import Front, page
from groundplan.surfaces.agents.piece import Agent, Block, Member, Whole


class Definition(Front, frozen=True):
    """No `readonly`: it would take the tools of MCP servers away as well."""

    name: str
    description: str
    model: str


class Rule(Front, frozen=True):
    description: str
    globs: str
    always_apply: bool


def agent(charter: Charter) -> Agent:
    """No hook tells who calls in Cursor, so none is laid down: it would bind the user's own sessions too."""
    rule = Rule("Specifications change through Groundplan", f"{charter.specs}/**/*.md", always_apply=False)
    # Cursor starts servers anywhere.
    server = {**charter.server, "args": ["mcp", "--specs", f"${{workspaceFolder}}/{charter.specs}"]}
    return Agent(
        name="cursor",
        title="Cursor",
        pieces=(
            Whole(f".cursor/agents/{NAME}.md", page(Definition(NAME, charter.description, "inherit"), charter.text)),
            Whole(".cursor/rules/groundplan.mdc", page(rule, charter.rules)),
            Member(".cursor/mcp.json", ("mcpServers", "groundplan"), server),
            Block("AGENTS.md", charter.rules),
        ),
        next=f"open the folder in Cursor, switch the server `groundplan` on in its settings, and call `/{NAME}`",
    )
