"""Requests planned on a specification, as short as a test wants to write it."""

from groundplan.architect.foundation import foundation
from groundplan.architect.propose import Proposal, propose
from groundplan.spec.conventions import Conventions
from groundplan.spec.spec import Spec

CONVENTIONS = Conventions(name="Library")


def plan(request: str, spec: Spec, *, assume: bool = True, **answers: str) -> Proposal:
    return propose(request, spec, CONVENTIONS, answers=answers, assume=assume, today="2026-11-24")


def empty() -> Spec:
    return foundation(CONVENTIONS)


def after(*requests: str, spec: Spec | None = None) -> Spec:
    """The specification that requests leave behind, each planned with its defaults."""
    spec = spec or empty()
    for request in requests:
        proposal = plan(request, spec)
        assert proposal.status == "ready", (request, proposal.message)
        spec = proposal.after
    return spec
