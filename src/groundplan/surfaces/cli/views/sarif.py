"""A report as SARIF 2.1.0, which code hosts show beside the lines; accepted findings are suppressed results."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from groundplan import __version__
from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Rule
from groundplan.spec.finding import Finding, Severity
from groundplan.surfaces.checking import Report
from groundplan.surfaces.cli.views.located import path_of

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
FINGERPRINT = "groundplan/v1"

Json = dict[str, Any]


def as_sarif(report: Report, specs: Path) -> str:
    """One run, with the rules that found something and a result for each finding."""
    every: list[tuple[Finding, str | None]] = [(finding, None) for finding in report.findings]
    every += [(accepted.finding, accepted.reason) for accepted in report.accepted]
    codes = {finding.code for finding, _ in every}
    rules = [rule for rule in all_rules() if rule.code in codes]
    places = {rule.code: at for at, rule in enumerate(rules)}
    prints = _fingerprints(finding for finding, _ in every)
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": places[finding.code],
            **_result(finding, specs, fingerprint),
            **_suppressed(reason),
        }
        for (finding, reason), fingerprint in zip(every, prints, strict=True)
    ]
    driver = {"name": "Groundplan", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(document)).decode()


def _rule(rule: Rule) -> Json:
    first = rule.why.partition("\n\n")[0].replace("\n", " ")
    text = f"{rule.why}\n\nBad:\n\n{rule.bad}\n\nGood:\n\n{rule.good}\n\nSource: {rule.source}"
    marked = f"{rule.why}\n\nBad:\n\n````markdown\n{rule.bad}\n````\n\nGood:\n\n````markdown\n{rule.good}\n````\n"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": first},
        "fullDescription": {"text": rule.why},
        "help": {"text": text, "markdown": f"{marked}\nSource: {rule.source}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }


def _result(finding: Finding, specs: Path, fingerprint: str) -> Json:
    place = finding.place
    physical = {
        "artifactLocation": {"uri": quote(path_of(specs, place.file))},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    location: Json = {"physicalLocation": physical}
    if finding.at:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.at}]
    hint = f". Hint: {finding.mend}" if finding.mend else ""
    return {
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }


def _suppressed(reason: str | None) -> Json:
    return {} if reason is None else {"suppressions": [{"kind": "inSource", "justification": reason}]}


def _fingerprints(findings: Iterator[Finding]) -> Iterator[str]:
    """What stays the same of a finding when its lines move; equal ones are told apart by their number."""
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in findings:
        key = (finding.code, finding.place.file, finding.at, finding.message)
        seen[key] += 1
        yield sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()
