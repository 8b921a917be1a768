"""What the server answers: each message of the protocol, and who answers it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lsprotocol import types

from groundplan.spec.failure import GroundplanError
from groundplan.surfaces.lsp import actions, answers, renaming
from groundplan.surfaces.lsp.server import Server

WATCHED = ("**/*.md", "**/groundplan.toml", "**/pyproject.toml")


def made() -> Server:
    """A server with all its features."""
    server = Server()
    for message, answer in ANSWERS.items():
        server.feature(message, OPTIONS.get(message))(answer)
    return server


@contextmanager
def _told(ls: Server) -> Iterator[None]:
    """What cannot be read is said to the person, and the server lives on."""
    try:
        yield
    except GroundplanError as error:
        ls.complain(error)


def initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.take_options(params.initialization_options)


def initialized(ls: Server, params: types.InitializedParams) -> None:
    """Open the folder, and ask to hear of files that are changed by others."""
    with _told(ls):
        ls.find()
    ls.check()
    workspace = ls.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    if watched is not None and watched.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([*map(types.FileSystemWatcher, WATCHED)])
        message = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("groundplan-files", message, options)
        ls.client_register_capability(types.RegistrationParams([registration]))


def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    with _told(ls):
        ls.find()
    _hold(ls, params.text_document.uri)


def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    _hold(ls, params.text_document.uri)


def _hold(ls: Server, uri: str) -> None:
    file = ls.file_of(uri)
    if ls.project is not None and file is not None:
        ls.project.hold(file, ls.workspace.get_text_document(uri).source)
        ls.check_soon()


def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    file = ls.file_of(params.text_document.uri)
    if ls.project is not None and file is not None:
        with _told(ls):
            ls.project.release(file)
        ls.check_soon()


def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    _reload(ls)


def changed_on_disk(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    _reload(ls)


def _reload(ls: Server) -> None:
    with _told(ls):
        ls.find()
        if ls.project is not None:
            ls.project.reload()
    ls.check_soon()


ANSWERS: dict[str, Callable[..., object]] = {
    types.INITIALIZE: initialize,
    types.INITIALIZED: initialized,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: changed,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.TEXT_DOCUMENT_DID_SAVE: saved,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: changed_on_disk,
    types.TEXT_DOCUMENT_HOVER: answers.hover,
    types.TEXT_DOCUMENT_DEFINITION: answers.definition,
    types.TEXT_DOCUMENT_COMPLETION: answers.completion,
    types.TEXT_DOCUMENT_REFERENCES: answers.references,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: answers.document_symbols,
    types.WORKSPACE_SYMBOL: answers.workspace_symbols,
    types.TEXT_DOCUMENT_CODE_ACTION: actions.code_actions,
    types.CODE_ACTION_RESOLVE: actions.resolve,
    types.TEXT_DOCUMENT_PREPARE_RENAME: renaming.prepare,
    types.TEXT_DOCUMENT_RENAME: renaming.rename,
}
OPTIONS: dict[str, object] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(["`", "*", "|", " "]),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
        [types.CodeActionKind.QuickFix, actions.FIX_ALL], resolve_provider=True
    ),
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
}
