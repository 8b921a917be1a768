"""Whole sessions of an agent: from an empty folder to specs, in words and with a design of its own."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client

from tests.journeys.command import run, specs
from tests.surfaces.mcp.talking import Opening, Refused, call, over_http, over_stdio

WISHES = (
    (
        "users with register and login, and CRUD endpoints for a 'tasks' resource: title, description, "
        "status (todo, in_progress, done), due date. Each user sees only their own tasks"
    ),
    "I need to add CRUD endpoints for a 'projects' resource",
    "We need JWT auth with role-based access control",
    "How should we structure error responses across our API?",
    "The /api/tasks endpoint needs pagination and filtering by status",
)
DOORS = pytest.mark.parametrize("opened", [over_stdio, over_http], ids=["stdio", "http"])


async def planned(client: Client, wish: str) -> dict[str, Any]:
    """A proposal for a wish; its questions are answered by their defaults."""
    answer = await call(client, "plan", request=wish)
    if answer["status"] == "needs_clarification":
        answers = {question["topic"]: question["default"] for question in answer["questions"]}
        answer = await call(client, "answer", proposal=answer["proposal"], answers=answers)
    assert answer["status"] == "saved", answer
    return answer


@DOORS
def test_an_agent_plans_a_backend_in_an_empty_folder(opened: Opening, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()

    async def talk() -> None:
        async with opened(folder) as client:
            await call(client, "init")
            for wish in WISHES:
                proposal = (await planned(client, wish))["proposal"]
                reviewed = await call(client, "review", proposal=proposal)
                assert reviewed["changes"]
                assert "outdated" not in reviewed
                await call(client, "apply", proposal=proposal)
            checked = await call(client, "check")
            assert (checked["errors"], checked["warnings"], checked["infos"]) == (0, 0, 0)
            overview = await call(client, "overview")
            assert any(line.startswith("GET /api/tasks:") for line in overview["endpoints"])
            assert "waiting" not in overview

    asyncio.run(talk())
    assert {path.name for path in folder.iterdir()} == {"specs"}
    assert "api/rest-endpoints.md" in specs(folder)
    assert run(folder, "check").code == 0


NOTE = {
    "name": "Note",
    "description": "A line that a user keeps about a task.",
    "table": "notes",
    "owner": "user_id",
    "fields": [
        {"name": "id", "type": {"kind": "uuid"}, "default": {"kind": "generated"}, "primary_key": True, "read": "yes"},
        {
            "name": "user_id",
            "type": {"kind": "uuid"},
            "references": {"model": "User", "field": "id", "on_delete": "cascade"},
            "read": "yes",
        },
        {
            "name": "text",
            "type": {"kind": "text"},
            "constraints": {"bounds": {"low": 1, "high": 2000}},
            "create": "required",
            "read": "yes",
        },
        {"name": "created_at", "type": {"kind": "datetime"}, "default": {"kind": "now"}, "read": "yes"},
    ],
    "indexes": [{"fields": ["user_id", "created_at"]}],
    "relationships": [
        {"name": "owner", "cardinality": "many to one", "target": "User", "by": "user_id", "back": "notes"}
    ],
    "schemas": ["NoteBase", "NoteCreate", "NoteRead"],
    "notes": ["A note is never changed: there is no `NoteUpdate`."],
}
CREATE = {
    "method": "POST",
    "path": "/api/notes",
    "summary": "Keep a note of the caller.",
    "behavior": {"verb": "create", "model": "Note", "sets": [{"field": "user_id", "value": {"kind": "caller"}}]},
    "body": {"schema": "NoteCreate"},
    "responses": [{"status": 201, "schema": "NoteRead", "when": "kept"}],
    "idempotency": {"kind": "none", "reason": "a blind retry keeps a second note"},
    "criteria": [{"text": "A valid body answers 201 with `NoteRead`, and its `user_id` is the caller's."}],
}
ROUTER = {
    "name": "notes",
    "title": "Notes",
    "prefix": "/api/notes",
    "module": "routers/notes",
    "access": {"kind": "authenticated"},
    "scope": {"kind": "owner", "field": "Note.user_id"},
    "rate_limits": [{"amount": 120, "window": "minute", "key": "user"}],
}


@DOORS
def test_a_broken_design_comes_back_with_findings_and_a_mended_one_is_applied(opened: Opening, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    broken = {**CREATE, "body": {"schema": "NoteMake"}, "errors": [{"status": 409, "code": "note_exists"}]}

    async def talk() -> None:
        async with opened(folder) as client:
            await call(client, "init")
            await call(client, "apply", proposal=(await planned(client, WISHES[0]))["proposal"])
            before = specs(folder)
            design = {"models": [NOTE], "routers": [ROUTER], "endpoints": [{"endpoint": broken, "router": "notes"}]}
            refused = await call(client, "hand_in", request="users keep notes", design=design)
            assert refused["status"] == "unsound"
            assert {"NoteMake", "note_exists"} <= {
                word for finding in refused["findings"] for word in finding["message"].split("`")
            }
            assert all(finding["mend"] for finding in refused["findings"])
            assert specs(folder) == before

            mended = {**design, "endpoints": [{"endpoint": CREATE, "router": "notes"}]}
            taken = await call(client, "hand_in", request="users keep notes", design=mended)
            assert taken["status"] == "saved", taken
            shown = await call(client, "review", proposal=taken["proposal"], element="POST /api/notes")
            assert "+- **Behavior**: create `Note` with `user_id` = caller" in shown["diff"]
            await call(client, "apply", proposal=taken["proposal"])

    asyncio.run(talk())
    assert "### POST /api/notes" in specs(folder)["api/rest-endpoints.md"]
    assert run(folder, "check").code == 0


def test_of_two_clients_at_one_element_the_second_is_told_what_changed(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()

    async def talk() -> None:
        async with over_http(folder) as first:
            url = first.server
            async with Client(url) as second:
                await call(first, "init")
                await call(first, "apply", proposal=(await planned(first, WISHES[0]))["proposal"])
                wishes = ("pages of tasks hold 10 items, at most 40", "pages of tasks hold 50 items, at most 200")
                mine, theirs = await asyncio.gather(
                    *(planned(c, w) for c, w in zip((first, second), wishes, strict=True))
                )
                seen = await call(second, "review", proposal=theirs["proposal"])
                assert list(seen["conflicts"]) == [mine["proposal"]]
                done = await asyncio.gather(
                    call(first, "apply", proposal=mine["proposal"]),
                    call(second, "apply", proposal=theirs["proposal"]),
                    return_exceptions=True,
                )
                [refused] = [one for one in done if isinstance(one, BaseException)]
                assert isinstance(refused, Refused)
                assert "`pagination` of `GET /api/tasks` has changed" in str(refused)
                [kept] = (await call(first, "overview"))["waiting"]
                assert (await call(second, "review", proposal=kept))["outdated"] == ["`pagination` of `GET /api/tasks`"]

    asyncio.run(talk())
    assert run(folder, "check", "--fail-on", "error").code == 0


def test_changes_of_different_elements_at_once_are_all_applied(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    wishes = ("pages of tasks hold 10 items, at most 40", "add a field color to tasks", "access tokens live 5 minutes")

    async def talk() -> None:
        async with over_http(folder) as first, Client(first.server) as second, Client(first.server) as third:
            await call(first, "init")
            await call(first, "apply", proposal=(await planned(first, WISHES[0]))["proposal"])
            clients = (first, second, third)
            made = await asyncio.gather(*(planned(c, wish) for c, wish in zip(clients, wishes, strict=True)))
            names = [one["proposal"] for one in made]
            await asyncio.gather(*(call(c, "apply", proposal=name) for c, name in zip(clients, names, strict=True)))
            assert "waiting" not in await call(first, "overview")

    asyncio.run(talk())
    said = specs(folder)
    assert "offset, 10 a page, 40 at most" in said["api/rest-endpoints.md"]
    assert "| `color` |" in said["database/schema.md"]
    assert "5 minutes" in said["auth/jwt.md"]
