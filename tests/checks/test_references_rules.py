"""Rules on references: a small sound specification, and each of its references broken."""

import pytest

from groundplan.spec.api import Dependency, Router, Routing
from groundplan.spec.auth import Auth, PipelineStep, Role
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.endpoint import (
    Access,
    Body,
    Criterion,
    Deprecation,
    Endpoint,
    ErrorCase,
    Filter,
    Idempotency,
    Parameter,
    Response,
    Scope,
    Search,
    Sort,
    SortField,
)  # fmt: skip
from groundplan.spec.finding import Place
from groundplan.spec.model import (
    ErrorRef,
    Field,
    Index,
    Model,
    Relationship,
    Schema,
    SchemaField,
    SoftDelete,
    StateMachine,
    Transition,
    Uniqueness,
    UniqueTogether,
)  # fmt: skip
from groundplan.spec.outcome import CommonError, ErrorCode, Errors, Handler
from groundplan.spec.outline import Document, Mention
from groundplan.spec.record import Decision
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, Type, literal
from tests.checks.judged import found, found_in, messages, rewritten

ID = Field("id", Type("uuid"), primary_key=True, default=GENERATED, read="yes")
MEMBER = Model(
    "Member",
    table="members",
    fields=(
        ID,
        Field("email", Type("email"), create="required", read="yes", unique=Uniqueness(error=ErrorRef(409, "taken"))),
        Field("password", Type("secret"), nullable=None, create="required", stored=False),
        Field("password_hash", Type("str")),
    ),
    schemas=("MemberCreate", "MemberRead"),
)
LOAN = Model(
    "Loan",
    table="loans",
    fields=(
        ID,
        Field("member_id", Type("uuid")),
        Field("state", Type("enum", values=("out", "back")), default=literal("out"), read="yes"),
        Field("due_at", Type("datetime"), create="required", update="optional", read="yes"),
        Field("gone_at", Type("datetime"), nullable=True),
    ),
    owner="member_id",
    uniques=(UniqueTogether(("member_id", "due_at")),),
    indexes=(Index(("member_id", "-due_at")),),
    relationships=(Relationship("member", "many to one", "Member", by="member_id"),),
    soft_delete=SoftDelete("gone_at"),
    states=StateMachine("state", (Transition("return", ("out",), "back"),)),
    schemas=("LoanCreate", "LoanRead", "LoanUpdate"),
)
JOIN = Endpoint(
    "POST",
    "/api/members",
    behavior=Behavior("create", "Member", sets=(Assignment("password_hash", Value("hash", "password")),)),
    body=Body("MemberCreate"),
    idempotency=Idempotency("field", field="email"),
    responses=(Response(201, "MemberRead"),),
    criteria=(Criterion("A second member with that `email` answers 409 `taken`."),),
)
LOANS = Endpoint(
    "GET",
    "/api/loans",
    access=Access("authenticated"),
    behavior=Behavior("list", "Loan"),
    parameters=(Parameter("due_before", "query", filter=Filter("due_at", "<")), Parameter("state", "query")),
    sort=Sort((SortField("due_at", default=True),), tie="id"),
    search=Search("q", ("state",)),
    responses=(Response(200, "LoanRead", "page"),),
)
LEND = Endpoint(
    "POST",
    "/api/loans",
    access=Access("authenticated"),
    behavior=Behavior("create", "Loan", sets=(Assignment("member_id", Value("caller")),)),
    body=Body("LoanCreate"),
    responses=(Response(201, "Receipt"),),
)
RETURN = Endpoint(
    "POST",
    "/api/loans/{loan_id}/return",
    access=Access("authenticated"),
    behavior=Behavior("move", "Loan", by=("loan_id",), to="back"),
    errors=(ErrorCase(404, "loan_not_found"),),
    deprecation=Deprecation("2026-12-01", "2027-12-01", replacement="GET /api/loans"),
    responses=(Response(200, "LoanRead"),),
)
LIBRARY = Spec(
    routing=Routing(
        dependencies=(
            Dependency("get_session", used_by=("database",)),
            Dependency("get_member", needs=("get_session",), used_by=("secured",)),
        )
    ),
    routers=(
        Router("members", prefix="/api/members", endpoints=(JOIN,)),
        Router(
            "loans",
            prefix="/api/loans",
            scope=Scope("owner", "Loan.member_id"),
            dependencies=("get_member",),
            endpoints=(LOANS, LEND, RETURN),
        ),
    ),
    models=(MEMBER, LOAN),
    schemas=(Schema("Receipt", fields=(SchemaField("loan", Type("ref", name="LoanRead")),)),),
    auth=Auth(pipeline=(PipelineStep("signature", code="not_authenticated"),)),
    errors=Errors(
        common=(CommonError(401, "not_authenticated", ("secured",)),),
        codes=(ErrorCode(409, "taken"), ErrorCode(404, "loan_not_found"), ErrorCode(404, "no_route")),
        handlers=(Handler("framework HTTP error", "404 `no_route`"),),
    ),
    decisions=(Decision("2026-11-24-loans", "Loans"),),
)


def in_members(**changes: object) -> Spec:
    return LIBRARY.with_endpoint(JOIN.replace(**changes), "members")


def in_loans(endpoint: Endpoint, **changes: object) -> Spec:
    return LIBRARY.with_endpoint(endpoint.replace(**changes), "loans")


def in_loan(**changes: object) -> Spec:
    return LIBRARY.with_model(LOAN.replace(**changes))


def in_routing(**changes: object) -> Spec:
    return LIBRARY.replace(routing=LIBRARY.routing.replace(**changes))


def in_errors(**changes: object) -> Spec:
    return LIBRARY.replace(errors=LIBRARY.errors.replace(**changes))


def in_loan_router(**changes: object) -> Spec:
    return LIBRARY.with_router(LIBRARY.routers[1].replace(**changes))


UNRESOLVED = {
    "the model of a behavior": (
        in_loans(LOANS, behavior=Behavior("list", "Laon")),
        "GET /api/loans#behavior",
    ),
    "a field that a behavior sets": (
        in_members(behavior=Behavior("create", "Member", sets=(Assignment("pasword_hash", Value("now")),))),
        "POST /api/members#behavior",
    ),
    "what a row is found by": (
        in_loans(RETURN, behavior=Behavior("move", "Loan", by=("lone_id",), to="back")),
        "POST /api/loans/{loan_id}/return#behavior",
    ),
    "the state that a row is moved to": (
        in_loans(RETURN, behavior=Behavior("move", "Loan", by=("loan_id",), to="bakc")),
        "POST /api/loans/{loan_id}/return#behavior",
    ),
    "the schema of a body": (in_loans(LEND, body=Body("LoanCraete")), "POST /api/loans#request body"),
    "the schema of a response": (
        in_loans(LOANS, responses=(Response(200, "LoanRaed", "page"),)),
        "GET /api/loans#response 200",
    ),
    "the type of a field of a body": (
        in_loans(RETURN, body=Body(fields=(SchemaField("note", Type("ref", name="Not")),))),
        "POST /api/loans/{loan_id}/return#body note",
    ),
    "the field of a scope": (in_loan_router(scope=Scope("owner", "Loan.memberid")), "router loans#scope"),
    "the model of a scope": (in_loan_router(scope=Scope("owner", "Lone.member_id")), "router loans#scope"),
    "a dependency of a router": (in_loan_router(dependencies=("get_mmber",)), "router loans#dependencies"),
    "the field of a filter": (
        in_loans(LOANS, parameters=(Parameter("due_before", "query", filter=Filter("deu_at", "<")),)),
        "GET /api/loans#query due_before",
    ),
    "a mistyped query parameter": (
        in_loans(LOANS, parameters=(Parameter("sttate", "query"),)),
        "GET /api/loans#query sttate",
    ),
    "a field to sort by": (in_loans(LOANS, sort=Sort((SortField("deu_at"),), tie="id")), "GET /api/loans#sort"),
    "the field that breaks ties": (in_loans(LOANS, sort=Sort((), tie="di")), "GET /api/loans#sort"),
    "a field to search": (in_loans(LOANS, search=Search("q", ("sate",))), "GET /api/loans#search"),
    "the field of an idempotent request": (
        in_members(idempotency=Idempotency("field", field="emial")),
        "POST /api/members#idempotency",
    ),
    "the endpoint that replaces another": (
        in_loans(RETURN, deprecation=Deprecation("2026-12-01", replacement="PATCH /api/loans")),
        "POST /api/loans/{loan_id}/return#deprecated",
    ),
    "a code in a criterion": (
        in_members(criteria=(Criterion("The same `email` answers 409 `takne`."),)),
        "POST /api/members#criterion 1 The same `email` answers 409 `takne`.",
    ),
    "the owner of a model": (in_loan(owner="membr_id"), "model Loan#owner"),
    "the tenant of a model": (in_loan(tenant="org_id"), "model Loan#tenant"),
    "the version of a model": (in_loan(version="revision"), "model Loan#version"),
    "the mark of a soft delete": (in_loan(soft_delete=SoftDelete("goen_at")), "model Loan#soft delete"),
    "the field of a state machine": (in_loan(states=StateMachine("stat")), "model Loan#states"),
    "the source of a transition": (
        in_loan(states=StateMachine("state", (Transition("return", ("uot",), "back"),))),
        "model Loan#transition return uot",
    ),
    "a field of an index": (in_loan(indexes=(Index(("-deu_at",)),)), "model Loan#index -deu_at"),
    "a field of a unique rule": (in_loan(uniques=(UniqueTogether(("deu_at",)),)), "model Loan#unique deu_at"),
    "the target of a relationship": (
        in_loan(relationships=(Relationship("member", "many to one", "Membr"),)),
        "model Loan#relationship member",
    ),
    "the link model of a relationship": (
        in_loan(relationships=(Relationship("tags", "many to many", "Member", through="LoanTag"),)),
        "model Loan#relationship tags",
    ),
    "the key of a relationship": (
        in_loan(relationships=(Relationship("member", "many to one", "Member", by="membr_id"),)),
        "model Loan#relationship member",
    ),
    "a schema of a model": (in_loan(schemas=(*(LOAN.schemas or ()), "LoanReed")), "model Loan#schemas"),
    "the type of a field of a schema": (
        LIBRARY.with_schema(Schema("Receipt", fields=(SchemaField("loan", Type("ref", name="LoanRaed")),))),
        "schema Receipt#field loan",
    ),
    "what a dependency needs": (
        in_routing(dependencies=(Dependency("get_member", needs=("get_sesion",), used_by=("all",)),)),
        "routing#dependency get_member",
    ),
    "the code of a step": (
        LIBRARY.replace(auth=Auth(pipeline=(PipelineStep("signature", code="not_authentic"),))),
        "auth#step signature",
    ),
    "the code of a handler": (
        in_errors(handlers=(Handler("framework HTTP error", "404 `no_route`, 405 `no_method`"),)),
        "errors#handler framework HTTP error",
    ),
    "the decision that supersedes another": (
        LIBRARY.with_decision(Decision("2026-11-24-loans", "Loans", superseded_by="2026-12-01-lones")),
        "decision 2026-11-24-loans#superseded by",
    ),
}


def test_a_sound_specification_has_no_finding() -> None:
    assert found("RF", LIBRARY) == []


@pytest.mark.parametrize(("broken", "at"), UNRESOLVED.values(), ids=UNRESOLVED.keys())
def test_a_name_that_nothing_has_is_found_where_it_stands(broken: Spec, at: str) -> None:
    assert found("RF001", broken) == [("RF001", at)]


def test_a_mistyped_name_is_answered_with_the_nearest_that_exists() -> None:
    broken = in_loans(LEND, body=Body("LoanCraete"))
    assert messages("RF001", broken) == ["`LoanCraete` is no schema; did you mean `LoanCreate`?"]


def test_a_column_of_an_order_may_be_descending() -> None:
    assert found("RF001", in_loan(indexes=(Index(("-due_at", "id")),))) == []


UNUSED = {
    "a schema": (LIBRARY.with_schema(Schema("Summary")), "schema Summary"),
    "a code": (in_errors(codes=(*LIBRARY.errors.codes, ErrorCode(410, "loan_expired"))), "errors#code loan_expired"),
    "a router": (LIBRARY.with_router(Router("fines")), "routing#router fines"),
    "a dependency that says nobody": (
        in_routing(dependencies=(*LIBRARY.routing.dependencies, Dependency("get_clock"))),
        "routing#dependency get_clock",
    ),
    "a dependency of endpoints that do not exist": (
        in_routing(dependencies=(*LIBRARY.routing.dependencies, Dependency("require_role", used_by=("roles",)))),
        "routing#dependency require_role",
    ),
}


@pytest.mark.parametrize(("broken", "at"), UNUSED.values(), ids=UNUSED.keys())
def test_what_nothing_uses_is_found(broken: Spec, at: str) -> None:
    assert found("RF", broken) == [("RF002", at)]


def test_a_code_is_used_by_a_rule_of_a_model_alone() -> None:
    assert "`taken`" not in str(messages("RF002", LIBRARY))


SOURCELESS = {
    "an input that no behavior uses": (
        in_members(behavior=Behavior("create", "Member", sets=(Assignment("password_hash", Value("random")),))),
        "model Member#field password",
    ),
    "a column that nothing fills": (
        LIBRARY.with_model(MEMBER.replace(fields=(*MEMBER.fields, Field("card_number", Type("str"))))),
        "POST /api/members#behavior",
    ),
    "an owner whom nothing names": (in_loans(LEND, behavior=Behavior("create", "Loan")), "POST /api/loans#behavior"),
    "an input that no request brings": (
        in_loans(LEND, behavior=Behavior("create", "Loan", sets=(Assignment("member_id", Value("input", "who")),))),
        "POST /api/loans#behavior",
    ),
    "an output that is neither stored nor computed": (
        in_loan(fields=(*LOAN.fields, Field("days_left", Type("int"), nullable=None, stored=False, read="yes"))),
        "model Loan#field days_left",
    ),
}


@pytest.mark.parametrize(("broken", "at"), SOURCELESS.values(), ids=SOURCELESS.keys())
def test_a_value_without_source_or_use_is_found(broken: Spec, at: str) -> None:
    assert found("RF", broken) == [("RF003", at)]


def test_a_computed_output_has_its_source() -> None:
    left = Field("days_left", Type("int"), nullable=None, stored=False, read="yes", computed="`due_at` less today")
    assert found("RF", in_loan(fields=(*LOAN.fields, left))) == []


def test_a_link_that_leads_nowhere_is_found_where_it_stands() -> None:
    place = Place("api/errors.md", 7, 12)
    dead = Document("api/errors.md", "errors", mentions=(Mention("routing.md#routes", place, resolved=False),))
    assert found_in("RF", dead) == [("RF006", "api/errors.md:7:12")]


def test_a_link_that_leads_somewhere_is_none() -> None:
    place = Place("api/errors.md", 7, 12)
    assert found_in("RF", Document("api/errors.md", "errors", mentions=(Mention("routing.md", place),))) == []


def numbered(first: str, second: str) -> Spec:
    """Two endpoints with a criterion each."""
    one = JOIN.replace(criteria=(Criterion(first),))
    two = JOIN.replace(path="/api/guests", criteria=(Criterion(second),))
    return Spec(routers=(Router("members", endpoints=(one, two)),))


@pytest.mark.parametrize(
    ("first", "second", "sound"),
    [("AC-7: 201.", "AC-7: 409.", False), ("**AC-7** 201.", "AC-7 — 409.", False), ("AC-7: 201.", "AC-8: 409.", True),
     ("201.", "201.", True), ("SHA-256 of it.", "SHA-256 of that.", True)],
)  # fmt: skip
def test_a_number_of_two_criteria_is_found(first: str, second: str, sound: bool) -> None:
    assert [code for code, _ in found("RF004", numbered(first, second))] == ([] if sound else ["RF004"])


def test_a_name_of_two_things_is_found_once() -> None:
    twice = Spec(models=(MEMBER, LOAN, MEMBER), auth=Auth(roles=(Role("clerk"), Role("clerk"))))
    assert found("RF004", twice) == [("RF004", "model Member"), ("RF004", "auth#role clerk")]
    assert found("RF004", Spec(models=(MEMBER, LOAN), auth=Auth(roles=(Role("clerk"),)))) == []


@pytest.mark.parametrize(
    ("criteria", "after"),
    [
        (("AC-7: a.", "AC-7: b.", "AC-12: c.", "AC-7: d."), ["AC-7: a.", "AC-13: b.", "AC-12: c.", "AC-14: d."]),
        (("**TC009** a.", "**TC009** b.", "AC-9: c."), ["**TC009** a.", "**TC010** b.", "AC-9: c."]),
        (("AC-1.2: a.", "AC-1.2: b.", "AC-2.7: c."), ["AC-1.2: a.", "AC-1.3: b.", "AC-2.7: c."]),
        (("AC-1-: a.", "AC-1-: b."), ["AC-1-: a.", "AC-1-: b."]),
        ((f"AC-{'1' * 5000}: a.", f"AC-{'1' * 5000}: b."), [f"AC-{'1' * 5000}: a.", f"AC-{'1' * 5000}: b."]),
    ],
    ids=["the first keeps its number", "zeros in front stay", "in a section", "no number", "too long to count"],
)
def test_a_second_criterion_of_a_number_gets_the_next_one(criteria: tuple[str, ...], after: list[str]) -> None:
    *own, shared = map(Criterion, criteria)
    join, errors = JOIN.replace(criteria=tuple(own)), Errors(criteria=(shared,))
    spec = rewritten("RF004", Spec(routers=(Router("members", endpoints=(join,)),), errors=errors))
    (endpoint,) = spec.endpoints
    assert [criterion.text for criterion in (*endpoint.criteria, *spec.errors.criteria)] == after
