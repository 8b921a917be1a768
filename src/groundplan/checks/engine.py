"""One walk over the specification; each rule is asked about the elements that it hears."""

from collections.abc import Iterable, Iterator, Mapping

from groundplan.checks.acceptance import AcceptedFinding, Settled, elements_by_code, settled, sparing
from groundplan.checks.registry import all_rules
from groundplan.checks.rule import Fault, Judged, Rule
from groundplan.checks.settings import Settings
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.finding import Finding, Place, Severity, locate
from groundplan.spec.outline import Outline
from groundplan.spec.spec import Spec


def check(
    spec: Spec,
    outline: Outline = Outline(),
    places: Mapping[str, Place] | None = None,
    settings: Settings = Settings(),
    endpoints: Iterable[Judged] | None = None,
) -> tuple[Finding, ...]:
    """Every finding that the documents do not accept, ordered by place and code; see `judge`."""
    return judge(spec, outline, places, settings, endpoints).open


def judge(
    spec: Spec,
    outline: Outline = Outline(),
    places: Mapping[str, Place] | None = None,
    settings: Settings = Settings(),
    endpoints: Iterable[Judged] | None = None,
) -> Settled:
    """Every finding, ordered by place and code, and which of them the documents accept.

    Args:
        spec: the specification to judge.
        outline: what the reader saw of the documents; without it rules on documents have nothing to hear.
        places: where each address stands; what has no place is found at the start of the nearest document.
        settings: which rules run, and how severe they are.
        endpoints: what `check_endpoints` says of all endpoints, if that is known already.
    """
    found = list(check_endpoints(spec.endpoints, spec, settings) if endpoints is None else endpoints)
    for rule in filter(settings.runs, all_rules()):
        found += (Judged(rule.code, fault) for fault in _faults(rule, spec, outline))
    return concluded(found, outline, places or {}, settings)


def concluded(found: Iterable[Judged], outline: Outline, places: Mapping[str, Place], settings: Settings) -> Settled:
    """What was judged as findings, without those that are accepted, with those on acceptances that cover nothing."""
    result = settled(_as_findings(found, places, settings), outline, settings)
    hearing = [rule for rule in all_rules() if rule.hears == "acceptance" and settings.runs(rule)]
    idle = [Judged(rule.code, fault) for rule in hearing for pair in result.idle for fault in rule.check(*pair)]
    return result._replace(open=_ordered((*result.open, *_as_findings(idle, places, settings)))) if idle else result


def _as_findings(found: Iterable[Judged], places: Mapping[str, Place], settings: Settings) -> tuple[Finding, ...]:
    rules = {rule.code: (rule, settings.severity_of(rule)) for rule in all_rules()}
    findings = (_finding(*rules[judged.code], judged.fault, places) for judged in found)
    return _ordered(findings)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.place, finding.code, finding.message)))


def check_endpoints(endpoints: Iterable[Endpoint], spec: Spec, settings: Settings = Settings()) -> tuple[Judged, ...]:
    """What the rules that hear an endpoint say of some of them.

    It depends on these endpoints, on the addresses of the others, and on everything in the specification that is no
    endpoint.
    """
    checks = tuple((rule.code, rule.on_endpoint) for rule in all_rules() if settings.runs(rule))
    hearing = tuple((code, check) for code, check in checks if check is not None)
    return tuple(
        Judged(code, fault) for endpoint in endpoints for code, check in hearing for fault in check(endpoint, spec)
    )


def mended(
    spec: Spec,
    settings: Settings = Settings(),
    *,
    unsafe: bool = False,
    accepted: Iterable[AcceptedFinding] = (),
) -> Spec:
    """The specification after every fix; one that brings in work for another is followed by it.

    Args:
        spec: the specification to mend.
        settings: which rules run.
        unsafe: also the fixes that decide for a person.
        accepted: findings that stay; the elements that they are on are spared by the fixes of their rules.
    """
    rules = [rule for rule in all_rules() if settings.runs(rule)]
    fixes = [(rule.code, rule.fix) for rule in rules if rule.fix is not None]
    fixes += [(rule.code, rule.unsafe_fix) for rule in rules if unsafe and rule.unsafe_fix is not None]
    spared = elements_by_code(accepted)
    for _ in fixes:
        before = spec
        for code, fix in fixes:
            spec = sparing(spared.get(code, frozenset()), spec, fix(spec))
        if spec == before:
            break
    return spec


def _faults(rule: Rule, spec: Spec, outline: Outline) -> Iterator[Fault]:
    """The faults that a rule finds, but for those on endpoints."""
    if (on_model := rule.on_model) is not None:
        for model in spec.models:
            yield from on_model(model, spec)
    match rule.hears:
        case "endpoint" | "model" | "acceptance":
            return
        case "router":
            for router in spec.routers:
                yield from rule.check(router, spec)
        case "document":
            for document in outline.documents:
                yield from rule.check(document, spec)
        case "spec":
            yield from rule.check(spec)


def _finding(rule: Rule, severity: Severity, fault: Fault, places: Mapping[str, Place]) -> Finding:
    return Finding(
        code=rule.code,
        severity=severity,
        message=fault.message,
        mend=fault.mend,
        at=str(fault.at),
        place=fault.place or locate(fault.at, places) or Place(""),
        fixable=rule.fixable,
        unsafe=rule.unsafe_fix is not None,
    )
