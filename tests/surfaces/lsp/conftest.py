"""A client and a server for each test: the installed command, over its standard input and output."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest_asyncio
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.checks.walked import walked
from tests.journeys.command import GROUNDPLAN, lay_down
from tests.surfaces.lsp.editor import Editor


@pytest_asyncio.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    """An editor with the documents of the walk-through."""
    lay_down(tmp_path, walked())
    client = await ClientServerConfig([GROUNDPLAN, "lsp"]).start()
    assert isinstance(client, LanguageClient)
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(_registered)
    folder = types.WorkspaceFolder(tmp_path.as_uri(), tmp_path.name)
    capabilities = client_capabilities("visual-studio-code")
    parameters = types.InitializeParams(capabilities, root_uri=tmp_path.as_uri(), workspace_folders=[folder])
    await client.initialize_session(parameters)
    editor = Editor(client, tmp_path)
    for file in ("api/rest-endpoints.md", "api/errors.md", "database/schema.md", "api/routing.md", "auth/jwt.md"):
        editor.open(file)
    yield editor
    await client.shutdown_session()
    stop: Callable[[], Awaitable[None]] = client.stop
    await stop()


def _registered(params: types.RegistrationParams) -> None:
    """The client of the tests tells of changed files without being asked."""
