"""Which resources a request wants, where their fields end, and which operations it names."""

import pytest

from groundplan.architect.understand.fields.reading import read_fields
from groundplan.architect.understand.operations import find_operations
from groundplan.architect.understand.resources import find_resources
from tests.architect.planned import after, plan


def told(text: str) -> dict[str, list[str]]:
    return {one.collection: [field.name for field in read_fields(one.fields)] for one in find_resources(text)}


@pytest.mark.parametrize(
    "rest",
    [
        "\nmake it shared by all users",
        " and only admins may delete them",
        ", and each user sees only their own",
        ", the list needs pages of 20",
        " - paginated, filter by status",
        "; members can search them by name",
        ". no delete",
        ", students only read",
        ", they want to comment on them",
    ],
)
def test_a_list_of_fields_ends_where_the_request_speaks_of_something_else(rest: str) -> None:
    text = f"CRUD for boats with name (max 20), length int{rest}"
    assert told(text) == {"boats": ["name", "length"]}
    assert text[find_resources(text)[0].fields_end :] == rest


@pytest.mark.parametrize(
    "listed",
    [
        "name, email which must be unique, note that may be empty",
        "name: str, email, note (can be up to 200 long)",
        "\nname (max 20)\nemail\nnote\n",
        "a name, an email\nand a note",
        "name, email and note. The note is optional",
    ],
)
def test_what_is_said_of_a_field_ends_no_list(listed: str) -> None:
    assert told(f"CRUD for clients: {listed}") == {"clients": ["name", "email", "note"]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CRUD for authors (name, country) and books (title, year)", {"authors": ["name", "country"], "books": ["title", "year"]}),
        ("CRUD endpoints for rooms and bookings", {"rooms": [], "bookings": []}),
        ("CRUD for rooms: name, floor int. And CRUD for lockers: number", {"rooms": ["name", "floor"], "lockers": ["number"]}),
        ("manage rooms: name; manage lockers: number", {"rooms": ["name"], "lockers": ["number"]}),
        ("We manage a shop. Add CRUD endpoints for a 'parcels' resource: weight int", {"parcels": ["weight"]}),
        ("add bookings with starts_at and ends_at", {"bookings": ["starts_at", "ends_at"]}),
        ("CRUD for courses, they have a title and a price", {"courses": ["title", "price"]}),
        ("add clubs: a user can belong to several clubs", {"clubs": []}),
        ('resource "rooms" (name, floor int). Full CRUD.', {"rooms": ["name", "floor"]}),
        ("table rooms: name varchar(20) not null, floor int", {"rooms": ["name", "floor"]}),
        ("CRUD for rooms. Fields: name!, floor int", {"rooms": ["name", "floor"]}),
        ("POST and GET for rooms, no PUT/PATCH/DELETE. Fields: name", {"rooms": ["name"]}),
        ("rooms crud: name, floor int", {"rooms": ["name", "floor"]}),
    ],
)  # fmt: skip
def test_each_resource_has_the_fields_that_follow_it(text: str, wanted: dict[str, list[str]]) -> None:
    assert told(text) == wanted


def test_endpoints_that_are_there_are_not_taken_away_by_being_told_again() -> None:
    request = "Please create endpoints to list, create, read, update and delete boats. A boat has a name and a length"
    spec = after(request)
    assert plan(request, spec).status == "nothing_to_do"


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("CRUD for boats, only admins may delete them", ()),
        ("people only need to create and list them", ("create", "list")),
        ("staff can add, change, look at and remove them", ("list", "create", "read", "update", "delete")),
        ("POST and GET (list + single), no PUT/PATCH/DELETE", ("create", "list", "read")),
        ("boats, without delete", ("create", "list", "read", "update")),
        ("read-only boats", ("list", "read")),
        ("each sees only their own", ()),
    ],
)
def test_the_operations_are_those_that_are_named_and_not_refused(text: str, operations: tuple[str, ...]) -> None:
    assert tuple(sorted(find_operations(text))) == tuple(sorted(operations))
