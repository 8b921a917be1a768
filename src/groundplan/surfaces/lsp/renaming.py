"""Renaming a model, a field, a code or a role: everywhere where the specification names it."""

import re

from lsprotocol import types

from groundplan.documents.edit import edit
from groundplan.documents.read import Reading, read
from groundplan.evolution.renamed import Named, named, renamed
from groundplan.plural import counted
from groundplan.spec.address import Address
from groundplan.spec.failure import GroundplanError
from groundplan.surfaces.lsp.answers import name_under
from groundplan.surfaces.lsp.edits import workspace_edit
from groundplan.surfaces.lsp.names import names
from groundplan.surfaces.lsp.server import Server
from groundplan.surfaces.planning import require_faithful


def prepare(ls: Server, params: types.PrepareRenameParams) -> types.Range | None:
    """The range of a name that can be renamed: of `Task.user_id` only the field."""
    name = name_under(ls, params)
    what = None if name is None else named(name.meaning)
    if name is None or what is None:
        return None
    return ls.lines_of(name.file).range(name.line, name.end - len(what.name), name.end)


def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edit that gives a thing another name; how often prose still says the old one is told beside it."""
    name = name_under(ls, params)
    what = None if name is None else named(name.meaning)
    if ls.project is None or name is None or what is None:
        return None
    reading = ls.project.session.reading
    try:
        texts = _renamed(reading, name.meaning, what, params.new_name)
    except GroundplanError as error:
        ls.say(error)
        return None
    if left := _left(reading, {**reading.texts, **texts}, name.meaning, what):
        said = f"{counted(left, 'mention')} of `{what.name}` in prose stayed as before"
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Info, said))
    return workspace_edit(ls, dict(texts))


def _renamed(reading: Reading, meaning: Address, what: Named, new: str) -> dict[str, str]:
    """The documents that a rename changes.

    Raises:
        InvalidInput: the name cannot be, or the documents could not be edited safely.
    """
    after = renamed(reading.spec, what, new)
    moved = {meaning: Address.model(new)} if what.kind == "model" else {}
    changes = edit(reading, after, renames=moved)
    require_faithful(reading.texts, changes, after)
    return {file: text for file, text in changes.items() if text is not None}


def _left(before: Reading, texts: dict[str, str], meaning: Address, what: Named) -> int:
    """How often documents still mention what was renamed."""
    if what.kind == "model":
        word = re.compile(rf"\b{re.escape(what.name)}\b")
        return sum(len(word.findall(text)) for file, text in texts.items() if file.endswith(".md"))
    after = read(texts)
    # What a name meant before tells whose it is; afterwards it means nothing.
    return sum(name.meaning == meaning for name in names(Reading(before.spec, after.pages, texts)))
