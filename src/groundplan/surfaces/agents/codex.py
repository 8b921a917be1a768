"""Codex."""

import json

from groundplan.surfaces.agents.charter import NAME, SKILL, Charter
from groundplan.surfaces.agents.piece import Agent, Block, Whole


def agent(charter: Charter) -> Agent:
    """No hook tells who calls in Codex; the agent's sandbox is read-only, and servers run beside it."""
    return Agent(
        name="codex",
        title="Codex",
        pieces=(
            Whole(f".codex/agents/{NAME}.toml", _definition(charter)),
            Whole(f".agents/skills/{SKILL}/SKILL.md", charter.skill),
            Block(".codex/config.toml", _server(charter)),
            Block("AGENTS.md", charter.rules),
        ),
        next=f"start `codex` here, trust the folder, and ask for the agent `{NAME}`",
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


def _server(charter: Charter) -> str:
    fields = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in charter.server.items())
    return f"[mcp_servers.groundplan]\n{''.join(fields)}"
