"""What is wrong appears while it is typed, and goes when it is mended."""

from pathlib import Path

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
    await changed_on_disk(editor, decision)
    await editor.told(file, "Options")
    decision.write_text(saved, encoding="utf-8")
    await changed_on_disk(editor, decision)
    await editor.untold(file, "Options")


async def test_a_change_of_the_settings_counts_at_once(editor: Editor) -> None:
    editor.replace(ENDPOINTS, "create `Task`", "create `Tsak`")
    await editor.told(ENDPOINTS, "`Tsak`")
    settings = editor.specs.parent / "groundplan.toml"
    settings.write_text('ignore = ["RF001"]\n', encoding="utf-8")
    await changed_on_disk(editor, settings)
    await editor.untold(ENDPOINTS, "`Tsak`")
    settings.write_text('ignore = ["RF"\n', encoding="utf-8")
    await changed_on_disk(editor, settings)
    settings.unlink()
    await changed_on_disk(editor, settings)
    await editor.told(ENDPOINTS, "`Tsak`")
    assert [message.message.partition(":")[0] for message in editor.client.messages] == ["not valid TOML"]


async def test_the_client_is_asked_to_tell_of_documents_and_settings(editor: Editor) -> None:
    [registration] = editor.registrations
    assert registration.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    assert registration.register_options is not None
    patterns = {watcher["globPattern"] for watcher in registration.register_options["watchers"]}
    assert patterns == {"**/*.md", "**/groundplan.toml", "**/pyproject.toml"}


async def changed_on_disk(editor: Editor, file: Path) -> None:
    """Tell the server of a file, and wait until it has looked."""
    event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams(""))
