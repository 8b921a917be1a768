"""All agents by name."""

from groundplan.surfaces.agents import claude, codex, copilot, cursor

AGENTS = {agent.name: agent for agent in (claude.agent, cursor.agent, copilot.agent, codex.agent)}
