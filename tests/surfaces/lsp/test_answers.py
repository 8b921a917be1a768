"""What stands at a place, where it is defined, who mentions it, and what may follow."""

import pytest
from lsprotocol import types

from tests.surfaces.lsp.editor import Editor

ENDPOINTS, ERRORS, SCHEMA, AUTH = "api/rest-endpoints.md", "api/errors.md", "database/schema.md", "auth/jwt.md"
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def hovered(editor: Editor, file: str, text: str, inside: str) -> str:
    at = editor.at(file, text, inside)
    said = await editor.client.text_document_hover_async(types.HoverParams(at.text_document, at.position))
    if said is None:
        return ""
    assert isinstance(said.contents, types.MarkupContent)
    return said.contents.value


async def defined(editor: Editor, file: str, text: str, inside: str) -> str:
    at = editor.at(file, text, inside)
    found = await editor.client.text_document_definition_async(types.DefinitionParams(at.text_document, at.position))
    assert isinstance(found, types.Location)
    return editor.text_at(found)


async def mentioned(editor: Editor, file: str, text: str, inside: str) -> list[str]:
    at = editor.at(file, text, inside)
    context = types.ReferenceContext(include_declaration=False)
    found = await editor.client.text_document_references_async(
        types.ReferenceParams(context, at.text_document, at.position)
    )
    return [editor.text_at(location) for location in found or ()]


async def offered(editor: Editor, file: str, text: str) -> dict[str, str]:
    """What may be written behind a text, and what it says."""
    at = editor.at(file, text)
    line = at.position.line + text.count("\n")
    last = text.rpartition("\n")[2]
    position = types.Position(line, len(last) + (0 if "\n" in text else at.position.character))
    found = await editor.client.text_document_completion_async(types.CompletionParams(at.text_document, position))
    items = found.items if isinstance(found, types.CompletionList) else found or ()
    return {item.label: item.text_edit.new_text for item in items if isinstance(item.text_edit, types.TextEdit)}


async def test_a_hover_says_what_the_name_means(editor: Editor) -> None:
    assert "| `due_date` | date | yes |" in await hovered(editor, ENDPOINTS, "create `Task`", "Task")
    assert "| `user_id` | uuid | no |" in await hovered(editor, ENDPOINTS, "`TaskRead`", "TaskRead")
    assert "**404** `task_not_found`" in await hovered(editor, ENDPOINTS, "`task_not_found`", "task_not")
    endpoint = await hovered(editor, ENDPOINTS, "| GET | `/api/tasks` |", "/api")
    assert "newest first" in endpoint and "**Auth**: authenticated" in endpoint and "401 `token_expired`" in endpoint
    assert "| `due_date` | date |" in await hovered(editor, SCHEMA, "| `due_date` |", "due")
    assert "**role** `admin`" in await hovered(editor, ENDPOINTS, "role `admin`", "admin")
    assert "which rows" in (await hovered(editor, ENDPOINTS, "- **Scope**", "Scope")).lower()
    assert await hovered(editor, ENDPOINTS, "Every request", "request") == ""


async def test_a_rule_says_why_it_holds(editor: Editor) -> None:
    editor.replace(
        ENDPOINTS, "Say that the process is up.\n", "Say that the process is up.\n\n- **Accepted**: EP008, for now\n"
    )
    assert "**EP008 verb-free-path**" in await hovered(editor, ENDPOINTS, "EP008", "008")


async def test_a_definition_is_where_the_thing_is_declared(editor: Editor) -> None:
    assert await defined(editor, ENDPOINTS, "create `Task`", "Task") == "## Task"
    assert (await defined(editor, ENDPOINTS, "`TaskRead`", "TaskRead")).startswith("- **Schemas**: `TaskBase`")
    assert (await defined(editor, "api/routing.md", "`Task.user_id`", "user_id")).startswith("| `user_id` | uuid")
    assert (await defined(editor, ENDPOINTS, "`task_not_found`", "task")).startswith("| 404 | `task_not_found` |")
    assert await defined(editor, ENDPOINTS, "| GET | `/api/tasks` |", "/api") == "### GET /api/tasks"
    assert (await defined(editor, ENDPOINTS, "role `admin`", "admin")).startswith("| `admin` |")
    assert await defined(editor, "api/routing.md", "| `tasks` | `/api/tasks`", "tasks") == "## Tasks"


async def test_references_are_found_in_all_documents(editor: Editor) -> None:
    model = await mentioned(editor, ENDPOINTS, "create `Task`", "Task")
    assert "- **Behavior**: delete `Task` by `task_id`" in model
    assert not any(line == "## Task" for line in model)
    field = await mentioned(editor, SCHEMA, "`user_id` + `status`", "status")
    assert any("filter" in line or "`status`" in line for line in field)
    code = await mentioned(editor, ERRORS, "`task_not_found`", "task")
    assert sum(line.startswith("| 404 | `task_not_found` |") for line in code) >= 3
    assert len(await mentioned(editor, ENDPOINTS, "### GET /api/tasks\n", "GET")) == 1


async def test_completion_knows_what_may_stand_where(editor: Editor) -> None:
    editor.replace(ENDPOINTS, "- **Behavior**: create `Task`", "- **Behavior**: create `")
    assert {"Task", "User"} <= (await offered(editor, ENDPOINTS, "- **Behavior**: create `")).keys()
    editor.replace(ENDPOINTS, "| 404 | `task_not_found`", "| 404 | ")
    codes = await offered(editor, ENDPOINTS, "| 404 | ")
    assert codes["task_not_found"] == "`task_not_found`" and "email_taken" not in codes
    editor.replace(ENDPOINTS, "- **Auth**: role `admin`", "- **Auth**: role `")
    assert (await offered(editor, ENDPOINTS, "- **Auth**: role `")).keys() == {"member", "admin"}
    editor.replace(ENDPOINTS, "- **Request body**: `TaskCreate`", "- **Request body**: `Task")
    assert "TaskCreate" in await offered(editor, ENDPOINTS, "- **Request body**: `Task")
    editor.replace(ENDPOINTS, "| 200 | `TaskRead`", "| 200 | `")
    assert "TaskRead" in await offered(editor, ENDPOINTS, "| 200 | `")
    editor.replace(SCHEMA, "| `due_date` | date", "| `due_date` | ")
    assert {"date", "enum", "uuid"} <= (await offered(editor, SCHEMA, "| `due_date` | ")).keys()
    editor.replace(ENDPOINTS, "- **Router**: `tasks`\n", "- **Router**: `tasks`\n- **")
    labels = await offered(editor, ENDPOINTS, "- **Router**: `tasks`\n- **")
    assert labels["Dependencies"] == "Dependencies**: " and "Router" not in labels


async def test_symbols_show_what_stands_in_what(editor: Editor) -> None:
    async def symbols(file: str) -> dict[str, list[str]]:
        parameters = types.DocumentSymbolParams(editor.document(file))
        found = await editor.client.text_document_document_symbol_async(parameters)
        nested = [symbol for symbol in found or () if isinstance(symbol, types.DocumentSymbol)]
        return {symbol.name: [inside.name for inside in symbol.children or ()] for symbol in nested}

    assert (await symbols(ENDPOINTS))["tasks"][:2] == ["GET /api/tasks", "POST /api/tasks"]
    assert (await symbols(SCHEMA))["RefreshToken"][:2] == ["id", "user_id"]
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("gettsk"))
    assert "GET /api/tasks" in [symbol.name for symbol in found or ()]
    found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("emltaken"))
    assert [symbol.name for symbol in found or ()] == ["email_taken"]
