"""What the documents accept: findings that stay, with the reason for it."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from groundplan.checks.registry import all_rules
from groundplan.checks.settings import Settings
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.finding import Finding
from groundplan.spec.noun import Noun
from groundplan.spec.outline import Accepted, Outline
from groundplan.spec.spec import Spec


class AcceptedFinding(Noun, frozen=True):
    """A finding that stays, and why."""

    finding: Finding
    reason: str


class Settled(NamedTuple):
    """Findings that are open, those that are accepted, and each acceptance with a code of it that covers nothing."""

    open: tuple[Finding, ...]
    accepted: tuple[AcceptedFinding, ...]
    idle: tuple[tuple[Accepted, str], ...]


def settled(findings: Iterable[Finding], outline: Outline, settings: Settings) -> Settled:
    """Which findings the documents accept; a code whose rule does not run is not idle."""
    acceptances = [one for document in outline.documents for one in document.accepted if one.reason]
    if not acceptances:
        return Settled(tuple(findings), (), ())
    covers = _Covers(acceptances)
    left: list[Finding] = []
    accepted: list[AcceptedFinding] = []
    used: set[tuple[Accepted, str]] = set()
    for finding in findings:
        if (covering := covers.of(finding)) is None:
            left.append(finding)
        else:
            accepted.append(AcceptedFinding(finding, covering.reason))
            used.add((covering, finding.code))
    asleep = {rule.code for rule in all_rules() if not settings.runs(rule)}
    every = ((one, code) for one in acceptances for code in one.codes if code not in asleep)
    return Settled(tuple(left), tuple(accepted), tuple(pair for pair in every if pair not in used))


def elements_by_code(accepted: Iterable[AcceptedFinding]) -> dict[str, Set[str]]:
    """The elements that findings of each rule are accepted on, by the code of the rule."""
    found: dict[str, set[str]] = {}
    for one in accepted:
        found.setdefault(one.finding.code, set()).add(Address(one.finding.at).element)
    return {**found}


def sparing(elements: Set[str], before: Spec, after: Spec) -> Spec:
    """The specification after a change, with some elements as they were before it."""
    if not elements or after is before:
        return after
    endpoints, models = before.endpoints_by_address, {model.address: model for model in before.models}
    whole = {name: getattr(before, name) for name in (API, ROUTING, ERRORS, AUTH) if name in elements}
    return after.replace(
        routers=tuple(
            router.replace(
                endpoints=tuple(
                    endpoints.get(endpoint.address, endpoint) if endpoint.address in elements else endpoint
                    for endpoint in router.endpoints
                )
            )
            for router in after.routers
        ),
        models=tuple(
            models.get(model.address, model) if model.address in elements else model for model in after.models
        ),
        **whole,
    )


class _Covers:
    """Acceptances, found by what they cover; of two that cover the same the first counts."""

    def __init__(self, acceptances: Iterable[Accepted]) -> None:
        self._elements: dict[tuple[str, str], Accepted] = {}
        self._documents: dict[tuple[str, str], Accepted] = {}
        self._lines: dict[tuple[str, str], list[Accepted]] = {}
        self._routers: dict[tuple[str, str], list[Accepted]] = {}
        for one in acceptances:
            for code in one.codes:
                if one.at:
                    self._elements.setdefault((code, one.at), one)
                    lines = self._routers if one.at.startswith("router ") else self._lines
                    lines.setdefault((code, one.place.file), []).append(one)
                else:
                    self._documents.setdefault((code, one.place.file), one)

    def of(self, finding: Finding) -> Accepted | None:
        """The acceptance of the finding's element, or else of its lines, its router or its document."""
        code, file = finding.code, finding.place.file
        found = self._elements.get((code, Address(finding.at).element))
        found = found or self._around(finding, self._lines) or self._around(finding, self._routers)
        return found or self._documents.get((code, file))

    def _around(self, finding: Finding, lines: Mapping[tuple[str, str], list[Accepted]]) -> Accepted | None:
        """The acceptance of the element in whose lines a finding stands."""
        ordered = lines.get((finding.code, finding.place.file), [])
        before = bisect_left(ordered, finding.place.line, key=lambda one: one.extent[0])
        if before and finding.place.line <= (last := ordered[before - 1]).extent[1]:
            return self._elements[finding.code, last.at]
        return None
