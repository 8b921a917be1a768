"""Misspelt words, put right where one word can be meant."""

import pytest

from groundplan.architect.understand.typos import corrected

NAMES = ("tickets", "products", "contacts", "notes", "due_date")
TERMS = ("filter", "comment", "upload", "page", "paging", "book", "gold", "data", "too")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plese coment on the tikets", "please comment on the tickets"),
        ("prodcuts with titel (requierd)", "products with title (required)"),
        ("uploded for contcts", "uploaded for contacts"),
        ("descrption and custom stauts", "description and custom status"),
    ],
)
def test_a_misspelt_word_is_put_right(typed: str, meant: str) -> None:
    assert corrected(typed, NAMES, TERMS) == meant


@pytest.mark.parametrize(
    "text",
    [
        "managers work on contracts, by rules and logic",
        "a node of a given width is filed, and a ticket registered",
        "colour, favourite and organisation",
        "kubernetes, uuid, oauth and webhook",
        "the path /api/prodcuts and `titel` and 'projcts'",
        "proejcts are new here",
        "in_stock bool, made datetime, kept uuid",
        "status (todo, gols, dat) and todo",
    ],
)
def test_a_word_and_what_is_nobodys_word_stay(text: str) -> None:
    assert corrected(text, NAMES, TERMS) == text
