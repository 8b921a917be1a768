"""All agents by name."""

from groundplan.surfaces.agents import claude, codex, copilot, cursor
from groundplan.surfaces.agents.charter import Charter
from groundplan.surfaces.agents.piece import Agent


def all_agents(charter: Charter) -> dict[str, Agent]:
    made = (agent(charter) for agent in (claude.agent, cursor.agent, copilot.agent, codex.agent))
    return {agent.name: agent for agent in made}
