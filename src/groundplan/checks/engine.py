"""One walk over the specification; each rule is asked about the elements that it hears."""

from collections.abc import Iterator, Mapping

from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Fault, Rule
from groundplan.checks.settings import Settings
from groundplan.spec.finding import Finding, Place, locate
from groundplan.spec.outline import Outline
from groundplan.spec.spec import Spec


def check(
    spec: Spec,
    outline: Outline = Outline(),
    places: Mapping[str, Place] | None = None,
    settings: Settings = Settings(),
) -> tuple[Finding, ...]:
    """Every finding, ordered by place and code.

    Args:
        spec: the specification to judge.
        outline: what the reader saw of the documents; without it rules on documents have nothing to hear.
        places: where each address stands; what has no place is found at the start of the nearest document.
        settings: which rules run.
    """
    rules = tuple(rule for rule in all_rules() if settings.runs(rule))
    findings = (_finding(rule, fault, places or {}) for rule in rules for fault in _faults(rule, spec, outline))
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.code, finding.message)))


def mended(spec: Spec, settings: Settings = Settings()) -> Spec:
    """The specification after every safe fix; a fix that brings in work for another is followed by it."""
    fixes = tuple(rule.fix for rule in all_rules() if rule.fix is not None and settings.runs(rule))
    for _ in fixes:
        before = spec
        for fix in fixes:
            spec = fix(spec)
        if spec == before:
            break
    return spec


def _faults(rule: Rule, spec: Spec, outline: Outline) -> Iterator[Fault]:
    match rule.hears:
        case "endpoint":
            for endpoint in spec.endpoints:
                yield from rule.check(endpoint, spec)
        case "model":
            for model in spec.models:
                yield from rule.check(model, spec)
        case "router":
            for router in spec.routers:
                yield from rule.check(router, spec)
        case "document":
            for document in outline.documents:
                yield from rule.check(document, spec)
        case "spec":
            yield from rule.check(spec)


def _finding(rule: Rule, fault: Fault, places: Mapping[str, Place]) -> Finding:
    return Finding(
        code=rule.code,
        severity=rule.severity,
        message=fault.message,
        mend=fault.mend,
        at=str(fault.at),
        place=fault.place or locate(fault.at, places) or Place(""),
        fixable=rule.fixable,
    )
