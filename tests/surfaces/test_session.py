"""A session keeps what an edit does not touch, and finds what a full check finds."""

from hypothesis import given
from hypothesis import strategies as st

from groundplan.checks.engine import check
from groundplan.documents.read import read
from groundplan.spec.spec import Spec
from groundplan.surfaces.session import Session
from tests.checks.walked import walked
from tests.surfaces.test_cached_checks import BREAKS, edited

EDITS = st.lists(st.tuples(st.sampled_from(BREAKS), st.integers(0, 5), st.booleans()), min_size=1, max_size=6)


def checked(texts: dict[str, str]) -> tuple[object, ...]:
    reading = read(texts)
    return reading.spec, reading.pages, check(reading.spec, reading.outline, reading.places)


FREE = """# Orders

## GET /orders

Lists the orders. Needs a bearer token.

- `status` (string, optional): only those in it

Errors: 401 unauthorized, 404 not found.

## POST /orders

| Field | Type | Required |
| --- | --- | --- |
| name | string | yes |
"""


@given(edits=EDITS)
def test_a_session_says_what_a_full_check_says(edits: list[tuple[tuple[str, str], int, bool]]) -> None:
    documents = {**walked(), "api/orders.md": FREE}
    session = Session(documents)
    for (old, new), at, undone in edits:
        before, documents = documents, edited(documents, old, new, at)
        for texts in (documents, before, documents) if undone else (documents,):
            session.update(texts)
            assert (session.reading.spec, session.reading.pages, session.findings) == checked(texts)


def test_a_document_that_is_gone_says_nothing() -> None:
    session = Session(walked())
    for file in sorted(walked()):
        session.edit(file, None)
    assert session.reading.spec == Spec()
    assert session.findings == checked({})[2]


def test_an_edit_of_one_endpoint_leaves_the_others_as_they_are() -> None:
    session = Session(walked())
    before = session.reading.spec
    file = "api/rest-endpoints.md"
    session.edit(file, walked()[file].replace("- **Sort**: ", "- **Sort**: `id`, ", 1))
    after = session.reading.spec
    assert after != before
    assert after.models is before.models
    changed = [one for one, other in zip(before.endpoints, after.endpoints, strict=True) if one is not other]
    assert len(changed) == 1
