"""Rules on tables, their fields and their keys."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Api, Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Endpoint, Filter, Parameter, Response, Scope, Sort, SortField
from groundplan.spec.model import Field, Index, Model, Reference, SoftDelete, Uniqueness, UniqueTogether
from groundplan.spec.spec import Spec
from groundplan.spec.types import NOW, NOW_AT_EVERY_CHANGE, Constraints, Type, literal
from tests.checks.judged import found

UUID, STR = Type("uuid"), Type("str")
ID = Field("id", UUID, primary_key=True, read="yes")
READER = Field("reader_id", UUID, references=Reference("Reader", "id", "cascade"), read="yes")
TITLE = Field("title", STR, create="required", update="optional", read="yes")
STATE = Field("state", Type("enum", values=("out", "back")), default=literal("out"), read="yes")
MADE = Field("created_at", Type("datetime"), default=NOW, read="yes")
CHANGED = Field("updated_at", Type("datetime"), default=NOW_AT_EVERY_CHANGE, read="yes")
LOAN = Model(
    "Loan",
    fields=(ID, READER, TITLE, STATE, MADE, CHANGED),
    owner="reader_id",
    indexes=(Index(("reader_id", "created_at")), Index(("reader_id", "title", "state"))),
    schemas=("LoanBase", "LoanCreate", "LoanRead", "LoanUpdate"),
)
TOLD = Api(notes=("A choice is stored as its value, as text with a check.",))
MINE = Scope("owner", "Loan.reader_id")
ALL = Scope("none", reason="librarians see every loan")
SORT = Sort((SortField("created_at", default=True, descending=True),), "id")
LIST = Endpoint(
    "GET",
    "/api/loans",
    scope=MINE,
    behavior=Behavior("list", "Loan"),
    parameters=(Parameter("state", "query", STATE.type),),
    responses=(Response(200, "LoanRead", "page"),),
    sort=SORT,
)
READ = Endpoint("GET", "/api/loans/{loan_id}", scope=MINE, behavior=Behavior("read", "Loan", by=("loan_id",)))


def serving(*endpoints: Endpoint, model: Model = LOAN) -> Spec:
    return Spec(api=TOLD, models=(model,), routers=(Router("loans", endpoints=endpoints),))


SOUND = serving(LIST, READ)


def with_field(field: Field) -> Spec:
    """The loan with this field in the place of the one of its name."""
    kept = tuple(field if known.name == field.name else known for known in LOAN.fields)
    return serving(model=LOAN.replace(fields=kept if field in kept else (*kept, field)))


def without(*names: str) -> Spec:
    return serving(model=LOAN.replace(fields=tuple(field for field in LOAN.fields if field.name not in names)))


def fixed(code: str, spec: Spec) -> Spec:
    return mended(spec, Settings((code,)))


def test_a_sound_model_has_no_finding() -> None:
    assert found("MD", SOUND) == []


OPEN = {
    "no type": TITLE.replace(type=None),
    "nothing about null": TITLE.replace(nullable=None),
    "an enum without values": TITLE.replace(type=Type("enum")),
    "a list of anything": TITLE.replace(type=Type("list")),
    "a default that is none of the values": TITLE.replace(type=STATE.type, default=literal("lost")),
}


@pytest.mark.parametrize("field", OPEN.values(), ids=OPEN.keys())
def test_a_field_that_leaves_something_open_is_found(field: Field) -> None:
    assert found("MD", with_field(field)) == [("MD001", "model Loan#field title")]


def test_what_is_never_stored_has_no_word_on_null() -> None:
    assert found("MD", with_field(Field("note", STR, nullable=None, stored=False, create="optional"))) == []


def test_a_table_without_primary_key_is_found() -> None:
    assert found("MD", without("id")) == [("MD001", "model Loan")]


def test_a_field_that_stands_twice_is_found() -> None:
    twice = serving(model=LOAN.replace(fields=(*LOAN.fields, TITLE)))
    assert found("MD", twice) == [("MD001", "model Loan#field title")]


def test_a_model_that_names_no_schemas_is_found_and_gets_those_that_its_fields_need() -> None:
    broken = serving(LIST, READ, model=LOAN.replace(schemas=None))
    assert found("MD", broken) == [("MD002", "model Loan")]
    assert fixed("MD002", broken) == SOUND


def test_a_schema_that_fields_stand_in_and_nobody_names_is_found_and_added() -> None:
    broken = serving(LIST, READ, model=LOAN.replace(schemas=("LoanBase", "LoanCreate", "LoanUpdate")))
    assert found("MD", broken) == [("MD002", "model Loan#schemas")]
    assert fixed("MD002", broken) == SOUND


def test_a_schema_that_no_field_stands_in_is_found() -> None:
    fixed_title = TITLE.replace(update="")
    assert found("MD", with_field(fixed_title)) == [("MD002", "model Loan#schemas")]


INTERNAL = Model("Trace", fields=(Field("id", UUID, primary_key=True), Field("text", STR)), schemas=())


def test_a_model_whose_rows_never_leave_says_why() -> None:
    assert found("MD", Spec(models=(INTERNAL,))) == [("MD002", "model Trace#schemas")]
    assert found("MD", Spec(models=(INTERNAL.replace(unschemed="for operators"),))) == []


def test_a_model_without_schemas_has_no_fields_in_them() -> None:
    broken = serving(model=LOAN.replace(schemas=(), unschemed="internal"))
    assert found("MD", broken) == [("MD002", "model Loan#schemas")]
    assert fixed("MD002", broken) == broken


def test_a_link_model_needs_no_schemas_and_no_times() -> None:
    keys = tuple(
        Field(name, UUID, primary_key=True, references=Reference(target, "id", "cascade"))
        for name, target in (("loan_id", "Loan"), ("tag_id", "Tag"))
    )
    assert found("MD", Spec(models=(Model("LoanTag", fields=keys),))) == []


@pytest.mark.parametrize("name", ["created_at", "updated_at"])
def test_rows_without_a_time_are_found(name: str) -> None:
    assert ("MD005", "model Loan") in found("MD005", without(name))


def test_the_time_may_have_another_name() -> None:
    lent = serving(model=without("created_at").models[0].replace(fields=(*LOAN.fields[:4], CHANGED, MADE.replace(name="lent_at"))))  # fmt: skip
    assert found("MD005", lent) == []


def test_rows_that_no_client_makes_or_changes_need_no_times() -> None:
    words = Model("Word", fields=(ID, Field("text", STR, read="yes")), schemas=("WordRead",), shared="everybody")
    assert found("MD", Spec(models=(words,))) == []


@pytest.mark.parametrize("kind", ["date", "str", "int"])
def test_a_time_of_a_type_that_tells_no_instant_is_found(kind: str) -> None:
    broken = with_field(MADE.replace(type=Type("date").replace(kind=kind)))
    assert found("MD005", broken) == [("MD005", "model Loan#field created_at")]


def test_a_time_that_the_server_does_not_set_is_found_and_set() -> None:
    broken = with_field(CHANGED.replace(default=None))
    assert found("MD", broken) == [("MD005", "model Loan#field updated_at")]
    assert fixed("MD005", broken) == serving(model=LOAN)


def unserved(spec: Spec) -> list[str]:
    return [at for code, at in found("MD", spec) if code == "MD009"]


def without_index(*fields: str) -> Model:
    return LOAN.replace(indexes=tuple(index for index in LOAN.indexes if index.fields != fields))


def test_an_order_without_an_index_is_found() -> None:
    assert unserved(serving(LIST, model=without_index("reader_id", "created_at"))) == ["GET /api/loans#sort"]


def test_an_index_over_the_order_alone_does_not_serve_the_rows_of_one_owner() -> None:
    alone = without_index("reader_id", "created_at").replace(indexes=(*LOAN.indexes[1:], Index(("created_at",))))
    assert unserved(serving(LIST, model=alone)) == ["GET /api/loans#sort"]


def test_a_filter_without_an_index_is_found() -> None:
    assert unserved(serving(LIST, model=without_index("reader_id", "title", "state"))) == ["GET /api/loans#query state"]


def test_where_every_row_is_reached_an_index_begins_with_the_filter() -> None:
    everything = LIST.replace(scope=ALL, sort=None)
    assert unserved(serving(everything)) == ["GET /api/loans#query state"]
    assert unserved(serving(everything, model=LOAN.replace(indexes=(Index(("state", "-created_at")),)))) == []


SERVED = {
    "a range": Parameter("made_after", "query", MADE.type, filter=Filter("created_at", "≥")),
    "text anywhere in a field, which no index finds": Parameter(
        "like", "query", STR, filter=Filter("state", "contains")
    ),
    "what is not stored in a column": Parameter("overdue", "query", Type("bool")),
}


@pytest.mark.parametrize("parameter", SERVED.values(), ids=SERVED.keys())
def test_no_further_index_is_owed_for(parameter: Parameter) -> None:
    assert unserved(serving(LIST.replace(parameters=(parameter,)))) == []


@pytest.mark.parametrize(("where", "owed"), [("`deleted_at` is null", False), ("`state` is `out`", True)])
def test_a_partial_index_serves_if_it_holds_all_rows_that_are_not_deleted(where: str, owed: bool) -> None:
    partial = Index(("reader_id", "created_at"), where=where)
    model = LOAN.replace(indexes=(partial, LOAN.indexes[1]), soft_delete=SoftDelete("deleted_at"))
    assert unserved(serving(LIST, model=model)) == (["GET /api/loans#sort"] if owed else [])


def test_rows_below_a_parent_are_ordered_by_an_index_that_begins_with_the_parent() -> None:
    below = LIST.replace(scope=ALL, behavior=Behavior("list", "Loan", by=("reader_id",)))
    assert unserved(serving(below)) == []


def test_a_look_up_by_a_field_without_an_index_is_found() -> None:
    by_title = READ.replace(scope=ALL, behavior=Behavior("move", "Loan", by=("title",), to="back"))
    assert unserved(serving(by_title)) == ["GET /api/loans/{loan_id}#behavior"]


@pytest.mark.parametrize("name", ["slug", "external_id", "token_hash"])
def test_what_tells_rows_apart_is_unique(name: str) -> None:
    broken = with_field(Field(name, STR))
    assert found("MD", broken) == [("MD010", f"model Loan#field {name}")]
    assert found("MD", with_field(Field(name, STR, unique=Uniqueness()))) == []
    together = broken.models[0].replace(uniques=(UniqueTogether(("reader_id", name)),))
    assert found("MD", broken.with_model(together)) == []


HASH = Field("password_hash", STR)
FOLDED = Uniqueness(ignoring_case=True)
LOWERED = Constraints(notes=("stored in lower case",))


@pytest.mark.parametrize(
    ("unique", "constraints", "sound"),
    [(None, Constraints(), False), (Uniqueness(), Constraints(), False), (FOLDED, Constraints(), True),
     (Uniqueness(), LOWERED, True)],
)  # fmt: skip
def test_the_name_of_an_account_is_unique_in_any_letter_case(
    unique: Uniqueness | None, constraints: Constraints, sound: bool
) -> None:
    email = Field("email", Type("email"), unique=unique, constraints=constraints)
    account = serving(model=LOAN.replace(fields=(*LOAN.fields, email, HASH)))
    assert found("MD", account) == ([] if sound else [("MD010", "model Loan#field email")])


def test_the_address_of_a_contact_may_be_shared() -> None:
    assert found("MD", with_field(Field("email", Type("email")))) == []


def test_one_row_is_looked_up_by_what_is_unique() -> None:
    by_title = READ.replace(behavior=Behavior("read", "Loan", by=("title",)))
    assert found("MD", serving(by_title)) == [("MD010", "GET /api/loans/{loan_id}#behavior")]
    unique = LOAN.replace(uniques=(UniqueTogether(("reader_id", "title")),))
    assert found("MD", serving(by_title, model=unique)) == []
    assert found("MD", serving(by_title.replace(behavior=Behavior("delete", "Loan", by=("title",))))) == []
