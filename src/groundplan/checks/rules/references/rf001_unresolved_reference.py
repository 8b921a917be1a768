"""Every name that is mentioned is defined.

A name that leads nowhere is read by each person as the thing they expect, and by a program as nothing. Most of them are
slips of the finger, so the nearest name that exists is offered.
"""

from collections.abc import Iterable, Iterator

from groundplan.checks.nearest import did_you_mean
from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.references.in_endpoints import endpoint_references, router_references
from groundplan.checks.rules.references.in_models import model_references
from groundplan.checks.rules.references.in_types import shape_in
from groundplan.checks.rules.references.known import Known, Reference
from groundplan.checks.rules.testability.criteria import address_of, endpoint_criteria, shared_criteria
from groundplan.spec.address import AUTH, ERRORS, ROUTING, Address
from groundplan.spec.endpoint import Criterion, Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec

ANSWER = Pattern(r"\b[45]\d\d `([a-z][a-z0-9_]*)`")


def _unresolved(references: Iterable[Reference]) -> Iterator[Fault]:
    for found in references:
        if found.name not in found.known:
            yield Fault(
                at=found.at,
                message=f"`{found.name}` is no {found.kind}",
                mend=did_you_mean(found.name, found.known, "define it, or take the mention out"),
            )


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    known = Known(spec)
    yield from _unresolved(endpoint_references(endpoint, known))
    yield from _unresolved(_codes(endpoint_criteria(endpoint), known))


def _in_model(model: Model, spec: Spec) -> Iterator[Fault]:
    yield from _unresolved(model_references(model, Known(spec)))


@rule(
    "RF001",
    severity="error",
    hears="spec",
    bad="- **Behavior**: update `Taks` by `task_id`",
    good="- **Behavior**: update `Task` by `task_id`",
    source="Redocly no-unresolved-refs",
    endpoints=_in_endpoint,
    models=_in_model,
)
def unresolved_reference(spec: Spec) -> Iterator[Fault]:
    yield from _unresolved(_references(spec, Known(spec)))


def _references(spec: Spec, known: Known) -> Iterator[Reference]:
    for router in spec.routers:
        yield from router_references(router, known)
    for schema in spec.schemas:
        for field in schema.fields:
            yield from shape_in(field.type, schema.address / f"field {field.name}", known)
    yield from _shared(spec, known)
    yield from _codes(shared_criteria(spec), known)


def _codes(criteria: Iterable[tuple[Address, Criterion]], known: Known) -> Iterator[Reference]:
    for element, criterion in criteria:
        for code in ANSWER.findall(criterion.text):
            yield Reference(address_of(element, criterion), code, "error code", known.codes)


def _shared(spec: Spec, known: Known) -> Iterator[Reference]:
    for dependency in spec.routing.dependencies:
        for name in dependency.needs:
            yield Reference(ROUTING / f"dependency {dependency.name}", name, "dependency", known.dependencies)
    for step in spec.auth.pipeline if spec.auth is not None else ():
        if step.code:
            yield Reference(AUTH / f"step {step.name}", step.code, "error code", known.codes)
    for handler in spec.errors.handlers:
        for code in ANSWER.findall(handler.answer):
            yield Reference(ERRORS / f"handler {handler.raised}", code, "error code", known.codes)
    decisions = frozenset(decision.slug for decision in spec.decisions)
    for decision in spec.decisions:
        if decision.superseded_by:
            yield Reference(decision.address / "superseded by", decision.superseded_by, "decision", decisions)
