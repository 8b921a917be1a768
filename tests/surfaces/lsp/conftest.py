"""One server process for the tests of a module: the installed command, over its standard input and output."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.checks.walked import walked
from tests.journeys.command import GROUNDPLAN, lay_down
from tests.surfaces.lsp.editor import Editor


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def started(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """An editor with the documents of the walk-through."""
    folder = tmp_path_factory.mktemp("project")
    lay_down(folder, walked())
    client = await ClientServerConfig([GROUNDPLAN, "lsp"]).start()
    assert isinstance(client, LanguageClient)
    editor = Editor(client, folder)

    def registered(params: types.RegistrationParams) -> None:
        """The client of the tests tells of changed files itself, and remembers which the server wants to hear of."""
        editor.registrations += params.registrations

    client.feature(types.CLIENT_REGISTER_CAPABILITY)(registered)
    await client.initialize_session(_parameters(folder))
    for file in ("api/rest-endpoints.md", "api/errors.md", "database/schema.md", "api/routing.md", "auth/jwt.md"):
        editor.open(file)
    yield editor
    await client.shutdown_session()
    stop: Callable[[], Awaitable[None]] = client.stop
    await stop()


def _parameters(folder: Path) -> types.InitializeParams:
    workspace = types.WorkspaceFolder(folder.as_uri(), folder.name)
    capabilities = client_capabilities("visual-studio-code")
    return types.InitializeParams(capabilities, root_uri=folder.as_uri(), workspace_folders=[workspace])


@pytest_asyncio.fixture(loop_scope="module")
async def editor(started: Editor) -> AsyncIterator[Editor]:
    """The editor, whose documents are as they were again behind the test."""
    started.client.messages.clear()
    yield started
    await started.restore()
