"""The plugin of Claude Code: the same agent, skill and server, for whoever installs it instead of setting a project up."""

import json
from typing import Any

from groundplan import __version__
from groundplan.surfaces.agents.charter import NAME, SKILL, TOOLS, Charter
from groundplan.surfaces.agents.claude import READING, guarded
from groundplan.surfaces.agents.frontmatter import Front, page

FOLDER = "plugin"
MARKETPLACE = ".claude-plugin/marketplace.json"
README = f"""\
# Groundplan for Claude Code

The architect of a FastAPI + SQLModel backend, as an agent of Claude Code. It turns what you need, in plain words, into
checked specifications in `specs/`, asks back what matters, and writes no code.

It needs the command `groundplan` with its server for agents: `pip install "groundplan[mcp]"`.

| Part | Does |
| --- | --- |
| agent `{NAME}` | designs, by Groundplan's tools alone |
| skill `{SKILL}` | tells Claude when to ask it |
| server `groundplan` | reads the specs by element, plans, reviews, applies, checks |
| hook | denies the agent every write but Markdown below `specs/`; your own session is not bound by it |
"""


class Definition(Front, frozen=True):
    """Hooks in the definition of a plugin's agent are not run; the plugin's own are, and look at who calls."""

    name: str
    description: str
    tools: tuple[str, ...]


def files() -> dict[str, str]:
    """Every file of the plugin and of the marketplace that offers it, by its path in the repository."""
    return {MARKETPLACE: _json(_marketplace())} | {f"{FOLDER}/{name}": text for name, text in _plugin().items()}


def _marketplace() -> dict[str, Any]:
    return {
        "name": "groundplan",
        "owner": {"name": "The Groundplan authors"},
        "metadata": {"description": "The architect of FastAPI + SQLModel backends."},
        "plugins": [{"name": "groundplan", "source": f"./{FOLDER}", "description": Charter().description}],
    }


def _plugin() -> dict[str, str]:
    charter = Charter()
    tools = (*READING, *(f"mcp__plugin_groundplan_groundplan__{name}" for name in TOOLS))
    manifest = {
        "name": "groundplan",
        "version": __version__,
        "description": charter.description,
        "author": {"name": "The Groundplan authors"},
        "license": "MIT",
        "keywords": ["fastapi", "sqlmodel", "specification", "openapi", "architecture"],
    }
    return {
        ".claude-plugin/plugin.json": _json(manifest),
        ".mcp.json": _json({"mcpServers": {"groundplan": charter.server}}),
        "README.md": README,
        f"agents/{NAME}.md": page(Definition(NAME, charter.description, tools), charter.text),
        "hooks/hooks.json": _json({"hooks": guarded(charter.guard_of(NAME))}),
        f"skills/{SKILL}/SKILL.md": charter.skill,
    }


def _json(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"
