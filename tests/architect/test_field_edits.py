"""Small edits of fields: in which words they are asked for, and what they come to."""

from collections.abc import Callable

import pytest

from groundplan.architect.foundation import foundation
from groundplan.architect.propose import propose
from groundplan.architect.understand.reader import understand
from groundplan.checks.engine import check
from groundplan.spec.model import Model
from groundplan.spec.spec import Spec
from tests.architect.planned import CONVENTIONS, after, plan

ACCOUNTS = "people register and log in"
BOOKS = (
    "CRUD for books: title (string, required, max 200), isbn (string, required, max 13), pages int optional, "
    "blurb (optional text), state (draft, published; default draft). All signed-in users share them"
)
VISITS = (
    "CRUD for visits: reason (string, required, max 120), room (string, optional, max 20), starts_at (datetime, required), "
    "fee (integer, default 0). Each user sees only their own"
)
LIBRARY = after(ACCOUNTS, BOOKS, "the /books list needs filtering by state")
CLINIC = after(ACCOUNTS, VISITS)


def _values(model: Model, name: str) -> tuple[str, ...]:
    field = model.field(name)
    return field.type.values if field is not None and field.type is not None else ()


def _high(model: Model, name: str) -> int | float | None:
    field = model.field(name)
    return None if field is None else field.constraints.bounds.high


def _kind(model: Model, name: str) -> str:
    field = model.field(name)
    return field.type.kind if field is not None and field.type is not None else ""


def _create(model: Model, name: str) -> str:
    field = model.field(name)
    return "" if field is None else field.create


# The request, the playbook, and what then holds of the model.
EDITS: list[tuple[Spec, str, str, Callable[[Model], bool]]] = [
    (LIBRARY, "Add a shelf to books: north, south", "add-field", lambda m: _values(m, "shelf") == ("north", "south")),
    (LIBRARY, "books: add printed_on date", "add-field", lambda m: _kind(m, "printed_on") == "date"),
    (LIBRARY, "We'd like a cover_url on books, optional", "add-field", lambda m: _kind(m, "cover_url") == "url"),
    (CLINIC, "track whether a visit is paid", "add-field", lambda m: _kind(m, "is_paid") == "bool"),
    (CLINIC, "we forgot the phone number on visits", "add-field", lambda m: m.field("phone_number") is not None),
    (CLINIC, "a visit needs a code of at most 8 characters", "add-field", lambda m: _high(m, "code") == 8),
    (LIBRARY, "the attribute isbn of a book shall become ean", "rename-field", lambda m: m.field("ean") is not None),
    (LIBRARY, "reject books without blurb", "require-field", lambda m: _create(m, "blurb") == "required"),
    (LIBRARY, "a book may be saved without isbn", "require-field", lambda m: _create(m, "isbn") == "optional"),
    (CLINIC, "fee should be a decimal with two places", "retype-field", lambda m: _kind(m, "fee") == "decimal"),
    (CLINIC, "starts_at must be a date", "retype-field", lambda m: _kind(m, "starts_on") == "date"),
    (LIBRARY, "get rid of the blurb of books", "remove-field", lambda m: m.field("blurb") is None),
    (LIBRARY, "pages of books cannot be more than 900", "field-rules", lambda m: _high(m, "pages") == 900),
    (LIBRARY, "remove draft from the state of books", "field-rules", lambda m: _values(m, "state") == ("published",)),
    (LIBRARY, "index the isbn of books", "index-field", lambda m: ("isbn",) in [index.fields for index in m.indexes]),
]


@pytest.mark.parametrize(("before", "request_", "playbook", "holds"), EDITS, ids=[edit[1] for edit in EDITS])
def test_an_edit_is_heard_made_soundly_and_made_once(
    before: Spec, request_: str, playbook: str, holds: Callable[[Model], bool]
) -> None:
    assert [intent.playbook for intent in understand(request_, before, CONVENTIONS).intents] == [playbook]
    proposal = plan(request_, before)
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    assert holds(proposal.after.models[-1])
    assert check(proposal.after) == check(before)
    assert plan(request_, proposal.after).status == "nothing_to_do"


@pytest.mark.parametrize(
    "request_",
    [
        "a user may not have two visits that start at once",
    ],
)
def test_what_is_no_edit_of_one_field_is_not_taken_for_one(request_: str) -> None:
    before = LIBRARY if "book" in request_ else CLINIC
    assert understand(request_, before, CONVENTIONS).intents == ()


def test_a_field_without_a_resource_asks_for_which() -> None:
    proposal = plan("add a colour field", after(ACCOUNTS, BOOKS, VISITS))
    assert [question.topic for question in proposal.questions] == ["resource"]


def test_a_filter_knows_the_values_that_its_field_has() -> None:
    listed = plan("add archived to the state of books", LIBRARY).after.endpoints_by_address["GET /api/books"]
    types = [parameter.type for parameter in listed.parameters if parameter.name == "state"]
    assert [type_.values for type_ in types if type_ is not None] == [("draft", "published", "archived")]


def test_a_default_that_goes_with_its_value_is_asked_for() -> None:
    three = plan("add archived to the state of books", LIBRARY).after
    asked = plan("remove draft from the state of books", three, assume=False)
    assert [question.topic for question in asked.questions] == ["default"]
    done = plan("remove draft from the state of books", three, assume=False, default="archived").after
    field = done.models_by_name["Book"].field("state")
    assert field is not None and field.default is not None and field.default.value == "archived"


def test_a_replace_by_put_is_sound_from_the_start() -> None:
    conventions = CONVENTIONS.replace(update_method="PUT", invalid_input=422, page_style="cursor")
    proposal = propose(
        "CRUD for books: title, blurb",
        foundation(conventions),
        conventions,
        answers={},
        assume=True,
        today="2026-11-24",
    )
    assert proposal.status == "ready", proposal.findings


@pytest.mark.parametrize(
    ("request_", "together"),
    [
        ("the fee of a visit must be unique per room", ("user_id", "room", "fee")),
        ("no two visits may have the same room and fee", ("user_id", "room", "fee")),
        ("a shelf number must be unique within its hall", ("hall_id", "number")),
        ("no two shelves in the same hall may share a number", ("hall_id", "number")),
        ("the number of a shelf must be unique", ("number",)),
    ],
)
def test_a_value_may_be_unique_within_another(request_: str, together: tuple[str, ...]) -> None:
    spec = after(
        ACCOUNTS,
        VISITS,
        "CRUD for halls: name. All signed-in users share them",
        "CRUD for shelves: number (string, required). All signed-in users share them",
        "a shelf belongs to a hall",
    )
    proposal = plan(request_, spec)
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    model = proposal.after.models_by_name["Visit" if "user_id" in together else "Shelf"]
    if len(together) == 1:
        assert (field := model.field("number")) is not None and field.unique is not None
        return
    assert {frozenset(unique.fields) for unique in model.uniques} == {frozenset(together)}
    told = [item.text for item in proposal.after.endpoints_by_address["POST /api/shelves"].criteria]
    if "hall_id" in together:
        assert any("with the same `hall_id` and `number`" in text for text in told)
    assert plan(request_, proposal.after).status == "nothing_to_do"


def test_all_values_may_be_told_anew() -> None:
    spec = plan("the state of books must be one of draft, review or published", LIBRARY).after
    assert _values(spec.models_by_name["Book"], "state") == ("draft", "review", "published")


def test_the_pages_of_a_book_are_none_of_a_list() -> None:
    assert (
        plan("give books an optional number of leaves and a number of pages (at least 1)", LIBRARY)
        .after.endpoints_by_address["GET /api/books"]
        .pagination
        == LIBRARY.endpoints_by_address["GET /api/books"].pagination
    )


def test_a_field_that_is_set_once_clashes_with_nothing_afterwards() -> None:
    spec = plan("the isbn must be unique", LIBRARY).after
    frozen = plan("the isbn of a book cannot be changed later", spec).after.endpoints_by_address
    assert frozen["PATCH /api/books/{book_id}"].error("book_isbn_taken") is None
    assert frozen["POST /api/books"].error("book_isbn_taken") is not None


@pytest.mark.parametrize(
    ("request_", "pattern"),
    [
        ("validate that the isbn matches ^[0-9]{13}$", "^[0-9]{13}$"),
        ("books: isbn must match ^[0-9 -]{10,17}$", "^[0-9 -]{10,17}$"),
    ],
)
def test_a_text_may_have_to_match_a_pattern(request_: str, pattern: str) -> None:
    field = plan(request_, LIBRARY).after.models_by_name["Book"].field("isbn")
    assert field is not None and field.constraints.pattern == pattern
    assert field.constraints.bounds.high == 13


@pytest.mark.parametrize(
    "request_",
    [
        "let librarians extend the start time of a visit",
        "a visit may be at most 30 days long",
        "GET /api/visits returns too much, leave out the fee",
        "Return the visits together with the patient",
        "the reason can't be set when creating a visit",
    ],
)
def test_what_is_no_edit_changes_nothing(request_: str) -> None:
    assert plan(request_, CLINIC).status == "not_understood"


def test_an_order_says_which_end_comes_first() -> None:
    sort = (
        plan("books are ordered by isbn by default, highest first", LIBRARY)
        .after.endpoints_by_address["GET /api/books"]
        .sort
    )
    assert sort is not None
    assert [(field.name, field.descending) for field in sort.fields if field.default] == [("isbn", True)]
