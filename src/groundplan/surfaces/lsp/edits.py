"""Changed documents as edits of the protocol, which touch only the lines that differ."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from lsprotocol import types

from groundplan.documents.sections import lines_of
from groundplan.surfaces.lsp.positions import Lines
from groundplan.surfaces.lsp.server import Server

# Finding the smallest difference takes the square of the lines.
MOST = 3_000


def workspace_edit(ls: Server, changes: Mapping[str, str | None]) -> types.WorkspaceEdit:
    """The edit that gives documents new texts; those that are new are made, those that are gone deleted."""
    known = {} if ls.project is None else ls.project.texts
    if all(text is not None and file in known for file, text in changes.items()):
        return types.WorkspaceEdit(
            {ls.uri_of(file): text_edits(ls.lines_of(file), text or "") for file, text in changes.items()}
        )
    steps: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
    for file, text in changes.items():
        uri = ls.uri_of(file)
        if text is None:
            steps.append(types.DeleteFile(uri))
            continue
        if file not in known:
            steps.append(types.CreateFile(uri))
        document = types.OptionalVersionedTextDocumentIdentifier(uri)
        steps.append(types.TextDocumentEdit(document, text_edits(ls.lines_of(file), text)))
    return types.WorkspaceEdit(document_changes=steps)


def text_edits(lines: Lines, after: str) -> list[types.TextEdit]:
    """The edits that turn some lines into another text."""
    before, wanted = list(lines.lines), lines_of(after)
    head = next((at for at, (old, new) in enumerate(zip(before, wanted, strict=False)) if old != new), None)
    if head is None:
        head = min(len(before), len(wanted))
    limit = min(len(before), len(wanted)) - head
    tail = next((at for at in range(limit) if before[-1 - at] != wanted[-1 - at]), limit)
    old, new = before[head : len(before) - tail], wanted[head : len(wanted) - tail]
    return [
        _edit(lines, head + start, head + end, new[first:last]) for start, end, first, last in _differences(old, new)
    ]


def _differences(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    if not old and not new:
        return
    if len(old) + len(new) > MOST:
        yield 0, len(old), 0, len(new)
        return
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, first, last


def _edit(lines: Lines, start: int, end: int, new: list[str]) -> types.TextEdit:
    """Whole lines become others. The last line of a document has no end: there the one before it is taken along."""
    count = len(lines.lines)
    if end < count or start == 0:
        text = "".join(f"{line}{lines.ending}" for line in new) if end < count else lines.ending.join(new)
        return types.TextEdit(lines.lines_range(start, end), text)
    before = lines.range(start - 1, len(lines.line(start - 1)), len(lines.line(start - 1))).start
    whole = types.Range(before, lines.lines_range(start - 1, end).end)
    return types.TextEdit(whole, "".join(f"{lines.ending}{line}" for line in new))
