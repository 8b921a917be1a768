"""Resources that are told by a list of their fields, without the words of somebody who knows what CRUD is."""

import pytest

from groundplan.architect.understand.announced import with_announced
from tests.architect.planned import after, plan

TOLD = {
    "people can register and log in, and keep recipes: title, steps": ("recipe",),
    "users keep recipes: title, steps": ("recipe",),
    "people register and log in, and keep poems: title, lines int": ("poem",),
    "recipes: title, steps": ("recipe",),
    "recipe: title, level easy|hard (easy), minutes 1..90": ("recipe",),
    "recipes w/ title & steps plz": ("recipe",),
    "i want recipes. recipe have title and steps, can be list and create, not delete": ("recipe",),
    "recipes: everything except updating. Fields: title, steps": ("recipe",),
    "Make me a recipes API, recipe has title, minutes (1-90), tags[], photo url nullable": ("recipe",),
    "POST /recipes {title, steps}, GET /recipes, GET /recipes/{id}": ("recipe",),
    "We run a club. Cooks (name, email) write recipes (title, steps, starts at)": ("cook", "recipe"),
    "backend for a kitchen with recipes: title, price, date of birth": ("recipe",),
    "recipes with a title and steps": ("recipe",),
    "Users save links with a url, a title and notes": ("link",),
    "let users store bookmarks (url, title)": ("bookmark",),
    "Each user keeps their own recipes: title, steps. They log in with a password": ("recipe",),
    "A school: teachers (name, email), courses (title, credits int), rooms (number int). People log in": ("teacher", "course", "room"),
    "Build me an API for a farm: fields of names aside, barns with a name and size int, animals with a tag and a weight": ("barn", "animal"),
    "Products: name, price\nSuppliers: name, country": ("product", "supplier"),
    "Companies have a name and a website. A clerk works for a company": ("companie",),
    "- authors: name, country\n- novels: title, isbn": ("author", "novel"),
    "As a coach I want to record trainings with a date and a mood, so that I can see my progress": ("training",),
}  # fmt: skip
LEFT = (
    "shelves: free -> reserved -> full",
    "roles: admin, member",
    "A shelf has states (open, done)",
    "shelves: add a field x",
    "files (png, pdf) can be attached to shelves",
    "CRUD for rooms (name, floor) and bookings (starts_at, ends_at)",
    "shelves: title must be unique",
    "only staff may read shelves (all of them)",
)


@pytest.mark.parametrize(("request_", "names"), TOLD.items(), ids=TOLD)
def test_a_list_of_fields_makes_a_resource(request_: str, names: tuple[str, ...]) -> None:
    proposal = plan(request_, after())
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    models = {model.table.removesuffix("s") for model in proposal.after.models} - {"user", "refresh_token"}
    assert models == set(names)
    assert ("log in" in request_) == (proposal.after.auth is not None)
    assert plan(request_, proposal.after).status == "nothing_to_do"
    assert not any(text.startswith("Do long work") for text in proposal.understood)


@pytest.mark.parametrize(
    "request_",
    [
        "CRUD for recipes: title. Each user sees only their own",
        "recipes with a title, each user only sees their own",
        "Users keep private recipes with a title and steps",
    ],
)
def test_rows_of_somebody_bring_the_accounts_that_they_belong_to(request_: str) -> None:
    made = plan(request_, after())
    assert made.status == "ready", made.findings
    assert made.after.models_by_name["Recipe"].owner == "user_id"
    assert not any("there already" in text for text in made.understood)
    assert made.after.auth is not None
    assert plan(request_, made.after).status == "nothing_to_do"


@pytest.mark.parametrize("request_", LEFT)
def test_other_lists_are_left_as_they_are(request_: str) -> None:
    assert with_announced(request_, ("shelves",)) == request_


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        ("As a clerk I want to know for each essay who donated it. The donor must be an existing user", "donor_id"),
        ("As a head I need to assign a nurse to each essay", "nurse_id"),
        ("assign every essay to a colleague", "assignee_id"),
    ],
)
def test_who_a_row_is_tied_to_is_called_as_the_request_calls_them(request_: str, key: str) -> None:
    spec = after("people register and log in", "CRUD for essays: title. All signed-in users share them")
    assert plan(request_, spec).after.models_by_name["Essay"].field(key) is not None


def test_a_list_that_is_named_and_not_there_is_said_not_to_be() -> None:
    spec = after("people register and log in", "CRUD for essays: title")
    assert "`poems`" in plan("sort the poems by title", spec).message


def test_what_a_sentence_says_of_one_resource_is_not_said_of_another() -> None:
    heard = plan("Books (title, isbn), loans (due date). Members log in and see their own loans", after()).understood
    assert [
        text.endswith("each user their own)") for text in heard if ": books" in text or ": loans (fields" in text
    ] == [False, True]


@pytest.mark.parametrize(
    ("request_", "tie"),
    [
        ("A chapter is written by a poet. Poets have a name and a country.", ""),
        ("Presses: name, country. A chapter belongs to a press.", "press_id"),
        ("A chapter is in a shelf. Shelves have a label and a height. A chapter belongs to a shelf", "shelf_id"),
    ],
)
def test_what_is_new_can_be_spoken_of_before_it_is_told(request_: str, tie: str) -> None:
    proposal = plan(request_, after("CRUD for chapters: title"))
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    assert not tie or proposal.after.models_by_name["Chapter"].field(tie) is not None


def test_lines_of_something_that_is_there_are_parts_of_it() -> None:
    spec = plan("invoice lines: text, amount decimal(10,2)", after("CRUD for invoices: number")).after
    assert any(endpoint.path == "/api/invoices/{invoice_id}/lines" for endpoint in spec.endpoints)


def test_work_in_the_background_needs_no_accounts() -> None:
    proposal = plan("CRUD for rides: date. The statistics take minutes, make them in the background", after())
    assert proposal.status == "ready", proposal.findings
