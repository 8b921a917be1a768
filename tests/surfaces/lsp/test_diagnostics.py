"""What is wrong appears while it is typed, and goes when it is mended."""

import pytest
from lsprotocol import types

from tests.surfaces.lsp.editor import Editor

ENDPOINTS = "api/rest-endpoints.md"
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_mistyped_model_is_found_where_it_stands(editor: Editor) -> None:
    editor.replace(ENDPOINTS, "create `Task`", "create `Tsak`")
    found = await editor.told(ENDPOINTS, "`Tsak`")
    assert found.code == "RF001"
    assert "did you mean `Task`" in found.message
    assert found.range.start.line == editor.position(ENDPOINTS, "create `Tsak`").line


async def test_what_is_mended_is_no_longer_said(editor: Editor) -> None:
    editor.replace(ENDPOINTS, "create `Task`", "create `Tsak`")
    await editor.told(ENDPOINTS, "`Tsak`")
    editor.replace(ENDPOINTS, "create `Tsak`", "create `Task`")
    await editor.untold(ENDPOINTS, "`Tsak`")


async def test_columns_count_as_the_client_counts(editor: Editor) -> None:
    editor.replace(ENDPOINTS, "- **Scope**: none; no row is read", "- **Scope**: 🦊 none")
    found = await editor.told(ENDPOINTS, "🦊")
    line = editor.texts[ENDPOINTS].split("\n")[found.range.start.line]
    assert line == "- **Scope**: 🦊 none"
    assert found.range.end.character == len(line) + 1


async def test_a_file_that_another_program_changes_is_read_again(editor: Editor) -> None:
    decision = next((editor.specs / "decisions").glob("*rotate*.md"))
    file = decision.relative_to(editor.specs).as_posix()
    saved = decision.read_text(encoding="utf-8")
    decision.write_text(saved.replace("## Options", "## Choices"), encoding="utf-8")
    await changed_on_disk(editor, file)
    await editor.told(file, "Options")
    decision.write_text(saved, encoding="utf-8")
    await changed_on_disk(editor, file)
    await editor.untold(file, "Options")


async def changed_on_disk(editor: Editor, file: str) -> None:
    event = types.FileEvent(editor.uri(file), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
