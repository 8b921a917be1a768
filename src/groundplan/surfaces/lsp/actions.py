"""Quick fixes: what a rule can mend by itself, and the nearest name for a mistyped one."""

import re
from collections.abc import Iterator

from lsprotocol import types

from groundplan.checks.engine import mended
from groundplan.checks.registry import all_rules
from groundplan.checks.settings import Settings
from groundplan.documents.edit import edit
from groundplan.spec.failure import GroundplanError
from groundplan.spec.finding import Finding
from groundplan.surfaces.lsp.edits import workspace_edit
from groundplan.surfaces.lsp.project import Project
from groundplan.surfaces.lsp.server import Server, diagnostic
from groundplan.surfaces.planning import require_faithful

MEANT = re.compile(r"did you mean `([^`]+)`\?")
WRONG = re.compile(r"`([^`]+)`")
FIX_ALL = "source.fixAll.groundplan"


def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The mends of what is wrong in some lines; what they change is worked out when one is chosen."""
    file = ls.file_of(params.text_document.uri)
    if ls.project is None or file is None:
        return []
    findings = ls.project.session.findings
    lines = range(params.range.start.line + 1, params.range.end.line + 2)
    here = [found for found in findings if found.place.file == file and found.place.line in lines]
    only = params.context.only
    found = [*_replacements(ls, here), *_fixes(ls, here)]
    if any(finding.fixable for finding in findings):
        found.append(types.CodeAction("Mend all that is safe to mend", FIX_ALL, data=""))
    return [action for action in found if only is None or any(_within(action.kind, kind) for kind in only)]


def _within(kind: str | None, wanted: str) -> bool:
    return kind is not None and (kind + ".").startswith(wanted + ".")


def _fixes(ls: Server, here: list[Finding]) -> Iterator[types.CodeAction]:
    """One fix for each rule that has one."""
    rules = {rule.code: rule for rule in all_rules()}
    for code in dict.fromkeys(finding.code for finding in here if finding.fixable):
        diagnostics = [diagnostic(finding, ls.lines_of(finding.place.file)) for finding in here if finding.code == code]
        name = rules[code].name.replace("-", " ")
        yield types.CodeAction(
            f"Mend {code} ({name}) everywhere", types.CodeActionKind.QuickFix, diagnostics, data=code
        )


def _replacements(ls: Server, here: list[Finding]) -> Iterator[types.CodeAction]:
    """The nearest known name instead of the one that nothing has."""
    for finding in here:
        meant, wrong = MEANT.search(finding.mend), WRONG.search(finding.message)
        if meant is None or wrong is None:
            continue
        lines = ls.lines_of(finding.place.file)
        number = finding.place.line - 1
        start = lines.line(number).find(wrong[1], max(finding.place.column - 1, 0))
        if start < 0:
            start = lines.line(number).find(wrong[1])
        if start >= 0:
            change = types.TextEdit(lines.range(number, start, start + len(wrong[1])), meant[1])
            yield types.CodeAction(
                f"Replace `{wrong[1]}` by `{meant[1]}`",
                types.CodeActionKind.QuickFix,
                [diagnostic(finding, lines)],
                is_preferred=True,
                edit=types.WorkspaceEdit({ls.uri_of(finding.place.file): [change]}),
            )


def resolve(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """The chosen action with its edit."""
    if ls.project is not None and action.edit is None and isinstance(action.data, str):
        try:
            action.edit = workspace_edit(ls, _mend(ls.project, action.data))
        except GroundplanError as error:
            ls.say(error)
    return action


def _mend(project: Project, code: str) -> dict[str, str | None]:
    """The documents after the fix of one rule, or of all; what they accept stays as it is."""
    session = project.session
    reading, chosen = session.reading, Settings(select=(code,)) if code else session.settings
    redraw = any(rule.redraw for rule in all_rules() if chosen.runs(rule))
    after = mended(reading.spec, chosen, accepted=session.accepted)
    changes = edit(reading, after, redraw=redraw)
    require_faithful(reading.texts, changes, after)
    return changes
