"""What a coding agent reads and writes for the five requests of the README, in tokens of about four bytes.

With Groundplan it calls the tools of the server: `plan`, `answer` with the defaults, `review` of one element, `apply`. What it
reads are the answers, what it writes are the arguments; the list of tools is read once. Without, it reads every document of
the specs before each request, as it must to keep them free of contradictions, and writes the lines that the change adds.

    python benchmarks/tokens.py
"""

import asyncio
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mcp.client.client import Client

from groundplan.architect.language_model.context import tokens
from groundplan.surfaces.mcp.server import made

REQUESTS = {
    "accounts and tasks": (
        "users with register and login, and CRUD endpoints for a 'tasks' resource: title, description, "
        "status (todo, in_progress, done), due date. Each user sees only their own tasks"
    ),
    "projects": "I need to add CRUD endpoints for a 'projects' resource",
    "roles": "We need JWT auth with role-based access control",
    "errors": "How should we structure error responses across our API?",
    "pages and a filter": "The /api/tasks endpoint needs pagination and filtering by status",
}


class Cost(NamedTuple):
    """Tokens that an agent reads and writes."""

    read: int = 0
    written: int = 0

    def __add__(self, other: object) -> "Cost":
        assert isinstance(other, Cost)
        return Cost(self.read + other.read, self.written + other.written)


class Row(NamedTuple):
    name: str
    with_tools: Cost
    without: Cost


class _Agent:
    """A client that counts."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.cost = Cost()

    async def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        result = await self._client.call_tool(tool, arguments)
        text = getattr(result.content[0], "text", "")
        self.cost += Cost(tokens(text), tokens(json.dumps([tool, arguments])))
        return dict(result.structured_content or {})


async def measured(specs: Path) -> tuple[int, list[Row]]:
    """The tokens of the list of tools, and a row a request, in a folder that is empty at first."""
    async with Client(made(specs)) as client:
        tools = (await client.list_tools()).tools
        shown = tokens(json.dumps([(tool.name, tool.description, tool.input_schema) for tool in tools]))
        await _Agent(client).call("init")
        return shown, [await _row(client, name, request, specs) for name, request in REQUESTS.items()]


async def _row(client: Client, name: str, request: str, specs: Path) -> Row:
    agent, before = _Agent(client), _documents(specs)
    planned = await agent.call("plan", request=request)
    if planned["status"] == "needs_clarification":
        answers = {question["topic"]: question["default"] for question in planned["questions"]}
        planned = await agent.call("answer", proposal=planned["proposal"], answers=answers)
    endpoint = next((line.split("`")[1] for line in planned["changes"] if " /" in line.split("`")[1]), "")
    await agent.call("review", proposal=planned["proposal"], element=endpoint)
    await agent.call("apply", proposal=planned["proposal"])
    whole = "\n".join([request, *before.values()])
    return Row(name, agent.cost, Cost(tokens(whole), tokens(_added(before, _documents(specs)))))


def _documents(specs: Path) -> dict[str, str]:
    return {str(file.relative_to(specs)): file.read_text(encoding="utf-8") for file in sorted(specs.rglob("*.md"))}


def _added(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """The lines that are new."""
    known = {name: set(text.splitlines()) for name, text in before.items()}
    return "\n".join(
        line for name, text in after.items() for line in text.splitlines() if line not in known.get(name, set())
    )


def table(shown: int, rows: list[Row]) -> str:
    """The figures as Markdown."""
    total = Row("**all five**", sum((r.with_tools for r in rows), Cost(shown)), sum((r.without for r in rows), Cost()))
    lines = ["| Request | reads | writes | reads without | writes without |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [f"| the list of tools, once | {shown:,} | | | |"]
    for row in (*rows, total):
        cells = (row.name, *(f"{number:,}" for number in (*row.with_tools, *row.without)))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(table(*asyncio.run(measured(Path(folder) / "specs"))))
