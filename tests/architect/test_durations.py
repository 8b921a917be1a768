"""Spans of time in requests."""

import pytest

from groundplan.architect.playbooks.edits.token_lifetimes import find_lifetimes
from groundplan.architect.understand.durations import find_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("after 14 days", 1_209_600),
        ("for 90s", 90),
        ("half an hour", 1_800),
        ("two weeks", 1_209_600),
        ("a day", 86_400),
        ("1.5 hours", 5_400),
        ("land and a sea", None),
        ("a dog and a horse", None),
    ],
)
def test_a_span_is_read_with_its_unit(text: str, seconds: int | None) -> None:
    assert find_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "lifetimes"),
    [
        ("access tokens live 5 minutes and refresh tokens 14 days", {"access": 300, "refresh": 1_209_600}),
        ("10 minutes for the access token", {"access": 600}),
        ("stay signed in for 60 days", {"refresh": 5_184_000}),
        ("the reset link is good for an hour", {"reset": 3_600}),
    ],
)
def test_a_lifetime_belongs_to_the_nearest_token(text: str, lifetimes: dict[str, int]) -> None:
    assert find_lifetimes(text) == lifetimes
