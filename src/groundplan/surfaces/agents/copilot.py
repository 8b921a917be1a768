"""GitHub Copilot in VS Code."""

from typing import Any

from groundplan.surfaces.agents.charter import NAME, Charter
from groundplan.surfaces.agents.frontmatter import Front, page
from groundplan.surfaces.agents.piece import Agent, Block, Member, Whole


class Definition(Front, frozen=True):
    name: str
    description: str
    tools: tuple[str, ...]
    hooks: dict[str, Any]


class Instructions(Front, frozen=True):
    apply_to: str


def agent(charter: Charter) -> Agent:
    definition = Definition(NAME, charter.description, ("read", "search", "groundplan/*"), _guarded(charter))
    return Agent(
        name="copilot",
        title="GitHub Copilot",
        pieces=(
            Whole(f".github/agents/{NAME}.agent.md", page(definition, charter.text)),
            Whole(
                ".github/instructions/groundplan.instructions.md",
                page(Instructions(f"{charter.specs}/**"), charter.rules),
            ),
            Member(".vscode/mcp.json", ("servers", "groundplan"), {"type": "stdio", **charter.server}),
            Block("AGENTS.md", charter.rules),
        ),
        next=f"open the folder in VS Code, start the server `groundplan`, and pick the agent `{NAME}` in the chat",
    )


def _guarded(charter: Charter) -> dict[str, Any]:
    # PowerShell of Windows has no `||`.
    command = {"type": "command", "command": charter.guard, "windows": charter.guard.partition(" ||")[0]}
    return {"PreToolUse": [command]}
