"""Rules on what columns hold: ids, null, money, choices, bounds and names."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.evolution.deprecating import Farewell, deprecated
from groundplan.spec.api import Api, Router
from groundplan.spec.behavior import Assignment, Behavior, Value
from groundplan.spec.endpoint import Body, Endpoint, Parameter, Response
from groundplan.spec.model import Field, Model, Schema, SchemaField
from groundplan.spec.spec import Spec
from groundplan.spec.types import GENERATED, Bounds, Constraints, Kind, Type, literal
from tests.checks.judged import found, messages, rewritten

ID = Field("id", Type("uuid"), default=GENERATED, primary_key=True, read="yes")
TITLE = Field("title", Type("str"), constraints=Constraints(bounds=Bounds(1, 80)), create="required")
STATE = Field("state", Type("enum", values=("out", "back")), default=literal("out"), read="yes")
LOAN = Model("Loan", fields=(ID, Field("reader_id", Type("uuid")), TITLE, STATE), owner="reader_id")
READ = Endpoint("GET", "/api/loans/{loan_id}", behavior=Behavior("read", "Loan", by=("loan_id",)))
LEND = Endpoint("POST", "/api/loans", behavior=Behavior("create", "Loan"))
TOLD = Api(notes=("A choice is stored as its value, as text with a check.",))


def holding(*fields: Field, **changes: object) -> Spec:
    """The loan with more fields, and the two endpoints on it."""
    model = LOAN.replace(fields=(*LOAN.fields, *fields)).replace(**changes)
    return Spec(api=TOLD, models=(model,), routers=(Router("loans", endpoints=(READ, LEND)),))


def sending(*fields: SchemaField, **changes: object) -> Spec:
    """The two endpoints, the second with a body of its own."""
    lend = LEND.replace(body=Body(fields=fields)).replace(**changes)
    return holding().replace(routers=(Router("loans", endpoints=(READ, lend)),))


def judged(code: str, spec: Spec) -> list[str]:
    return [at for _, at in found(code, spec)]


@pytest.mark.parametrize("code", ["MD003", "MD004", "MD006", "MD007", "MD008", "MD011"])
def test_a_sound_table_has_no_finding(code: str) -> None:
    assert judged(code, holding()) == []


COUNTED = (ID.replace(type=Type("int")), *LOAN.fields[1:])


def test_an_id_that_can_be_counted_through_is_found_once() -> None:
    fines = LOAN.replace(name="Fine", fields=COUNTED)
    pay = Endpoint("POST", "/api/fines/{fine_id}/pay", behavior=Behavior("update", "Fine", by=("fine_id",)))
    both = holding(fields=COUNTED).with_model(fines).with_endpoint(pay, "loans")
    assert judged("MD003", both) == ["model Loan#field id"]
    assert "`Loan`, `Fine`" in messages("MD003", both)[0]


SEEN_BY_NOBODY = {
    "what no path names": holding(fields=COUNTED).replace(routers=(Router("loans", endpoints=(LEND,)),)),
    "what belongs to nobody": holding(fields=COUNTED, owner="", shared="everybody"),
    "a decision for all tables": holding(fields=COUNTED).replace(api=Api(ids="int, counted by the database")),
    "a reason": holding(fields=COUNTED, notes=("`id` is printed on the card, so it is short.",)),
}


@pytest.mark.parametrize("spec", SEEN_BY_NOBODY.values(), ids=SEEN_BY_NOBODY.keys())
def test_an_id_may_be_counted_for(spec: Spec) -> None:
    assert judged("MD003", spec) == []


UNFILLED = {
    "optional without a default": Field("note", Type("str"), create="optional"),
    "set by nobody": Field("shelf", Type("str")),
    "a third answer": Field("is_late", Type("bool"), nullable=True),
}


@pytest.mark.parametrize("field", UNFILLED.values(), ids=UNFILLED.keys())
def test_a_column_that_may_lack_its_value_is_found(field: Field) -> None:
    assert judged("MD004", holding(field)) == [f"model Loan#field {field.name}"]


def test_a_primary_key_that_may_be_null_is_found() -> None:
    assert judged("MD004", holding(fields=(ID.replace(nullable=True),))) == ["model Loan#field id"]


FILLED = {
    "a default": holding(UNFILLED["optional without a default"].replace(default=literal(""))),
    "null": holding(UNFILLED["set by nobody"].replace(nullable=True)),
    "a note": holding(UNFILLED["set by nobody"], notes=("`shelf` is filled by the scanner.",)),
    "an unknown way": holding(UNFILLED["set by nobody"]).replace(routers=()),
    "the behavior": holding(UNFILLED["set by nobody"]).with_endpoint(
        LEND.replace(behavior=Behavior("create", "Loan", sets=(Assignment("shelf", Value("literal", "A")),))), "loans"
    ),
    "its other name": holding(
        UNFILLED["optional without a default"],
        deprecated(UNFILLED["optional without a default"].replace(name="rack"), Farewell(replacement="note")),
    ),
    "the path": holding(UNFILLED["set by nobody"]).with_endpoint(
        Endpoint("POST", "/api/shelves/{shelf}/loans", behavior=Behavior("create", "Loan")), "loans"
    ),
}


@pytest.mark.parametrize("spec", FILLED.values(), ids=FILLED.keys())
def test_a_column_has_its_value_from(spec: Spec) -> None:
    assert judged("MD004", spec) == []


def test_null_in_a_body_for_a_column_without_null_is_found() -> None:
    assert judged("MD004", sending(SchemaField("title", Type("str"), nullable=True))) == ["POST /api/loans#body title"]


def test_null_in_a_partial_update_is_found_once() -> None:
    title = SchemaField("title", Type("str"), required=False, nullable=True)
    change = Endpoint("PATCH", "/api/loans/{loan_id}", behavior=Behavior("update", "Loan"), body=Body(fields=(title,)))
    spec = holding().with_endpoint(change, "loans")
    assert judged("MD004", spec) == []
    assert f"{change.address}#body title" in judged("RQ009", spec)
    sent = (Assignment("title", Value("input", "name")),)
    other = change.replace(
        behavior=Behavior("update", "Loan", sets=sent), body=Body(fields=(title.replace(name="name"),))
    )
    assert judged("MD004", holding().with_endpoint(other, "loans")) == [f"{change.address}#body name"]


@pytest.mark.parametrize("name", ["price", "unit_price", "late_fee", "price_per_day"])
@pytest.mark.parametrize("type_", [Type("float"), Type("decimal")], ids=["float", "no digits"])
def test_money_that_is_inexact_is_found(name: str, type_: Type) -> None:
    broken = holding(Field(name, type_), notes=("All fees are in EUR.",))
    assert judged("MD006", broken) == [f"model Loan#field {name}"]


def test_money_without_a_currency_is_found_once_for_the_model() -> None:
    money = Type("decimal", precision=12, scale=2)
    broken = holding(Field("fee", money), Field("total", money))
    assert judged("MD006", broken) == ["model Loan#field fee"]
    assert judged("MD006", holding(Field("fee", money), Field("currency", Type("str")))) == []
    assert judged("MD006", holding(Field("fee_eur", money))) == []
    assert judged("MD006", broken.replace(api=Api(notes=("Amounts are in the currency of the library.",)))) == []


def test_money_in_a_body_or_a_schema_is_exact() -> None:
    assert judged("MD006", sending(SchemaField("fee", Type("float")))) == ["POST /api/loans#body fee"]
    shape = Schema("Sum", fields=(SchemaField("total_cost", Type("float")),))
    assert judged("MD006", holding().with_schema(shape)) == ["schema Sum#field total_cost"]


@pytest.mark.parametrize(
    ("name", "kind"), [("amount", "float"), ("price_list", "str"), ("fee_cents", "int"), ("total", "int")]
)
def test_what_is_no_money_may_be_anything(name: str, kind: Kind) -> None:
    assert judged("MD006", holding(Field(name, Type(kind)))) == []


LOOSER = {
    "longer": SchemaField("title", Type("str"), constraints=Constraints(bounds=Bounds(1, 200))),
    "endless": SchemaField("title", Type("str"), constraints=Constraints(bounds=Bounds(1, None))),
    "empty": SchemaField("title", Type("str"), constraints=Constraints(bounds=Bounds(0, 80))),
    "another type": SchemaField("title", Type("int")),
    "another value": SchemaField("state", Type("enum", values=("out", "lost"))),
    "any text for a choice": SchemaField("state", Type("str")),
}


@pytest.mark.parametrize("field", LOOSER.values(), ids=LOOSER.keys())
def test_a_body_that_accepts_more_than_its_column_holds_is_found(field: SchemaField) -> None:
    assert judged("MD007", sending(field)) == [f"POST /api/loans#body {field.name}"]


@pytest.mark.parametrize("case", ["longer", "endless", "empty"])
def test_a_body_gets_the_bounds_of_its_column(case: str) -> None:
    (after,) = [endpoint for endpoint in rewritten("MD007", sending(LOOSER[case])).endpoints if endpoint.body]
    assert after.body == Body(fields=(LOOSER[case].replace(constraints=TITLE.constraints),))


BEYOND = SchemaField("title", Type("str"), constraints=Constraints(bounds=Bounds(100, 200)))


@pytest.mark.parametrize(
    "field", [LOOSER["another type"], LOOSER["another value"], LOOSER["any text for a choice"], BEYOND]
)
def test_whether_the_body_or_the_column_is_wrong_is_not_guessed(field: SchemaField) -> None:
    assert mended(sending(field), Settings(("MD007",))) == sending(field)


STRICTER = [
    SchemaField("title", Type("str"), constraints=Constraints(bounds=Bounds(3, 40))),
    SchemaField("state", Type("enum", values=("out",))),
    SchemaField("remark", Type("text")),
]


@pytest.mark.parametrize("field", STRICTER, ids=lambda field: field.name)
def test_a_body_may_accept_less(field: SchemaField) -> None:
    assert judged("MD007", sending(field)) == []


def test_a_column_may_have_another_name_in_the_body_and_a_hash_has_no_bounds() -> None:
    behavior = Behavior("create", "Loan", sets=(Assignment("title", Value("input", "name")),))
    long = SchemaField("name", Type("str"), constraints=Constraints(bounds=Bounds(1, 200)))
    assert judged("MD007", sending(long, behavior=behavior)) == ["POST /api/loans#body name"]
    hashed = Behavior("create", "Loan", sets=(Assignment("title", Value("hash", "title")),))
    assert judged("MD007", sending(long.replace(name="title"), behavior=hashed)) == []


def test_a_filter_by_a_value_that_no_row_has_is_found() -> None:
    def listing(*values: str) -> Spec:
        state = Parameter("state", "query", Type("enum", values=values))
        shown = (Response(200, "LoanRead", "page"),)
        many = Endpoint("GET", "/api/loans", behavior=Behavior("list", "Loan"), parameters=(state,), responses=shown)
        return holding().with_endpoint(many, "loans")

    assert judged("MD007", listing("out", "lost")) == ["GET /api/loans#query state"]
    assert judged("MD007", listing("out")) == []


def test_choices_are_told_once_how_they_are_stored() -> None:
    silent = holding(Field("kind", Type("enum", values=("a", "b")))).replace(api=Api())
    assert judged("MD008", silent) == ["model Loan#field state"]
    assert judged("MD008", silent.replace(api=Api(migrations="enums are native types, stored by name"))) == []
    noted = ("`state` and `kind` are stored as text.",)
    assert judged("MD008", holding(notes=noted).replace(api=Api())) == []


@pytest.mark.parametrize("name", ["metadata", "registry", "schema", "json", "model_config"])
def test_a_name_that_the_libraries_need_is_found(name: str) -> None:
    assert judged("MD011", holding(Field(name))) == [f"model Loan#field {name}"]


def test_a_shape_is_no_table_and_near_names_are_free() -> None:
    shapes = Schema("Sum", fields=(SchemaField("metadata"), SchemaField("model_name"), SchemaField("copy")))
    assert judged("MD011", holding(Field("schema_name"), Field("model_id")).with_schema(shapes)) == [
        "schema Sum#field copy"
    ]
