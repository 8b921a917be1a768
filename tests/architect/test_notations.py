"""Fields that are listed as programs list them."""

import pytest

from tests.architect.planned import after, plan

LISTED = {
    "create table bills (id uuid primary key, number varchar(20) unique not null, paid boolean default false, memo text)": "number paid memo",
    "Please add this:\nCREATE TABLE halls (\n  id serial PRIMARY KEY,\n  seats int NOT NULL,\n  name varchar(40)\n);": "seats name",
    "class Hall(SQLModel, table=True):\n    id: int | None = Field(default=None, primary_key=True)\n    seats: int\n    name: str | None = None": "seats name",
    "CRUD for novels:\n\n| Name | Type | Required | Notes |\n|---|---|---|---|\n| title | str | yes | max 80 |\n| isbn | str | no | unique |": "title isbn",
    "| field | type |\n| --- | --- |\n| title | string |\n| pages | int |\nThis is the 'novels' resource, give me CRUD.": "title pages",
}  # fmt: skip


@pytest.mark.parametrize(("request_", "fields"), LISTED.items(), ids=LISTED)
def test_a_notation_of_programs_is_a_list_of_fields(request_: str, fields: str) -> None:
    proposal = plan(request_, after())
    assert proposal.status == "ready", (proposal.message, proposal.findings)
    [model] = proposal.after.models
    assert [field.name for field in model.fields if field.create] == fields.split()


def test_what_a_notation_says_of_a_field_counts() -> None:
    [bill] = plan(
        "create table bills (number varchar(20) unique not null, paid boolean default false)", after()
    ).after.models
    number, paid = (bill.field(name) for name in ("number", "paid"))
    assert number is not None and paid is not None and paid.default is not None
    assert (number.unique is not None, number.constraints.bounds.high, number.create) == (True, 20, "required")
    assert paid.default.value is False


def test_a_foreign_key_is_a_tie() -> None:
    spec = after("CRUD for towns: name")
    halls = plan("create table halls (seats int not null, town_id uuid references towns(id))", spec).after
    assert halls.models_by_name["Hall"].field("town_id") is not None


@pytest.mark.parametrize(
    "request_",
    [
        "interface Boat {\n  name: string;\n  hull?: 'steel' | 'wood';\n  length: number;\n  flags: string[];\n}",
        'New resource boats, full CRUD. A typical object:\n{"name": "Ann", "hull": "steel", "length": 12, "flags": ["fi"]}',
        "Need these routes:\nPOST /api/boats\nGET /api/boats\nBoat = name, hull, length (int), flags (list of str)",
    ],
)
def test_a_type_a_sample_and_routes_tell_fields(request_: str) -> None:
    made = plan(request_, after())
    assert made.status == "ready", (made.message, made.findings)
    boat = made.after.models_by_name["Boat"]
    kinds = {field.name: field.type.kind for field in boat.fields if field.create and field.type is not None}
    assert kinds["name"] == "str" and kinds["length"] == "int" and kinds["flags"] == "list"
    assert set(kinds) == {"name", "hull", "length", "flags"}
    assert plan(request_, made.after).status == "nothing_to_do"
