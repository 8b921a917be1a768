"""Laws of a change in steps, for any two specifications."""

from hypothesis import given, settings

from groundplan.evolution.compare import compare
from groundplan.evolution.steps import carried_out, outdated, steps
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from tests.strategies.specs import specs

# Two whole specifications are dear to make.
FEW = settings(max_examples=20)


@FEW
@given(before=specs(), after=specs())
def test_the_steps_from_one_to_another_lead_there(before: Spec, after: Spec) -> None:
    planned = steps(before, after)
    assert outdated(planned, before) == ()
    left = compare(carried_out(planned, before), after).differences
    assert [part for difference in left for part in difference.parts if part.part != "order"] == []
    assert {difference.kind for difference in left} <= {"changed"}


@FEW
@given(spec=specs())
def test_to_stay_as_one_is_takes_no_step(spec: Spec) -> None:
    assert steps(spec, spec) == ()


READ = Endpoint("GET", "/api/loans/{loan_id}", summary="Read a loan.")
LOANS = Spec(routers=(Router("loans", endpoints=(READ,)), Router("desk")), models=(Model("Loan"),))


def test_a_step_is_outdated_when_its_own_element_changed() -> None:
    planned = steps(LOANS, LOANS.with_endpoint(READ.replace(summary="Read one."), "loans"))
    elsewhere = LOANS.with_model(Model("Loan", table="loans"))
    here = LOANS.with_endpoint(READ.replace(summary="Show a loan."), "loans")
    assert outdated(planned, elsewhere) == ()
    assert outdated(planned, here) == ("GET /api/loans/{loan_id}",)
    assert carried_out(planned, elsewhere).models == elsewhere.models


def test_an_endpoint_moves_to_another_router_whole() -> None:
    moved = LOANS.without_endpoint(READ).with_endpoint(READ, "desk")
    assert carried_out(steps(LOANS, moved), LOANS) == moved
