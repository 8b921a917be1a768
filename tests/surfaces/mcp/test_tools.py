"""What single tools answer, and how small their answers are."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client
from mcp_types import ElicitRequestFormParams, ElicitResult

from groundplan.documents.write import write
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec
from groundplan.surfaces.mcp.server import made
from tests.checks.walked import walked
from tests.journeys.command import lay_down, specs
from tests.surfaces.mcp.talking import Refused, call

Talk = Callable[[Client], Awaitable[None]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_down(tmp_path, walked())
    return tmp_path


def talk(project: Path, said: Talk, **settings: Any) -> None:
    async def all_of_it() -> None:
        async with Client(made(project / "specs"), **settings) as client:
            await said(client)

    asyncio.run(all_of_it())


def refusal(project: Path, tool: str, **arguments: Any) -> str:
    """What a tool says that fails; nothing is written."""
    before, told = specs(project), ""

    async def said(client: Client) -> None:
        nonlocal told
        with pytest.raises(Refused) as failure:
            await call(client, tool, **arguments)
        told = str(failure.value)

    talk(project, said)
    assert specs(project) == before
    return told


def test_an_element_costs_a_small_part_of_its_document(project: Path) -> None:
    document = specs(project)["api/rest-endpoints.md"]

    async def said(client: Client) -> None:
        answer = await call(client, "read", elements=["GET /api/tasks"])
        [element] = answer["elements"]
        assert element["text"] in document
        assert document.splitlines()[element["line"] - 1] == "### GET /api/tasks"
        assert answer["tokens"] < len(document) / 4 / 8
        [part] = (await call(client, "read", elements=["Task#field title"]))["elements"]
        assert part["text"].startswith("| `title` |")

    talk(project, said)


def test_what_is_read_as_data_can_be_handed_in_as_it_came(project: Path) -> None:
    async def said(client: Client) -> None:
        names = ["POST /api/tasks", "Task"]
        endpoint, model = (one["data"] for one in (await call(client, "read", elements=names, form="data"))["elements"])
        design = {"endpoints": [{"endpoint": endpoint}], "models": [model]}
        assert (await call(client, "hand_in", request="the same", design=design))["status"] == "nothing_to_do"

    talk(project, said)


def test_every_answer_says_its_own_size(project: Path) -> None:
    calls: tuple[tuple[str, dict[str, Any]], ...] = (
        ("overview", {}),
        ("read", {"elements": ["errors"]}),
        ("types", {"of": ["model"]}),
        ("check", {}),
        ("explain", {"code": "PG001"}),
        ("export", {"endpoints": ["GET /api/tasks"]}),
        ("plan", {"request": "sort the projects by name"}),
    )

    async def said(client: Client) -> None:
        for tool, arguments in calls:
            result = await client.call_tool(tool, arguments)
            text = getattr(result.content[0], "text", "")
            assert json.loads(text) == result.structured_content
            assert abs(json.loads(text)["tokens"] - len(text) / 4) < 8, tool

    talk(project, said)


def test_a_large_specification_is_told_by_its_routers_first(tmp_path: Path) -> None:
    routers = tuple(
        Router(f"r{n}", prefix=f"/api/r{n}", endpoints=tuple(Endpoint("GET", f"/api/r{n}/e{m}") for m in range(50)))
        for n in range(20)
    )
    lay_down(tmp_path, write(Spec(routers=routers)))

    async def said(client: Client) -> None:
        whole = await call(client, "overview")
        assert whole["endpoints"][0] == "router r0: 50 endpoints below /api/r0"
        assert len(whole["endpoints"]) == 20
        one = await call(client, "overview", router="r7")
        assert len(one["endpoints"]) == 50

    talk(tmp_path, said)


def test_openapi_of_one_endpoint_holds_that_endpoint_alone(project: Path) -> None:
    async def said(client: Client) -> None:
        part = await call(client, "export", endpoints=["GET /api/tasks"])
        whole = await call(client, "export")
        assert list(part["openapi"]["paths"]) == ["/api/tasks"]
        assert list(part["openapi"]["paths"]["/api/tasks"]) == ["get"]
        assert part["tokens"] < whole["tokens"] / 4

    talk(project, said)


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_questions_are_put_to_the_user_by_a_client_that_can(project: Path, mode: str) -> None:
    shown: list[dict[str, Any]] = []

    async def filled(_: Any, form: ElicitRequestFormParams) -> ElicitResult:
        shown.append(dict(form.requested_schema))
        scope = form.requested_schema["properties"]["scope"]["enum"][-1]
        return ElicitResult(action="accept", content={"scope": scope, "fields": "name, weight int"})

    async def said(client: Client) -> None:
        answer = await call(client, "plan", request="add CRUD endpoints for parcels")
        assert answer["status"] == "saved"
        assert "model Parcel" in " ".join(answer["changes"])
        await call(client, "apply", proposal=answer["proposal"])

    talk(project, said, mode=mode, elicitation_callback=filled)
    [form] = shown
    assert form["properties"]["scope"]["enum"]
    assert "| `weight` | int |" in specs(project)["database/schema.md"]


@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_a_form_that_is_put_aside_leaves_the_questions_open(project: Path, action: Any) -> None:
    before = specs(project)

    async def put_aside(_: Any, form: ElicitRequestFormParams) -> ElicitResult:
        return ElicitResult(action=action)

    async def said(client: Client) -> None:
        answer = await call(client, "plan", request="add CRUD endpoints for parcels")
        assert answer["status"] == "needs_clarification"
        assert [question["topic"] for question in answer["questions"]] == ["scope", "fields"]

    talk(project, said, elicitation_callback=put_aside)
    assert specs(project) == before


def test_the_answers_of_a_proposal_that_waits_can_be_others(project: Path) -> None:
    async def said(client: Client) -> None:
        first = await call(client, "plan", request="rename the title of tasks to name", answers={"rename": "at-once"})
        assert any(line.startswith("breaking") for line in first["clients"])
        other = await call(client, "answer", proposal=first["proposal"], answers={"rename": "both"})
        assert other["proposal"] == first["proposal"]
        assert not any(line.startswith("breaking") for line in other.get("clients", []))

    talk(project, said)


def test_a_wish_on_top_of_a_proposal_becomes_one_with_it(project: Path) -> None:
    async def said(client: Client) -> None:
        first = await call(client, "plan", request="sort the projects by name")
        both = await call(client, "plan", request="add a field color to projects", on=first["proposal"])
        assert both["status"] == "saved"
        assert (await call(client, "overview"))["waiting"] == [both["proposal"]]
        touched = " ".join(both["changes"])
        assert "GET /api/projects" in touched
        assert "model Project" in touched

    talk(project, said)


def test_a_wish_for_code_is_answered_by_the_element_that_serves(project: Path) -> None:
    before = specs(project)

    async def said(client: Client) -> None:
        answer = await call(client, "plan", request="Write the SQLModel class and the router for tasks")
        assert answer["status"] == "declined"
        assert "never code" in answer["message"]
        assert "rest-endpoints.md" in answer["message"] or "schema.md" in answer["message"]

    talk(project, said)
    assert specs(project) == before


REFUSALS: dict[str, tuple[str, dict[str, Any], str]] = {
    "an unknown element": ("read", {"elements": ["Tusk"]}, "did you mean `model Task`?"),
    "an unknown part": ("read", {"elements": ["Task#field titel"]}, "did you mean `field title`?"),
    "an unknown rule": ("explain", {"code": "ZZ999"}, "is neither a rule nor a family"),
    "an unknown proposal": ("apply", {"proposal": "../../etc"}, "no proposal `../../etc` waits"),
    "an empty wish": ("plan", {"request": "  "}, "the request is empty"),
    "a wrong answer": ("plan", {"request": "rename the title of tasks to name", "answers": {"rename": "x"}}, "rename"),
    "no design": ("hand_in", {"request": "x", "design": {"endpoint": {}}}, "unknown field `endpoint`"),
    "a wrong type": (
        "hand_in",
        {"request": "x", "design": {"models": [{"name": "A", "fields": [{"name": "b", "type": {"kind": "strng"}}]}]}},
        "$.models[0].fields[0].type.kind",
    ),
    "a line break": (
        "hand_in",
        {"request": "x", "design": {"models": [{"name": "A", "notes": ["a\n## B"]}]}},
        "`$.models[0].notes[0]` has a line break",
    ),
    "a decision out of its folder": (
        "hand_in",
        {"request": "x", "design": {"decisions": [{"slug": "../../app", "title": "A"}]}},
        "cannot be called `../../app`",
    ),
    "an endpoint without a router": (
        "hand_in",
        {"request": "x", "design": {"endpoints": [{"endpoint": {"method": "GET", "path": "/other/things"}}]}},
        "hand the router in as well",
    ),
    "a thing to be removed that is not there": (
        "hand_in",
        {"request": "x", "design": {"removed": ["model Nope"]}},
        "nothing that can be removed is called `model Nope`",
    ),
}


@pytest.mark.parametrize(("tool", "arguments", "told"), REFUSALS.values(), ids=REFUSALS)
def test_bad_input_is_refused_in_one_sentence(project: Path, tool: str, arguments: dict[str, Any], told: str) -> None:
    said = refusal(project, tool, **arguments)
    assert told in said
    assert "Traceback" not in said
    assert "\n" not in said


def test_documents_and_elements_are_resources(project: Path) -> None:
    async def said(client: Client) -> None:
        listed = {str(one.uri): one.name for one in (await client.list_resources()).resources}
        assert "groundplan://documents/api/errors.md" in listed
        [task] = [uri for uri, name in listed.items() if name == "GET /api/tasks/{task_id}"]
        [text] = [getattr(one, "text", "") for one in (await client.read_resource(task)).contents]
        assert text.startswith("### GET /api/tasks/{task_id}\n")
        [text] = [
            getattr(one, "text", "")
            for one in (await client.read_resource("groundplan://documents/api/errors.md")).contents
        ]
        assert text == specs(project)["api/errors.md"]

    talk(project, said)


def test_a_resource_outside_the_specs_is_not_there(project: Path) -> None:
    (project / "secret.md").write_text("secret")

    async def said(client: Client) -> None:
        for uri in ("groundplan://documents/../secret.md", "groundplan://documents/%2e%2e/secret.md"):
            with pytest.raises(Exception, match=r"(?i)not found|no document|rejected|unknown|invalid"):
                await client.read_resource(uri)

    talk(project, said)


def test_the_jobs_of_an_architect_are_prompts(project: Path) -> None:
    async def said(client: Client) -> None:
        prompts = {prompt.name for prompt in (await client.list_prompts()).prompts}
        assert prompts == {"architect", "review_specs", "review_proposal", "implement"}
        given = await client.get_prompt("architect", {"wish": "tags on tasks"})
        assert "tags on tasks" in getattr(given.messages[0].content, "text", "")

    talk(project, said)


def test_the_tools_that_a_client_sees_cost_few_tokens(project: Path) -> None:
    async def said(client: Client) -> None:
        tools = (await client.list_tools()).tools
        told = json.dumps([(tool.name, tool.description, tool.input_schema) for tool in tools])
        assert len(told) / 4 < 1_600
        assert all(tool.output_schema for tool in tools)
        assert {tool.name for tool in tools if tool.annotations and tool.annotations.read_only_hint} == {
            "overview", "read", "types", "export", "review", "check", "explain", "diff",
        }  # fmt: skip

    talk(project, said)
