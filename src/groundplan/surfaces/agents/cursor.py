"""Cursor."""

from groundplan.surfaces.agents.charter import CHARTER, DESCRIPTION, NAME, RULES, SERVER
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


agent = Agent(
    name="cursor",
    title="Cursor",
    pieces=(
        Whole(f".cursor/agents/{NAME}.md", page(Definition(NAME, DESCRIPTION, "inherit"), CHARTER)),
        Whole(
            ".cursor/rules/groundplan.mdc",
            page(Rule("Specifications change through Groundplan", "specs/**/*.md", always_apply=False), RULES),
        ),
        Member(".cursor/mcp.json", ("mcpServers", "groundplan"), SERVER),
        Block("AGENTS.md", RULES),
    ),
    next=f"open the folder in Cursor, switch the server `groundplan` on in its settings, and call `/{NAME}`",
)
