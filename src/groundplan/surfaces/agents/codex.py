"""Codex."""

import json

from groundplan.surfaces.agents.charter import NAME, SKILL, Charter
from groundplan.surfaces.agents.piece import Agent, Block, Whole


def agent(charter: Charter) -> Agent:
    """The sandbox of an agent gives way to that of the session (openai/codex#45482), so a hook binds it as well."""
    return Agent(
        name="codex",
        title="Codex",
        pieces=(
            Whole(f".codex/agents/{NAME}.toml", _definition(charter)),
            Whole(f".agents/skills/{SKILL}/SKILL.md", charter.skill),
            Block(".codex/config.toml", _settings(charter)),
            Block("AGENTS.md", charter.rules),
        ),
        next=f"start `codex` here, trust the folder and, in `/hooks`, the hook, and ask for the agent `{NAME}`",
    )


def _definition(charter: Charter) -> str:
    # A JSON string is a TOML string too.
    return f"""\
name = {json.dumps(NAME)}
description = {json.dumps(charter.description, ensure_ascii=False)}
sandbox_mode = "read-only"
developer_instructions = \"\"\"
{charter.text}\"\"\"
"""


def _settings(charter: Charter) -> str:
    server = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in charter.server.items())
    return f"""\
[mcp_servers.groundplan]
{"".join(server)}
[[hooks.PreToolUse]]
matcher = "*"

[[hooks.PreToolUse.hooks]]
type = "command"
command = {json.dumps(charter.guard_of(NAME), ensure_ascii=False)}
"""
