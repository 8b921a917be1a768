"""Mends and renames are edits of just the lines that differ."""

import pytest
from lsprotocol import types

from groundplan.checks.engine import check
from groundplan.documents.read import read
from tests.surfaces.lsp.editor import Editor

ENDPOINTS, ERRORS, SCHEMA = "api/rest-endpoints.md", "api/errors.md", "database/schema.md"
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def actions(editor: Editor, file: str, text: str) -> dict[str, types.CodeAction]:
    at = editor.position(file, text)
    parameters = types.CodeActionParams(editor.document(file), types.Range(at, at), types.CodeActionContext([]))
    found = await editor.client.text_document_code_action_async(parameters)
    return {action.title: action for action in found or () if isinstance(action, types.CodeAction)}


async def test_a_mistyped_name_is_replaced_by_the_nearest(editor: Editor) -> None:
    whole = editor.texts[ENDPOINTS]
    editor.replace(ENDPOINTS, "create `Task`", "create `Tsak`")
    found = await actions(editor, ENDPOINTS, "create `Tsak`")
    assert editor.apply(found["Replace `Tsak` by `Task`"].edit)[ENDPOINTS] == whole


async def test_a_fix_is_worked_out_when_it_is_chosen(editor: Editor) -> None:
    whole = editor.texts[ENDPOINTS]
    row = "| GET | `/api/tasks` | List the caller's tasks, newest first | authenticated |"
    editor.replace(ENDPOINTS, row, row.replace("newest", "oldest"))
    [title] = [
        title for title in await actions(editor, ENDPOINTS, row.replace("newest", "oldest")) if "everywhere" in title
    ]
    chosen = (await actions(editor, ENDPOINTS, row.replace("newest", "oldest")))[title]
    assert chosen.edit is None
    resolved = await editor.client.code_action_resolve_async(chosen)
    assert editor.apply(resolved.edit)[ENDPOINTS] == whole


async def test_all_that_is_safe_is_mended_at_once(editor: Editor) -> None:
    editor.replace(
        SCHEMA,
        "- **Schemas**: `TaskBase`, `TaskCreate`, `TaskRead`, `TaskUpdate`\n",
        "- **Schemas**: `TaskBase`, `TaskCreate`\n",
    )
    editor.replace(ENDPOINTS, "| GET | `/api/projects` |", "| GET | `/api/project` |")
    found = await actions(editor, ENDPOINTS, "# REST endpoints")
    resolved = await editor.client.code_action_resolve_async(found["Mend all that is safe to mend"])
    reading = read(editor.apply(resolved.edit))
    assert not [finding for finding in check(reading.spec, reading.outline, reading.places) if finding.fixable]


async def test_what_is_accepted_is_not_mended(editor: Editor) -> None:
    bare = "- **Schemas**: `TaskBase`, `TaskCreate`\n- **Accepted**: MD002, the others come later\n"
    editor.replace(SCHEMA, "- **Schemas**: `TaskBase`, `TaskCreate`, `TaskRead`, `TaskUpdate`\n", bare)
    editor.replace(ENDPOINTS, "| GET | `/api/projects` |", "| GET | `/api/project` |")
    found = await actions(editor, ENDPOINTS, "# REST endpoints")
    resolved = await editor.client.code_action_resolve_async(found["Mend all that is safe to mend"])
    texts = editor.apply(resolved.edit)
    assert texts[ENDPOINTS] != editor.texts[ENDPOINTS] and bare in texts[SCHEMA]


async def renamed(editor: Editor, file: str, text: str, inside: str, new: str) -> types.WorkspaceEdit | None:
    at = editor.at(file, text, inside)
    return await editor.client.text_document_rename_async(types.RenameParams(at.text_document, at.position, new))


async def test_a_model_is_renamed_in_every_document(editor: Editor) -> None:
    texts = editor.apply(await renamed(editor, ENDPOINTS, "create `Task`", "Task", "Chore"))
    assert "## Chore\n\nA task that one user owns.\n" in texts[SCHEMA]
    assert "- **Schemas**: `ChoreBase`, `ChoreCreate`, `ChoreRead`, `ChoreUpdate`" in texts[SCHEMA]
    assert "create `Chore`" in texts[ENDPOINTS] and "create `Task`" not in texts[ENDPOINTS]
    assert "| owner, `Chore.user_id` |" in texts["api/routing.md"]
    assert read(texts).spec.models_by_name.keys() == {"User", "RefreshToken", "Chore", "Project"}


async def test_prose_stays_and_is_counted(editor: Editor) -> None:
    assert await renamed(editor, ERRORS, "`task_not_found`", "task", "no_such_task") is not None
    editor.replace(ENDPOINTS, "Every request", "A `email_taken` in prose, and once more `email_taken`. Every request")
    await renamed(editor, ERRORS, "`email_taken`", "email", "address_taken")
    said = [message.message for message in editor.client.messages]
    assert said == ["2 mentions of `email_taken` in prose stayed as before"]


async def test_only_the_field_of_a_dotted_name_is_renamed(editor: Editor) -> None:
    at = editor.at("api/routing.md", "`Task.user_id`", "user_id")
    parameters = types.PrepareRenameParams(at.text_document, at.position)
    found = await editor.client.text_document_prepare_rename_async(parameters)
    assert isinstance(found, types.Range)
    assert found.end.character - found.start.character == len("user_id")
    texts = editor.apply(await renamed(editor, "api/routing.md", "`Task.user_id`", "user_id", "owner_id"))
    assert "owner, `Task.owner_id`" in texts["api/routing.md"]
    assert "| `owner_id` | uuid | no | — | → `User.id`, on delete cascade | — | — | yes |" in texts[SCHEMA]


async def test_a_taken_name_is_refused_with_a_reason(editor: Editor) -> None:
    assert await renamed(editor, ENDPOINTS, "create `Task`", "Task", "User") is None
    assert editor.client.messages[-1].message == "`User` is taken; choose another name"
