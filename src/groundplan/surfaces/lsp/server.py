"""The server: what the client says goes to the project, and what the project finds goes back."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from groundplan import __version__
from groundplan.spec.failure import GroundplanError
from groundplan.spec.finding import Finding, Severity
from groundplan.surfaces.lsp.positions import Lines
from groundplan.surfaces.lsp.project import Project, find_specs

# Who types waits for the last of several keys, and for no longer than the eye notices.
PAUSE = 0.03
SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """A language server for one specs folder; without one it answers nothing and waits for it to be made."""

    def __init__(self) -> None:
        super().__init__("groundplan", __version__)
        self.project: Project | None = None
        self._named = ""
        self._complaint = ""
        self._published: dict[str, list[types.Diagnostic]] = {}
        self._due: asyncio.TimerHandle | None = None

    def take_options(self, options: object) -> None:
        """The options of the client: `specs`, the folder of the specs below that of the workspace."""
        named = options.get("specs", "") if isinstance(options, dict) else ""
        self._named = named if isinstance(named, str) else ""

    def find(self) -> None:
        """Open the specs folder, if it is not open and there is one."""
        for root in self._roots():
            if self.project is None and (specs := find_specs(root, self._named)) is not None:
                self.project = Project(specs)

    def _roots(self) -> Iterator[Path]:
        folders = [folder.uri for folder in self.workspace.folders.values()]
        for uri in folders or [self.workspace.root_uri]:
            if uri and (path := to_fs_path(uri)) is not None:
                yield Path(path)

    def file_of(self, uri: str) -> str | None:
        """The document of a URI, by its path below the specs folder; `None` for any other file."""
        return None if self.project is None else self.project.file_of(to_fs_path(uri))

    def uri_of(self, file: str) -> str:
        if self.project is None:
            raise ValueError("no specs folder is open")
        return str(from_fs_path(str(self.project.specs / file)))

    def lines_of(self, file: str) -> Lines:
        texts = {} if self.project is None else self.project.texts
        return Lines(texts.get(file, ""), self.workspace.position_codec)

    def say(self, error: GroundplanError) -> None:
        """Tell the person what is wrong with the folder or its settings."""
        mend = f"; {error.mend}" if error.mend else ""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"{error.message}{mend}"))

    def complain(self, error: GroundplanError) -> None:
        """Say what cannot be read, once: it stays so with every key until somebody mends it."""
        if error.message != self._complaint:
            self._complaint = error.message
            self.say(error)

    def check_soon(self) -> None:
        """Check when the person pauses."""
        if self._due is not None:
            self._due.cancel()
        self._due = asyncio.get_running_loop().call_later(PAUSE, self.check)

    def check(self) -> None:
        """Publish what is wrong in every document in which that has changed."""
        if self.project is None:
            return
        try:
            findings = self.project.session.findings
        except GroundplanError as error:
            self.complain(error)
            return
        self._complaint = ""
        found: dict[str, list[types.Diagnostic]] = {}
        lines: dict[str, Lines] = {}
        for finding in findings:
            file = finding.place.file
            if file not in lines:
                lines[file] = self.lines_of(file)
            found.setdefault(file, []).append(diagnostic(finding, lines[file]))
        for file in found.keys() | self._published.keys():
            if found.get(file, []) != self._published.get(file, []):
                uri = self.uri_of(file)
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found.get(file, [])))
        self._published = found


def diagnostic(finding: Finding, lines: Lines) -> types.Diagnostic:
    """A finding as the protocol says it: with its mend in the line below."""
    mend = f"\n{finding.mend}" if finding.mend else ""
    return types.Diagnostic(
        range=lines.marked(finding.place),
        message=f"{finding.message}{mend}",
        severity=SEVERITIES[finding.severity],
        code=finding.code,
        source="groundplan",
    )
