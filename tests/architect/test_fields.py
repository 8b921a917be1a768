"""Fields out of free text, in the notations that people use."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundplan.architect.understand.fields.reading import read_fields
from groundplan.spec.model import Field

NOTATIONS = {
    "title": "title str!",
    "title and author": "title str!, author str!",
    "title: str, pages: int": "title str!, pages int!",
    "title (string, required, max 80), subtitle (optional)": "title str! 1-80, subtitle str?",
    "`title` text, `isbn` varchar(13) unique": "title text!, isbn str!u 1-13",
    "price decimal(10,2), published_on date": "price decimal(10,2)!, published_on date!",
    "status (draft, printed, gone)": "status enum(draft,printed,gone)!",
    "status: draft | printed | gone": "status enum(draft,printed,gone)!",
    "status, which is one of draft, printed or gone": "status enum(draft,printed,gone)!",
    "copies: int = 1, summary: str | None = None": "copies int!, summary str?",
    "title, a slug that is unique, a city. The city is optional": "title str!, slug str!u, city str?",
    "title, a slug, it has to be unique": "title str!, slug str!u",
    "title, address (street, zip, city)": "title str!, street str!, zip str!, city str!",
    "title, billing address (street, city), an email address": "title str!, billing_street str!, billing_city str!, email_address email!",
    "title! (<= 80), starts_at datetime!, ends_at datetime?": "title str! 1-80, starts_at datetime!, ends_at datetime?",
    "seats int >= 1, size enum(s|m|l), class: A, B or C, row": "seats int!, size enum(s,m,l)!, class enum(A,B,C)!, row str!",
    "weight in kg, price in euros": "weight_kg int!, price decimal(12,2)! 0-9999999999",
    "title, status active/paused (active), level low|high": "title str!, status enum(active,paused)!, level enum(low,high)!",
    "address (string, required, max 200), result (pass or fail, required), paid (yes/no, optional)": (
        "address str!, result enum(pass,fail)!, paid bool?"
    ),
    "title, a due date, an optional note": "title str!, due_date date?, note text?",
    "email, website, is lost": "email email!, website url?, is_lost bool!",
    "a rating between 1 and 40": "rating int! 1-40",
    "firstName, lastName": "first_name str!, last_name str!",
    "title, metadata json": "title str!, extra_data json! None-10000",
    "tags: list[str]": "tags list of str!",
}


def short(field: Field) -> str:
    """`name type`, then `!` where a value is needed and `?` where none is, `u` for unique, and the bounds."""
    kind = field.type
    assert kind is not None
    named = {
        "enum": f"enum({','.join(kind.values)})",
        "decimal": f"decimal({kind.precision},{kind.scale})",
        "list": f"list of {kind.item.kind if kind.item else ''}",
    }.get(kind.kind, kind.kind)
    needed = "?" if field.nullable else "!"
    bounds = field.constraints.bounds
    said = (
        ""
        if bounds.high in (None, 200, 5000, 254, 2000, 99_999_999, 2_147_483_647, 100)
        else f" {bounds.low}-{bounds.high}"
    )
    return f"{field.name} {named}{needed}{'u' if field.unique else ''}{said}"


@pytest.mark.parametrize(("text", "expected"), NOTATIONS.items())
def test_a_notation_is_understood(text: str, expected: str) -> None:
    assert ", ".join(short(field) for field in read_fields(text)) == expected


@given(st.text(max_size=300))
def test_any_text_gives_fields_that_a_table_can_have(text: str) -> None:
    for field in read_fields(text):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
        assert field.type is not None


@given(
    st.lists(
        st.sampled_from(["title: str", "(", ")", ",", " and ", "between 1", "`", "[", "max 20", ";", "a | b", "="]),
        max_size=40,
    )
)
def test_notations_in_any_mixture_end(pieces: list[str]) -> None:
    read_fields("".join(pieces))


def test_what_holds_no_letter_is_no_field() -> None:
    assert read_fields("?, :, -") == ()


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("weight int > 0", 1),
        ("price decimal(10,2) > 0", 0.01),
        ("fee (money, positive)", 0.01),
        ("count (positive int)", 1),
    ],
)
def test_above_a_bound_is_the_next_value_of_the_type(text: str, least: float) -> None:
    [field] = read_fields(text)
    assert field.constraints.bounds.low == least
