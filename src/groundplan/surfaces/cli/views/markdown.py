"""A report as Markdown, for the summary of a job or a comment on a pull request."""

from collections import Counter
from pathlib import Path

from groundplan.checks.rule import family_of
from groundplan.plural import counted
from groundplan.spec.finding import SEVERITIES, Finding
from groundplan.surfaces.checking import Report
from groundplan.surfaces.cli.views.findings import summary
from groundplan.surfaces.cli.views.located import path_of

WORST = 10


def as_markdown(report: Report, specs: Path) -> str:
    """How many findings of each family there are, and the worst of them."""
    lines = ["## Groundplan", "", summary(report)]
    if report.findings:
        lines += ["", *_families(report.findings), "", *_worst(report.findings, specs)]
    if report.accepted:
        lines += ["", f"{counted(len(report.accepted), 'finding')} accepted in the documents, with a reason."]
    return "\n".join(lines)


def _families(findings: tuple[Finding, ...]) -> list[str]:
    counts = Counter((family_of(finding.code), finding.severity) for finding in findings)
    rows = [
        f"| {family} | " + " | ".join(str(counts[family, severity] or "—") for severity in SEVERITIES) + " |"
        for family in sorted({family for family, _ in counts})
    ]
    return ["| Family | Errors | Warnings | Info |", "| --- | --- | --- | --- |", *rows]


def _worst(findings: tuple[Finding, ...], specs: Path) -> list[str]:
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    rows = [
        f"| {finding.code} | `{path_of(specs, finding.place.file)}:{finding.place.line}` | {_cell(finding.message)} |"
        for finding in ordered[:WORST]
    ]
    more = len(findings) - len(rows)
    head = ["| Rule | Where | What |", "| --- | --- | --- |"]
    return [*head, *rows, *(["", f"And {more} more."] if more else [])]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
