"""An editor as the server sees it: a real client that drives a real process, and the documents that it has open."""

import asyncio
from pathlib import Path

from lsprotocol import types
from pytest_lsp import LanguageClient

PATIENCE = 20.0


class Editor:
    """Opens, edits and asks about the documents of one folder; places are told by the text that stands there."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.specs = folder / "specs"
        self.texts: dict[str, str] = {}
        self.registrations: list[types.Registration] = []

    def uri(self, file: str) -> str:
        return (self.specs / file).as_uri()

    def document(self, file: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(file))

    def open(self, file: str) -> None:
        text = (self.specs / file).read_text(encoding="utf-8")
        self.texts[file] = text
        item = types.TextDocumentItem(self.uri(file), types.LanguageKind.Markdown, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def position(self, file: str, text: str, inside: str = "") -> types.Position:
        """Where a text first stands, or where in it another does."""
        at = self.texts[file].index(text)
        at += text.index(inside) if inside else 0
        before = self.texts[file][:at]
        units = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
        return types.Position(before.count("\n"), units)

    def replace(self, file: str, old: str, new: str) -> None:
        """Type: the first of some words become others, sent as a change of just that range."""
        start = self.position(file, old)
        head, _, tail = self.texts[file].partition(old)
        end = types.Position(
            start.line + old.count("\n"),
            len(old.rpartition("\n")[2].encode("utf-16-le")) // 2 + (0 if "\n" in old else start.character),
        )
        self.texts[file] = head + new + tail
        change = types.TextDocumentContentChangePartial(types.Range(start, end), new)
        version = types.VersionedTextDocumentIdentifier(2, self.uri(file))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [change]))

    async def restore(self) -> None:
        """Take back every edit, and wait until the server has."""
        for file in [*self.texts]:
            saved = (self.specs / file).read_text(encoding="utf-8")
            if self.texts[file] != saved:
                self.texts[file] = saved
                change = types.TextDocumentContentChangeWholeDocument(saved)
                version = types.VersionedTextDocumentIdentifier(3, self.uri(file))
                self.client.text_document_did_change(types.DidChangeTextDocumentParams(version, [change]))
        await self.client.workspace_symbol_async(types.WorkspaceSymbolParams(""))

    async def told(self, file: str, words: str) -> types.Diagnostic:
        """The finding in a document that says some words; it is waited for."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for said in self.client.diagnostics.get(self.uri(file), ()):
                    if words in said.message:
                        return said
                await asyncio.sleep(0.01)

    async def untold(self, file: str, words: str) -> None:
        """Wait until no finding in a document says some words."""
        async with asyncio.timeout(PATIENCE):
            while any(words in said.message for said in self.client.diagnostics.get(self.uri(file), ())):
                await asyncio.sleep(0.01)

    def at(self, file: str, text: str, inside: str = "") -> types.TextDocumentPositionParams:
        return types.TextDocumentPositionParams(self.document(file), self.position(file, text, inside))

    def text_at(self, location: types.Location) -> str:
        """The line that a location of the server points at."""
        file = next(file for file in self.texts if self.uri(file) == location.uri)
        return self.texts[file].split("\n")[location.range.start.line]

    def apply(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """The documents as an edit of the server leaves them."""
        texts = dict(self.texts)
        for uri, changes in (edit.changes if edit is not None and edit.changes else {}).items():
            file = next(file for file in texts if self.uri(file) == uri)
            for change in sorted(changes, key=lambda change: _key(change.range.start), reverse=True):
                start, end = (_offset(texts[file], at) for at in (change.range.start, change.range.end))
                texts[file] = texts[file][:start] + change.new_text + texts[file][end:]
        return texts


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _offset(text: str, position: types.Position) -> int:
    """The character of a text at a position that counts UTF-16 units."""
    lines = text.split("\n")
    line = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
    return sum(len(before) + 1 for before in lines[: position.line]) + len(line)
