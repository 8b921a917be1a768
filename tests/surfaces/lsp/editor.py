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

    async def told(self, file: str) -> list[types.Diagnostic]:
        """What the server says next of a document."""
        while True:
            message = self.client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            said = await asyncio.wait_for(message, PATIENCE)
            if said.uri == self.uri(file):
                return list(said.diagnostics)

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
