"""Rules on whose rows are whose."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Router
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.endpoint import Access, Body, Endpoint, ErrorCase, Parameter, Response, Scope
from groundplan.spec.model import Field, Model, Reference, SchemaField, Uniqueness, UniqueTogether
from groundplan.spec.outcome import ErrorCode, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.checks.judged import found, rewritten

UUID = Type("uuid")
ID = Field("id", UUID, primary_key=True, read="yes")
MEMBER = Model("Member", fields=(ID,), owner="id")
LIBRARY = Model("Library", fields=(ID,), tenant="id")
READER = Field("reader_id", UUID, references=Reference("Member", "id", "cascade"))
HOUSE = Field("library_id", UUID, references=Reference("Library", "id", "cascade"))
LOAN = Model("Loan", fields=(ID, READER), owner="reader_id", schemas=("LoanRead",))
NOTICE = Model(
    "Notice", fields=(ID, Field("loan_id", UUID, references=Reference("Loan", "id", "cascade"))), shared="all"
)
SHELF = Model("Shelf", fields=(ID, HOUSE), tenant="library_id")
WORD = Model("Word", fields=(ID,), shared="everybody")
SIGNED_IN, CLERK = Access("authenticated"), Access("roles", ("clerk",))
LIST = Endpoint("GET", "/api/loans", behavior=Behavior("list", "Loan"), responses=(Response(200, "LoanRead", "page"),))
LEND = Endpoint(
    "POST", "/api/loans", behavior=Behavior("create", "Loan", sets=(Assignment("reader_id", Value("caller")),))
)
READ = Endpoint("GET", "/api/loans/{loan_id}", behavior=Behavior("read", "Loan", by=("loan_id",)))
MINE = Scope("owner", "Loan.reader_id")
HERE = Scope("tenant", "Shelf.library_id")
LOANS = Router("loans", access=SIGNED_IN, scope=MINE, endpoints=(LIST, LEND, READ))
SOUND = Spec(models=(MEMBER, LIBRARY, LOAN, NOTICE, SHELF, WORD), routers=(LOANS,))


def routed(*endpoints: Endpoint, scope: Scope | None = None, access: Access = SIGNED_IN) -> Spec:
    return SOUND.replace(routers=(LOANS.replace(endpoints=endpoints, scope=scope, access=access),))


def test_rows_that_all_belong_somewhere_have_no_finding() -> None:
    assert found("TN", SOUND) == []


def test_a_model_that_does_not_say_whose_its_rows_are_is_found() -> None:
    assert found("TN", Spec(models=(WORD.replace(shared=""),))) == [("TN001", "model Word")]


def test_rows_that_are_owned_and_shared_are_found() -> None:
    assert found("TN", SOUND.with_model(LOAN.replace(shared="everybody"))) == [("TN001", "model Loan#shared")]


def test_the_rows_of_a_link_model_belong_to_what_they_tie() -> None:
    keys = tuple(field.replace(primary_key=True) for field in (READER, HOUSE))
    assert found("TN", SOUND.with_model(Model("Membership", fields=keys))) == []


@pytest.mark.parametrize(
    "broken",
    [READER.replace(nullable=True), READER.replace(nullable=None), READER.replace(references=None)],
    ids=["null", "null is open", "no foreign key"],
)
def test_an_owner_that_may_be_missing_is_found(broken: Field) -> None:
    assert found("TN", SOUND.with_model(LOAN.replace(fields=(ID, broken)))) == [("TN002", "model Loan#field reader_id")]


def test_a_tenant_that_may_be_missing_is_found() -> None:
    broken = SHELF.replace(fields=(ID, HOUSE.replace(nullable=True)))
    assert found("TN", SOUND.with_model(broken)) == [("TN002", "model Shelf#field library_id")]


def test_an_owner_whose_account_lives_elsewhere_is_no_foreign_key() -> None:
    elsewhere = LOAN.replace(fields=(ID, READER.replace(references=None)))
    assert found("TN", Spec(models=(elsewhere,))) == []


@pytest.mark.parametrize("kind", ["input", "literal"])
def test_an_owner_that_the_request_names_is_found(kind: str) -> None:
    value = Value("input", "reader_id").replace(kind=kind)
    lend = LEND.replace(behavior=Behavior("create", "Loan", sets=(Assignment("reader_id", value),)))
    assert found("TN", routed(lend, scope=MINE)) == [("TN003", "POST /api/loans#behavior")]


def test_an_owner_in_the_body_is_found() -> None:
    lend = LEND.replace(behavior=Behavior("create", "Loan"), body=Body(fields=(SchemaField("reader_id", UUID),)))
    assert found("TN", routed(lend, scope=MINE)) == [("TN003", "POST /api/loans#request body")]


@pytest.mark.parametrize("location", ["query", "header"])
def test_an_owner_in_a_parameter_of_a_list_is_found(location: str) -> None:
    parameter = Parameter("reader_id", "query", UUID).replace(location=location)
    by_reader = LIST.replace(parameters=(parameter,))
    assert found("TN", routed(by_reader, scope=MINE)) == [("TN003", f"GET /api/loans#{location} reader_id")]


def test_who_reaches_every_row_may_choose_an_owner() -> None:
    by_reader = LIST.replace(parameters=(Parameter("reader_id", "query", UUID),))
    assert found("TN", routed(by_reader, scope=Scope("none", reason="clerks see all"), access=CLERK)) == []


def test_an_endpoint_that_forgets_whose_rows_it_reaches_is_found_and_scoped() -> None:
    broken = routed(LIST)
    assert found("TN", broken) == [("TN004", "GET /api/loans")]
    after = mended(broken, Settings(("TN004",)))
    assert [endpoint.scope for endpoint in after.endpoints] == [MINE]
    assert found("TN", after) == []


def test_every_row_without_a_reason_is_found() -> None:
    assert found("TN", routed(LIST, scope=Scope("none"))) == [("TN004", "GET /api/loans")]
    assert found("TN", routed(LIST, scope=Scope("none", reason="loans hang on the wall"))) == []


@pytest.mark.parametrize("field", ["Loan.id", "Shelf.library_id", "Member.name"])
def test_a_scope_that_says_nothing_of_these_rows_is_found_once_for_the_router(field: str) -> None:
    broken = SOUND.replace(routers=(LOANS.replace(scope=Scope("owner", field)),))
    assert found("TN", broken) == [("TN004", "router loans#scope")]


def test_a_scope_of_its_own_that_says_nothing_of_these_rows_is_found_at_the_endpoint() -> None:
    broken = routed(LIST.replace(scope=HERE), scope=MINE)
    assert found("TN", broken) == [("TN004", "GET /api/loans#scope")]


def test_a_scope_may_be_that_of_a_parent() -> None:
    notices = Endpoint("GET", "/api/loans/{loan_id}/notices", behavior=Behavior("list", "Notice", by=("loan_id",)))
    assert found("TN", routed(notices, scope=MINE)) == []
    owned = NOTICE.replace(fields=(*NOTICE.fields, READER), owner="reader_id", shared="")
    assert found("TN", routed(notices, scope=MINE).with_model(owned)) == []


UNSCOPED = {
    "a creation for the caller": routed(LEND),
    "a row that is found by the caller": routed(
        Endpoint("GET", "/api/me", behavior=Behavior("read", "Member", by_caller=True))
    ),
    "what a role may reach": routed(LIST, access=CLERK),
    "what everybody may read": routed(LIST, access=Access("public", reason="a public board")),
    "what nobody owns": routed(Endpoint("GET", "/api/words", behavior=Behavior("list", "Word"))),
    "signing in": routed(Endpoint("POST", "/api/login", behavior=Behavior("sign in", "Member", by=("email",)))),
}


@pytest.mark.parametrize("spec", UNSCOPED.values(), ids=UNSCOPED.keys())
def test_no_scope_is_owed_for(spec: Spec) -> None:
    assert found("TN", spec) == []


def test_a_role_does_not_tell_one_tenant_from_another() -> None:
    shelves = Endpoint("GET", "/api/shelves", behavior=Behavior("list", "Shelf"))
    assert found("TN", routed(shelves, access=CLERK)) == [("TN004", "GET /api/shelves")]
    assert found("TN", routed(shelves, access=CLERK, scope=HERE)) == []


NAME = Field("name", Type("str"), create="required")
FINE = Model("Fine", fields=(ID, READER, NAME), owner="reader_id")
ANYBODYS = {
    "a field": FINE.replace(fields=(ID, READER, NAME.replace(unique=Uniqueness()))),
    "fields together": FINE.replace(uniques=(UniqueTogether(("name", "id")),)),
    "a field in an organisation": SHELF.replace(fields=(ID, HOUSE, NAME.replace(unique=Uniqueness()))),
}


@pytest.mark.parametrize("model", ANYBODYS.values(), ids=ANYBODYS.keys())
def test_what_is_unique_among_the_rows_of_everybody_is_found(model: Model) -> None:
    [(code, at)] = found("TN005", SOUND.with_model(model))
    assert (code, at.partition("#")[0]) == ("TN005", f"model {model.name}")


IN_SCOPE = {
    "with the owner": FINE.replace(uniques=(UniqueTogether(("reader_id", "name")),)),
    "within a parent of the owner's": FINE.replace(
        fields=(*FINE.fields, Field("loan_id", UUID, references=Reference("Loan", "id"))),
        uniques=(UniqueTogether(("loan_id", "name")),),
    ),
    "made by the server": FINE.replace(fields=(ID, READER, NAME.replace(create="", unique=Uniqueness()))),
    "on purpose": FINE.replace(
        fields=(ID, READER, NAME.replace(unique=Uniqueness())), notes=("`name` is globally unique: it is a host name.",)
    ),
    "the account": MEMBER.replace(fields=(ID, NAME.replace(unique=Uniqueness()))),
    "shared by all": WORD.replace(fields=(ID, NAME.replace(unique=Uniqueness()))),
}


@pytest.mark.parametrize("model", IN_SCOPE.values(), ids=IN_SCOPE.keys())
def test_a_value_may_be_unique(model: Model) -> None:
    assert found("TN005", SOUND.with_model(model)) == []


KEEPER = Field("keeper_id", UUID, references=Reference("Member", "id", "restrict"), create="required")
PLACE = Endpoint(
    "POST", "/api/shelves", behavior=Behavior("create", "Shelf"), body=Body(fields=(SchemaField("keeper_id", UUID),))
)


def placing(**changes: object) -> Spec:
    spec = routed(PLACE.replace(**changes), scope=HERE)
    return spec.with_model(SHELF.replace(fields=(ID, HOUSE, KEEPER)))


def test_a_person_of_another_organisation_is_found() -> None:
    assert found("TN006", placing()) == [("TN006", "POST /api/shelves#request body")]
    unknown = ErrorCase(422, "keeper_not_found", "`keeper_id` is nobody of this library")
    assert found("TN006", placing(errors=(unknown,))) == []


NOBODY = ErrorCode(422, "keeper_unknown", field="keeper_id")
NO_MEMBER = ErrorCode(404, "member_not_found", meaning="no such member")
GONE = ErrorCode(404, "member_gone")


@pytest.mark.parametrize(
    ("codes", "row"),
    [((NO_MEMBER, NOBODY), NOBODY), ((NO_MEMBER,), NO_MEMBER), ((NO_MEMBER, GONE), None), ((), None)],
    ids=["a code of the field", "a code of the model", "either of two", "none"],
)
def test_a_row_of_another_organisation_is_answered_with_the_one_code_for_it(
    codes: tuple[ErrorCode, ...], row: ErrorCode | None
) -> None:
    known = (ErrorCase(400, "validation_error"), ErrorCase(429, "rate_limited"))
    (after,) = rewritten("TN006", placing(errors=known).replace(errors=Errors(codes=codes))).endpoints
    when = "`keeper_id` is unknown, or of another organisation"
    new = () if row is None else (ErrorCase(row.status, row.code, when),)
    assert after.errors == (known[0], *new, known[1])


def test_two_fields_of_one_model_share_the_row() -> None:
    spec = placing(body=Body(fields=(SchemaField("keeper_id", UUID), SchemaField("helper_id", UUID))))
    shelf = SHELF.replace(fields=(ID, HOUSE, KEEPER, KEEPER.replace(name="helper_id")))
    after = mended(spec.with_model(shelf).replace(errors=Errors(codes=(NO_MEMBER,))), Settings(("TN006",)))
    assert [[case.code for case in endpoint.errors] for endpoint in after.endpoints] == [["member_not_found"]]
    assert found("TN006", after) == []


def test_a_role_may_point_at_rows_of_its_organisation_only() -> None:
    crate = Model("Crate", fields=(ID, HOUSE, Field("shelf_id", UUID, references=Reference("Shelf", "id"))))
    put = PLACE.replace(behavior=Behavior("create", "Crate"), body=Body(fields=(SchemaField("shelf_id", UUID),)))
    spec = routed(put, scope=HERE, access=CLERK).with_model(crate.replace(tenant="library_id"))
    assert found("TN006", spec) == [("TN006", "POST /api/shelves#request body")]
    assert found("TN006", spec.with_model(crate.replace(owner="library_id"))) == []


def test_an_answer_that_tells_that_a_foreign_row_exists_is_found() -> None:
    refused = ErrorCase(403, "keeper_foreign", "`keeper_id` is another library's")
    assert found("TN006", placing(errors=(refused,))) == [("TN006", "POST /api/shelves#error 403 keeper_foreign")]
