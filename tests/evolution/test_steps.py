"""Laws of a change in steps, for any two specifications."""

from hypothesis import given, settings

from groundplan.evolution.compare import compare
from groundplan.evolution.steps import carried_out, clashes, outdated, steps
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import Field, Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.strategies.specs import specs

# Two whole specifications are dear to make.
FEW = settings(max_examples=20)


@FEW
@given(before=specs(), after=specs())
def test_the_steps_from_one_to_another_lead_there(before: Spec, after: Spec) -> None:
    planned = steps(before, after)
    assert outdated(planned, before) == ()
    there = carried_out(planned, before)
    assert outdated(planned, there) == ()
    left = compare(there, after).differences
    assert [part for difference in left for part in difference.parts if part.part != "order"] == []
    assert {difference.kind for difference in left} <= {"changed"}


@FEW
@given(spec=specs())
def test_to_stay_as_one_is_takes_no_step(spec: Spec) -> None:
    assert steps(spec, spec) == ()


READ = Endpoint("GET", "/api/loans/{loan_id}", summary="Read a loan.")
LOANS = Spec(routers=(Router("loans", endpoints=(READ,)), Router("desk")), models=(Model("Loan"),))


def test_a_step_is_outdated_when_the_part_that_it_changes_did() -> None:
    planned = steps(LOANS, LOANS.with_endpoint(READ.replace(summary="Read one."), "loans"))
    elsewhere = LOANS.with_model(Model("Loan", table="loans"))
    here = LOANS.with_endpoint(READ.replace(summary="Show a loan."), "loans")
    assert outdated(planned, elsewhere) == ()
    assert outdated(planned, here) == ("GET /api/loans/{loan_id}#summary",)
    assert carried_out(planned, elsewhere).models == elsewhere.models


def test_an_endpoint_moves_to_another_router_whole() -> None:
    moved = LOANS.without_endpoint(READ).with_endpoint(READ, "desk")
    assert carried_out(steps(LOANS, moved), LOANS) == moved


def field_of_loans(spec: Spec, *fields: Field) -> Spec:
    return spec.with_model(spec.models[0].replace(fields=(*spec.models[0].fields, *fields)))


DUE, NOTE = Field("due_on", Type("date")), Field("note", Type("text"))
KEPT = field_of_loans(LOANS, DUE)


def test_two_changes_of_different_parts_of_one_element_both_come_about() -> None:
    first = steps(KEPT, field_of_loans(KEPT, NOTE))
    second = steps(KEPT, KEPT.with_model(Model("Loan", table="loans", fields=(DUE.replace(nullable=True),))))
    assert clashes(first, second, KEPT) == ()
    both = carried_out(second, carried_out(first, KEPT))
    assert both.models == (Model("Loan", table="loans", fields=(DUE.replace(nullable=True), NOTE)),)
    assert carried_out(first, carried_out(second, KEPT)) == both


def test_two_changes_of_one_part_clash() -> None:
    first = steps(KEPT, KEPT.with_model(Model("Loan", fields=(DUE.replace(nullable=True),))))
    second = steps(KEPT, KEPT.with_model(Model("Loan", fields=(DUE.replace(indexed=True),))))
    assert clashes(first, second, KEPT) == ("model Loan#field due_on",)
    assert clashes(second, first, KEPT) == ("model Loan#field due_on",)
    assert outdated(second, carried_out(first, KEPT)) == ("model Loan#field due_on",)
    assert clashes(first, first, KEPT) == ()


def test_what_one_change_takes_away_another_cannot_change() -> None:
    gone = steps(KEPT, KEPT.replace(models=()))
    changed = steps(KEPT, field_of_loans(KEPT, NOTE))
    assert clashes(gone, changed, KEPT) == ("model Loan",)
    assert clashes(changed, gone, KEPT) == ("model Loan",)


def test_a_new_part_stands_behind_the_one_that_it_was_planned_behind() -> None:
    planned = steps(KEPT, KEPT.with_model(Model("Loan", fields=(DUE, NOTE))))
    moved_on = KEPT.with_model(Model("Loan", fields=(DUE, Field("code"))))
    assert [field.name for field in carried_out(planned, moved_on).models[0].fields] == ["due_on", "note", "code"]
    first = steps(KEPT, KEPT.with_model(Model("Loan", fields=(NOTE, DUE))))
    assert [field.name for field in carried_out(first, moved_on).models[0].fields] == ["note", "due_on", "code"]
