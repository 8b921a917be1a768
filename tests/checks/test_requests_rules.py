"""Rules on what a client may send."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Middleware, Router, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.auth import Token as TokenKind
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Body, Criterion, Endpoint, Location, Parameter
from groundplan.spec.model import Field, Model, Presence, Reference, Schema, SchemaField
from groundplan.spec.outcome import CommonError, Errors
from groundplan.spec.spec import Spec
from groundplan.spec.types import Bounds, Constraints, Type
from tests.checks.judged import found

LEND = Endpoint("POST", "/api/loans", behavior=Behavior("create", "Loan"), body=Body("LoanCreate"))
CHANGE = Endpoint("PATCH", "/api/loans/{loan_id}", behavior=Behavior("update", "Loan"), body=Body("LoanUpdate"))
TITLE = Field("title", Type("str"), create="required", update="optional", read="yes")
SAFE = Errors(common=(CommonError(413, "too_large", ("body",)), CommonError(415, "no_json", ("body",))))
TOLD = Api(
    unknown_fields="rejected",
    partial_update="an absent field stays, null clears it, an empty body is an error",
    body_limit=1_000_000,
    media="application/json",
    times="UTC, RFC 3339",
    ids="int; one out of range is answered as an unknown one",
    notes=("Text is trimmed before it is checked; NUL is refused.",),
)
ANY = Constraints()
CODES = ("RQ004", "RQ005", "RQ006", "RQ009", "RQ010", "RQ011", "RQ012", "RQ013", "RQ014")


def serving(*endpoints: Endpoint, api: Api = TOLD, fields: tuple[Field, ...] = (TITLE,)) -> Spec:
    loan = Model("Loan", fields=fields, schemas=("LoanCreate", "LoanUpdate", "LoanRead"))
    return Spec(api=api, models=(loan,), routers=(Router("loans", endpoints=endpoints),), errors=SAFE)


def told(code: str, spec: Spec) -> list[str]:
    return [at for found_code, at in found(code, spec)]


def column(type_: Type, *notes: str, name: str = "x", rules: Constraints = ANY) -> Field:
    return TITLE.replace(name=name, type=type_, constraints=rules.replace(notes=(*rules.notes, *notes)))


def sent(type_: Type, *notes: str, name: str = "x", rules: Constraints = ANY) -> Endpoint:
    """A create whose own body holds one field."""
    field = SchemaField(name, type_, constraints=rules.replace(notes=(*rules.notes, *notes)))
    return LEND.replace(body=Body(fields=(field,)))


def asked(name: str, type_: Type = Type("str"), location: Location = "query", meaning: str = "") -> Endpoint:
    return Endpoint("GET", "/api/loans", parameters=(Parameter(name, location, type_, meaning=meaning),))


@pytest.mark.parametrize("code", CODES)
def test_sound_requests_have_no_finding(code: str) -> None:
    assert told(code, serving(LEND, CHANGE)) == []


@pytest.mark.parametrize("code", CODES)
def test_who_takes_nothing_owes_nothing(code: str) -> None:
    assert told(code, Spec(routers=(Router("loans", endpoints=(Endpoint("GET", "/api/loans"),)),))) == []


INT, UUID = Type("int"), Type("uuid")
ENDS = Constraints(bounds=Bounds(0, 9))
NUMBERS = {
    "both ends": (INT, ENDS, 0),
    "no greatest": (INT, Constraints(bounds=Bounds(low=0)), 1),
    "no least": (INT, Constraints(bounds=Bounds(high=9)), 1),
    "neither": (INT, ANY, 1),
    "more than a column holds": (INT, Constraints(bounds=Bounds(0, 10**25)), 1),
    "digits": (Type("decimal", precision=10, scale=2), ANY, 0),
    "a decimal of any digits": (Type("decimal"), ANY, 1),
    "a float": (Type("float"), ANY, 0),
    "items": (Type("list", item=INT), ANY, 1),
    "items with ends": (Type("list", item=INT), Constraints(each=Bounds(0, 9)), 0),
    "no number": (Type("date"), ANY, 0),
}


@pytest.mark.parametrize(("type_", "rules", "faults"), NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_has_two_ends(type_: Type, rules: Constraints, faults: int) -> None:
    assert len(told("RQ004", serving(sent(type_, rules=rules)))) == faults
    assert len(told("RQ004", serving(LEND, fields=(column(type_, rules=rules),)))) == faults


def test_a_number_in_a_query_and_in_a_schema_has_two_ends() -> None:
    assert told("RQ004", serving(asked("year", INT))) == ["GET /api/loans#query year"]
    order = Schema("Order", fields=(SchemaField("amount", INT),))
    ordering = serving(LEND.replace(body=Body("Order"))).replace(schemas=(order, order.replace(name="Unused")))
    assert told("RQ004", ordering) == ["schema Order#field amount"]


def test_ids_are_bounded_once_for_all() -> None:
    silent = TOLD.replace(ids="int, counted by the database")
    read = asked("loan_id", INT, "path")
    reader = column(INT, name="reader").replace(references=Reference("Reader", "id"))
    assert told("RQ004", serving(read, sent(INT, name="shelf_id"), api=silent)) == ["api#ids"]
    assert told("RQ004", serving(LEND, api=silent, fields=(reader,))) == ["api#ids"]
    assert told("RQ004", serving(read, LEND, fields=(reader,))) == []
    assert told("RQ004", serving(asked("loan_id", UUID, "path"), api=silent)) == []


FEW = Constraints(bounds=Bounds(0, 20))


@pytest.mark.parametrize(
    ("name", "item", "rules", "faults"),
    [
        ("words", Type("str"), FEW, 0),
        ("words", Type("str"), ANY, 1),
        ("words", None, FEW, 1),
        ("shelf_ids", UUID, FEW, 1),
        ("shelf_ids", UUID, FEW.replace(distinct=True), 0),
        ("shelf_ids", UUID, FEW.replace(notes=("an id that comes twice counts once",)), 0),
    ],
)
def test_a_list_ends_and_says_what_equal_ids_do(name: str, item: Type | None, rules: Constraints, faults: int) -> None:
    assert len(told("RQ005", serving(sent(Type("list", item=item), name=name, rules=rules)))) == faults


def test_the_line_of_a_request_bounds_a_list_in_the_query() -> None:
    assert told("RQ005", serving(asked("word", Type("list", item=Type("str"))))) == []


def test_unknown_fields_are_spoken_of_once() -> None:
    assert told("RQ006", serving(LEND, CHANGE, api=TOLD.replace(unknown_fields=""))) == ["api"]
    noted = TOLD.replace(unknown_fields="", notes=("Additional properties are dropped, since old clients send them.",))
    assert told("RQ006", serving(LEND, api=noted)) == []


def test_unknown_fields_are_ignored_for_a_reason() -> None:
    ignored = TOLD.replace(unknown_fields="ignored")
    assert told("RQ006", serving(LEND, api=ignored)) == ["api#unknown fields"]
    reason = ("Unknown fields pass, for clients of the old desk send more.",)
    assert told("RQ006", serving(LEND, api=ignored.replace(notes=reason))) == []


@pytest.mark.parametrize(
    "said", ["", "an absent field stays", "null clears, an empty body is an error", "absent and null are the same"]
)
def test_a_patch_says_what_absent_null_and_empty_mean(said: str) -> None:
    assert told("RQ009", serving(CHANGE, api=TOLD.replace(partial_update=said))) == ["api#partial update"]


def test_a_patch_may_say_it_by_itself() -> None:
    silent = TOLD.replace(partial_update="")
    noted = CHANGE.replace(notes=("A field that is not sent stays; null clears the return date.",))
    proved = noted.replace(criteria=(Criterion("A body with no fields answers 400."),))
    assert told("RQ009", serving(proved, api=silent)) == []
    assert told("RQ009", serving(noted, api=silent)) == ["api#partial update"]


def test_a_patch_that_needs_all_it_takes_leaves_nothing_open() -> None:
    shelf = SchemaField("shelf", Type("str"))
    move = CHANGE.replace(body=Body(fields=(shelf, shelf.replace(name="row"))))
    mark = CHANGE.replace(body=Body(fields=(shelf.replace(required=None),)))
    assert told("RQ009", serving(move, mark, api=TOLD.replace(partial_update=""))) == []


def test_null_is_not_for_a_column_that_has_none() -> None:
    body = Body(fields=(SchemaField("title", Type("str"), required=False, nullable=True),))
    broken = serving(CHANGE.replace(body=body))
    assert told("RQ009", broken) == ["PATCH /api/loans/{loan_id}#body title"]
    after = mended(broken, Settings(("RQ009",)))
    assert told("RQ009", after) == []
    assert mended(after, Settings(("RQ009",))) == after
    assert told("RQ009", serving(CHANGE.replace(body=body), fields=(TITLE.replace(nullable=True),))) == []


DATETIME = Type("datetime")


@pytest.mark.parametrize(
    "times", ["UTC, RFC 3339", "ISO 8601 with an offset", "timezone-aware", "2026-03-14T09:30:00Z"]
)
def test_instants_have_an_offset_for_all(times: str) -> None:
    assert told("RQ010", serving(sent(DATETIME), api=TOLD.replace(times=times))) == []


@pytest.mark.parametrize("times", ["", "ISO 8601"])
def test_instants_without_an_offset_are_told_once(times: str) -> None:
    several = (column(DATETIME), column(DATETIME, name="y"))
    assert told("RQ010", serving(asked("since", DATETIME), api=TOLD.replace(times=times), fields=several)) == [
        "api#times"
    ]


def test_an_instant_may_say_its_offset_by_itself() -> None:
    silent = TOLD.replace(times="")
    assert told("RQ010", serving(sent(DATETIME, "RFC 3339 with an offset"), api=silent)) == []
    assert told("RQ010", serving(sent(Type("date")), api=silent)) == []


@pytest.mark.parametrize("note", ["local time", "naive", "without a time zone"])
def test_an_instant_of_no_zone_is_found(note: str) -> None:
    assert told("RQ010", serving(sent(DATETIME, note))) == ["POST /api/loans#body x"]


def test_text_hygiene_is_spoken_of_once() -> None:
    several = (TITLE, TITLE.replace(name="author"))
    assert told("RQ011", serving(LEND, api=TOLD.replace(notes=()), fields=several)) == ["api", "api"]
    nul = TOLD.replace(notes=("Control characters are refused.",))
    assert told("RQ011", serving(LEND, api=nul, fields=several)) == ["api"]


def test_a_single_text_that_may_be_blank_is_found_where_it_stands() -> None:
    nul = TOLD.replace(notes=("U+0000 is refused.",))
    trimmed = column(Type("str"), name="title", rules=Constraints(Bounds(1, 80), trimmed=True))
    assert told("RQ011", serving(LEND, api=nul, fields=(trimmed, column(Type("str"))))) == ["model Loan#field x"]
    assert told("RQ011", serving(LEND, api=nul, fields=(trimmed,))) == []


@pytest.mark.parametrize(
    "field",
    [
        column(Type("email")),
        column(Type("str"), rules=Constraints(pattern="^[A-Z]+$")),
        column(Type("str"), "not blank"),
        column(Type("str")).replace(create="optional"),
    ],
)
def test_text_that_is_optional_or_of_a_form_may_not_be_blank(field: Field) -> None:
    assert told("RQ011", serving(LEND, api=TOLD.replace(notes=("NUL is refused.",)), fields=(field,))) == []


def test_a_body_has_a_size_a_kind_and_answers_to_others() -> None:
    assert told("RQ012", serving(LEND, CHANGE, api=Api())) == ["api"]
    assert told("RQ012", serving(LEND).replace(errors=Errors())) == ["errors", "errors"]


@pytest.mark.parametrize(
    "spec",
    [
        serving(LEND, api=TOLD.replace(body_limit=None, notes=("No body is larger than 2 MB.",))),
        serving(LEND, api=TOLD.replace(body_limit=None)).replace(
            routing=Routing(middleware=(Middleware("body limit", settings="512 KiB"),))
        ),
        serving(LEND.replace(notes=("At most 64 KB.",)), api=TOLD.replace(body_limit=None)),
        serving(sent(Type("file"), rules=Constraints(Bounds(0, 5_000_000))), api=TOLD.replace(body_limit=None)),
        serving(LEND, api=TOLD.replace(media="", notes=("Content-Type is application/json.",))),
    ],
)
def test_a_limit_and_a_kind_may_be_said_anywhere(spec: Spec) -> None:
    assert told("RQ012", spec) == []


@pytest.mark.parametrize(
    "name", ["token", "access_token", "accessToken", "api_key", "apiKey", "password", "client_secret", "X-Auth-Token"]
)
def test_a_secret_in_the_url_is_found(name: str) -> None:
    assert told("RQ013", serving(asked(name))) == [f"GET /api/loans#query {name}"]
    assert told("RQ013", serving(asked(name, location="path"))) == [f"GET /api/loans#path {name}"]
    assert told("RQ013", serving(asked(name, location="header"))) == []


@pytest.mark.parametrize("name", ["page_token", "nextToken", "tokenize", "secretary", "key", "device_token"])
def test_what_only_sounds_like_a_secret_has_no_finding(name: str) -> None:
    assert told("RQ013", serving(asked(name))) == []


def test_a_link_that_works_once_may_hold_its_token() -> None:
    assert told("RQ013", serving(asked("token", meaning="single-use, from the mail"))) == []
    reset = asked("token").replace(path="/api/reset")
    once = serving(reset).replace(auth=Auth(tokens=(TokenKind("reset", single_use=True),)))
    assert told("RQ013", once) == []
    assert told("RQ013", serving(reset)) == ["GET /api/reset#query token"]


URL = Type("url")
GUARDED = ("https only", "no private hosts", "no redirects", "timeout 5 seconds")


@pytest.mark.parametrize(
    ("name", "type_", "notes", "faults"),
    [
        ("website", URL, (), 1),
        ("website", URL, ("never fetched",), 0),
        ("website", URL, ("the server does not follow it",), 0),
        ("callback_url", Type("str"), (), 1),
        ("callback_url", Type("str"), GUARDED, 0),
        ("callback_url", Type("str"), GUARDED[:2], 1),
        ("redirect_uri", Type("str"), (), 1),
        ("redirect_uri", Type("str"), ("https, and a host of the allow-list",), 0),
        ("webhook", Type("bool"), (), 0),
        ("curl", Type("str"), (), 0),
    ],
)
def test_a_url_leads_nowhere_or_where_it_is_said(name: str, type_: Type, notes: tuple[str, ...], faults: int) -> None:
    assert len(told("RQ014", serving(sent(type_, *notes, name=name)))) == faults
    assert len(told("RQ014", serving(LEND, fields=(column(type_, *notes, name=name),)))) == faults


def test_urls_may_be_guarded_once_for_all() -> None:
    noted = TOLD.replace(notes=(*TOLD.notes, "URLs that clients send are shown and never fetched by the server."))
    assert told("RQ014", serving(sent(URL), api=noted, fields=(column(URL),))) == []


@pytest.mark.parametrize(
    ("create", "update", "faults"), [("", "required", 0), ("optional", "required", 1), ("", "", 0)]
)
def test_a_version_is_compared_by_an_update_and_set_by_nobody(create: Presence, update: Presence, faults: int) -> None:
    edition = Field("edition", Type("int"), create=create, update=update, read="yes")
    loan = Model("Loan", fields=(TITLE, edition), version="edition", schemas=("LoanUpdate",))
    assert len(told("RQ007", Spec(models=(loan,)))) == faults
