"""A report as workflow commands of GitHub Actions, which shows them as annotations of the lines.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from pathlib import Path

from groundplan.checks.registry import rule_named
from groundplan.spec.finding import Finding, Severity
from groundplan.surfaces.checking import Report
from groundplan.surfaces.cli.views.findings import summary
from groundplan.surfaces.cli.views.located import path_of

COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(report: Report, specs: Path) -> str:
    """One command a finding, then the summary as a line of the log."""
    return "\n".join([*(_command(finding, specs) for finding in report.findings), summary(report)])


def _command(finding: Finding, specs: Path) -> str:
    place = finding.place
    properties = {
        "file": path_of(specs, place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.code} {rule_named(finding.code).name}",
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    hint = f"\nhint: {finding.mend}" if finding.mend else ""
    return f"::{COMMANDS[finding.severity]} {said}::{_data(finding.message + hint)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
