"""Days that requests name."""

import pytest

from groundplan.architect.understand.dates import find_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("until 30 June 2028", "2028-06-30"),
        ("by March 1st, 2027", "2027-03-01"),
        ("2027-02-28 at the latest", "2027-02-28"),
        ("end of 2027", "2027-12-31"),
        ("until December 2027", "2027-12-31"),
        ("for two weeks", "2026-12-08"),
        ("on 31 June 2028", ""),
        ("some day", ""),
    ],
)
def test_a_day_is_read_in_whatever_form(text: str, day: str) -> None:
    assert find_date(text, "2026-11-24") == day
