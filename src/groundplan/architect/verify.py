"""No proposal brings a finding that was not there before."""

from collections import Counter

from groundplan.checks.engine import check
from groundplan.checks.settings import Settings
from groundplan.spec.finding import Finding
from groundplan.spec.spec import Spec


def new_findings(before: Spec, after: Spec, settings: Settings = Settings()) -> tuple[Finding, ...]:
    """The findings of the specification after that the one before does not have."""
    known = Counter((finding.code, finding.at) for finding in check(before, settings=settings))
    found = []
    for finding in check(after, settings=settings):
        key = (finding.code, finding.at)
        if known[key]:
            known[key] -= 1
        else:
            found.append(finding)
    return tuple(found)
