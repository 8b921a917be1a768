"""Codex."""

import json

from groundplan.surfaces.agents.charter import CHARTER, DESCRIPTION, NAME, RULES, SKILL, skill
from groundplan.surfaces.agents.piece import Agent, Block, Whole

# A JSON string is a TOML string too.
DEFINITION = f"""\
name = {json.dumps(NAME)}
description = {json.dumps(DESCRIPTION)}
sandbox_mode = "read-only"
developer_instructions = \"\"\"
{CHARTER}\"\"\"
"""
SERVER = """\
[mcp_servers.groundplan]
command = "groundplan"
args = ["mcp"]
"""

agent = Agent(
    name="codex",
    title="Codex",
    pieces=(
        Whole(f".codex/agents/{NAME}.toml", DEFINITION),
        Whole(f".agents/skills/{SKILL}/SKILL.md", skill()),
        Block(".codex/config.toml", SERVER),
        Block("AGENTS.md", RULES),
    ),
    next=f"start `codex` here, trust the folder, and ask for the agent `{NAME}`",
)
