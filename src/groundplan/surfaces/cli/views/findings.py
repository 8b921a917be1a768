"""Findings as text, one a line with its hint below, and as JSON."""

from pathlib import Path

import click
import msgspec

from groundplan.plural import counted
from groundplan.spec.finding import Finding
from groundplan.surfaces.checking import Report

COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


def as_text(report: Report, specs: Path) -> str:
    """Every finding with its place, then a line that counts them."""
    lines = [_line(finding, specs) for finding in report.findings]
    lines += [f"fixed: {specs / one.file} (+{one.added} -{one.removed})" for one in report.fixed]
    if not report.findings:
        return "\n".join([*lines, click.style(summary(report), fg="green")])
    return "\n".join([*lines, summary(report)])


def _line(finding: Finding, specs: Path) -> str:
    place = finding.place
    where = click.style(f"{specs / place.file}:{place.line}:{place.column}", bold=True)
    code = click.style(finding.code, fg=COLOURS[finding.severity])
    hint = f"\n  hint: {finding.mend}" if finding.mend else ""
    return f"{where}: {code} {finding.message}{hint}"


def summary(report: Report) -> str:
    """One line that counts."""
    size = (
        f"{counted(report.endpoints, 'endpoint')}, {counted(report.models, 'model')}, {counted(report.rules, 'rule')}"
    )
    if report.accepted:
        size += f", {len(report.accepted)} accepted"
    if report.known:
        size += f", {report.known} in the baseline"
    if report.gone:
        size += f", {report.gone} gone from it"
    if not report.findings:
        return f"No findings ({size})."
    severities = [finding.severity for finding in report.findings]
    parts = [counted(severities.count(name), name) for name in COLOURS if name in severities]
    more = ""
    if fixable := sum(finding.fixable for finding in report.findings):
        more = f"; `groundplan check --fix` mends {fixable}"
    if unsafe := sum(finding.unsafe for finding in report.findings):
        more += f"; `groundplan check --fix --unsafe` mends {unsafe}{' more' if fixable else ''}"
    return f"{counted(len(severities), 'finding')}: {', '.join(parts)} ({size}){more}"


def as_json(report: Report) -> str:
    """One object with `findings`, each with code, severity, file, line, column, message; `accepted` have a reason too."""
    document = {
        "findings": [_row(finding) for finding in report.findings],
        "accepted": [{**_row(accepted.finding), "reason": accepted.reason} for accepted in report.accepted],
        "known": report.known,
        "gone": report.gone,
        "fixed": report.fixed,
        "endpoints": report.endpoints,
        "models": report.models,
        "rules": report.rules,
    }
    return msgspec.json.format(msgspec.json.encode(document)).decode()


def _row(finding: Finding) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "mend": finding.mend,
        "at": finding.at,
        "fixable": finding.fixable,
        "unsafe": finding.unsafe,
    }
