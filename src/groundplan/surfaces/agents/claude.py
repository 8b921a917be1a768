"""Claude Code."""

from typing import Any

from groundplan.surfaces.agents.charter import NAME, SKILL, TOOLS, Charter
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


def agent(charter: Charter) -> Agent:
    tools = (*READING, *(f"mcp__groundplan__{name}" for name in TOOLS))
    definition = Definition(NAME, charter.description, tools, guarded(charter.guard))
    return Agent(
        name="claude",
        title="Claude Code",
        pieces=(
            Whole(f".claude/agents/{NAME}.md", page(definition, charter.text)),
            Whole(f".claude/skills/{SKILL}/SKILL.md", charter.skill),
            Member(".mcp.json", ("mcpServers", "groundplan"), charter.server),
            Block("CLAUDE.md", charter.rules),
        ),
        next=f"start `claude` here, allow the server `groundplan`, and ask the agent `{NAME}` for what you need",
    )
