"""Claude Code."""

from typing import Any

from groundplan.surfaces.agents.charter import CHARTER, DESCRIPTION, NAME, RULES, SERVER, SKILL, TOOLS, skill
from groundplan.surfaces.agents.frontmatter import Front, page
from groundplan.surfaces.agents.piece import Agent, Block, Member, Whole

READING = ("Read", "Grep", "Glob")


class Definition(Front, frozen=True):
    name: str
    description: str
    tools: tuple[str, ...]
    hooks: dict[str, Any]


def guarded(command: str) -> dict[str, Any]:
    """Hooks that ask the guard before any tool is used."""
    return {"PreToolUse": [{"matcher": "*", "hooks": [{"type": "command", "command": command}]}]}


def definition() -> str:
    tools = (*READING, *(f"mcp__groundplan__{name}" for name in TOOLS))
    return page(Definition(NAME, DESCRIPTION, tools, guarded("groundplan guard")), CHARTER)


agent = Agent(
    name="claude",
    title="Claude Code",
    pieces=(
        Whole(f".claude/agents/{NAME}.md", definition()),
        Whole(f".claude/skills/{SKILL}/SKILL.md", skill()),
        Member(".mcp.json", ("mcpServers", "groundplan"), SERVER),
        Block("CLAUDE.md", RULES),
    ),
    next=f"start `claude` here, allow the server `groundplan`, and ask the agent `{NAME}` for what you need",
)
