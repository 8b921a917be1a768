"""Lines that several answers share: findings, what clients meet, what the database goes through."""

from collections.abc import Iterable

from groundplan.evolution.verdicts import Verdict
from groundplan.spec.finding import Finding
from groundplan.spec.record import MigrationStep
from groundplan.surfaces.mcp.answers import Found


def found(findings: Iterable[Finding]) -> list[Found]:
    return [
        Found(
            code=finding.code,
            severity=finding.severity,
            at=finding.at,
            message=finding.message,
            mend=finding.mend,
            place=str(finding.place) if finding.place.file else "",
        )
        for finding in findings
    ]


def met(verdicts: Iterable[Verdict]) -> list[str]:
    """Changes as clients meet them."""
    return [f"{v.level}: {v.at.element}: {v.message} ({v.why})" for v in verdicts]


def grave(verdicts: Iterable[Verdict]) -> list[str]:
    """Those that may break clients."""
    return met(verdict for verdict in verdicts if verdict.level != "safe")


def gone_through(steps: Iterable[MigrationStep]) -> list[str]:
    return [f"{step.phase}: {step.step}" for step in steps]
