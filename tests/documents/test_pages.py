"""A title is written as a heading and read back from it, whatever it ends with."""

import pytest

from groundplan.documents.pages import placed, title_of
from groundplan.spec.api import Router
from groundplan.spec.spec import Spec
from tests.timed import seconds_of


def heading_of(title: str) -> str:
    return next(place.heading for place in placed(Spec(routers=(Router("r", title=title),))) if place.level == 2)


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Tasks", "Tasks"),
        ("C#", "C\\#"),
        ("#", "\\#"),
        ("a ##", "a \\##"),
        ("a\\#", "a\\\\\\#"),
        ("a # b", "a # b"),
        ("a\\", "a\\"),
    ],
)
def test_hashes_at_the_end_of_a_title_do_not_close_its_heading(title: str, heading: str) -> None:
    assert (heading_of(title), title_of(heading)) == (heading, title)


@pytest.mark.parametrize("title", ["#" * 100_000 + "x", "\\" * 100_000 + "x"])
def test_hashes_and_backslashes_without_end_are_looked_at_once(title: str) -> None:
    assert seconds_of(lambda: title_of(heading_of(title))) < 1
