"""Where a specification stands: what there is, how complete it is, the worst first, and the one next step."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from groundplan.documents.adopt import free_files
from groundplan.spec.effective import access_of, all_errors
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.finding import Finding, Severity
from groundplan.spec.model import Field
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec
from groundplan.surfaces.checking import check
from groundplan.surfaces.workbench import open_specs

WORST = 5
RANK: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


class Measure(Noun, frozen=True):
    """How many of some elements say a thing."""

    name: str
    done: int
    of: int


class Trouble(Noun, frozen=True):
    """What one rule finds: how often, and its first finding."""

    code: str
    count: int
    first: Finding


class Standing(Noun, frozen=True):
    """One screen: counts by kind, measures of completeness, the worst troubles, and the next command with its reason."""

    counts: dict[str, int]
    measures: tuple[Measure, ...]
    findings: dict[str, int]
    worst: tuple[Trouble, ...]
    free: tuple[str, ...]
    next: str
    why: str


ENDPOINTS: dict[str, Callable[[Endpoint, Spec], bool]] = {
    "access": lambda endpoint, spec: access_of(endpoint, spec) is not None,
    "success": lambda endpoint, _: bool(endpoint.responses),
    "errors": lambda endpoint, spec: bool(all_errors(endpoint, spec)),
    "acceptance criteria": lambda endpoint, _: bool(endpoint.criteria),
}
FIELDS: dict[str, Callable[[Field], bool]] = {
    "type": lambda field: field.type is not None,
    "null or not": lambda field: field.nullable is not None,
}


def standing(specs: Path) -> Standing:
    """Where the specs in a folder stand.

    Raises:
        SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts`.
    """
    reading = open_specs(specs)
    spec, free = reading.spec, free_files(reading)
    report = check(specs)
    command, why = _next(spec, free, report.findings, specs)
    return Standing(
        counts=_counts(spec),
        measures=tuple(_measures(spec)),
        findings=dict(Counter(finding.severity for finding in report.findings)),
        worst=_worst(report.findings),
        free=free,
        next=command,
        why=why,
    )


def _counts(spec: Spec) -> dict[str, int]:
    return {
        "endpoint": sum(1 for _ in spec.endpoints),
        "model": len(spec.models),
        "role": len(spec.auth.roles) if spec.auth is not None else 0,
        "error code": len(spec.code_names - {""}),
    }


def _measures(spec: Spec) -> list[Measure]:
    endpoints = list(spec.endpoints)
    fields = [field for model in spec.models for field in model.fields]
    found = [
        Measure(f"endpoints with {name}", sum(says(endpoint, spec) for endpoint in endpoints), len(endpoints))
        for name, says in ENDPOINTS.items()
    ]
    found += [Measure(f"fields with {name}", sum(map(says, fields)), len(fields)) for name, says in FIELDS.items()]
    return [measure for measure in found if measure.of]


def _worst(findings: tuple[Finding, ...]) -> tuple[Trouble, ...]:
    """The rules that find most, the most severe first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    ordered = sorted(groups.items(), key=lambda item: (RANK[item[1][0].severity], -len(item[1]), item[0]))
    return tuple(Trouble(code, len(found), found[0]) for code, found in ordered[:WORST])


def _next(spec: Spec, free: tuple[str, ...], findings: tuple[Finding, ...], specs: Path) -> tuple[str, str]:
    """The one command that helps most now, and why."""
    option = "" if specs == Path("specs") else f" --specs {specs}"
    if free:
        return (
            f"groundplan adopt {specs / free[0]}{option}",
            "it is not in the language yet, so no change can be planned in it",
        )
    if any(finding.fixable for finding in findings):
        count = sum(finding.fixable for finding in findings)
        return f"groundplan check --fix{option}", f"it mends {count} of {len(findings)} findings by itself"
    if findings:
        worst = _worst(findings)[0]
        return f"groundplan explain {worst.code}", f"{worst.count} of {len(findings)} findings are of this kind"
    if not spec.models:
        return f"groundplan plan \"CRUD endpoints for a 'projects' resource\"{option}", "there is no resource yet"
    return f"groundplan export openapi{option}", "nothing is missing"
