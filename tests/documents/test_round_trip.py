"""A written specification reads back equal, whatever it says."""

from hypothesis import given

from groundplan.documents.read import read
from groundplan.documents.write import write
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Endpoint, Parameter, Search
from groundplan.spec.spec import Spec
from tests.strategies.specs import specs


@given(specs())
def test_a_written_spec_reads_back_equal(spec: Spec) -> None:
    reading = read(write(spec))
    assert [unread for page in reading.pages for unread in page.unread if not unread.nearest] == []
    assert reading.spec == spec


@given(specs())
def test_a_written_spec_has_no_stale_part(spec: Spec) -> None:
    reading = read(write(spec))
    assert [derived for document in reading.outline.documents for derived in document.derived] == []


def test_a_search_parameter_may_have_the_name_of_one_in_the_path() -> None:
    inside = Endpoint("GET", "/{q}", parameters=(Parameter("q", "path"),), search=Search("q", ("title",)))
    reading = read(write(Spec(routers=(Router("notes", title="Notes", endpoints=(inside,)),))))
    assert [derived for document in reading.outline.documents for derived in document.derived] == []
