"""GitHub Copilot in VS Code."""

from typing import Any

from groundplan.surfaces.agents.charter import CHARTER, DESCRIPTION, NAME, RULES, SERVER
from groundplan.surfaces.agents.frontmatter import Front, page
from groundplan.surfaces.agents.piece import Agent, Block, Member, Whole


class Definition(Front, frozen=True):
    name: str
    description: str
    tools: tuple[str, ...]
    hooks: dict[str, Any]


class Instructions(Front, frozen=True):
    apply_to: str


GUARDED = {"PreToolUse": [{"type": "command", "command": "groundplan guard"}]}

agent = Agent(
    name="copilot",
    title="GitHub Copilot",
    pieces=(
        Whole(
            f".github/agents/{NAME}.agent.md",
            page(Definition(NAME, DESCRIPTION, ("read", "search", "groundplan/*"), GUARDED), CHARTER),
        ),
        Whole(".github/instructions/groundplan.instructions.md", page(Instructions("specs/**"), RULES)),
        Member(".vscode/mcp.json", ("servers", "groundplan"), {"type": "stdio", **SERVER}),
        Block("AGENTS.md", RULES),
    ),
    next=f"open the folder in VS Code, start the server `groundplan`, and pick the agent `{NAME}` in the chat",
)
