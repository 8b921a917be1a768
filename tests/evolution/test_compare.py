"""The comparison of two specifications: laws for any two, and what it says of the changes that people make."""

from hypothesis import given, settings

from groundplan.evolution.compare import compare
from groundplan.evolution.wording import worded
from groundplan.spec.api import Api, Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Access, Endpoint, Parameter, Response
from groundplan.spec.model import Field, Index, Model
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type
from tests.strategies.specs import specs

ID = Field("id", Type("uuid"), primary_key=True)
TITLE = Field("title", Type("str"))
BOOK = Model("Book", table="books", fields=(ID, TITLE, Field("pages", Type("int"))))
LIST = Endpoint("GET", "/api/books", behavior=Behavior("list", "Book"), responses=(Response(200, "BookRead", "page"),))
READ = Endpoint(
    "GET", "/api/books/{book_id}", behavior=Behavior("read", "Book"), responses=(Response(200, "BookRead"),)
)
# Two whole specifications are dear to make.
FEW = settings(max_examples=20)
BOOKS = Spec(routers=(Router("books", endpoints=(LIST, READ)), Router("desk")), models=(BOOK,))


def said(before: Spec, after: Spec) -> list[str]:
    return [worded(difference) for difference in compare(before, after).differences]


@FEW
@given(spec=specs())
def test_a_specification_does_not_differ_from_itself(spec: Spec) -> None:
    assert not compare(spec, spec.replace())


@FEW
@given(before=specs(), after=specs())
def test_two_differ_just_when_they_are_not_equal(before: Spec, after: Spec) -> None:
    assert bool(compare(before, after)) == (before != after)


@FEW
@given(before=specs(), after=specs())
def test_what_is_added_one_way_is_removed_the_other(before: Spec, after: Spec) -> None:
    there = {d.address for d in compare(before, after).differences if d.kind == "added"}
    back = {d.address for d in compare(after, before).differences if d.kind == "removed"}
    assert there == back


def test_an_element_is_added_changed_and_removed() -> None:
    after = BOOKS.without_endpoint(READ).with_model(Model("Shelf")).replace(api=Api(name="Library"))
    assert said(BOOKS, after) == ["`api`: name", "`model Shelf` is new", "`GET /api/books/{book_id}` is gone"]


def test_the_parts_of_a_changed_element_are_named() -> None:
    narrowed = LIST.replace(access=Access("authenticated"), parameters=(Parameter("title", "query"),))
    wider = BOOK.replace(
        fields=(ID, TITLE.replace(nullable=True), Field("isbn", Type("str"))), indexes=(Index(("title",)),)
    )
    assert said(BOOKS, BOOKS.with_endpoint(narrowed, "books").with_model(wider)) == [
        "`GET /api/books`: auth, query title",
        "`model Book`: field title, field isbn, field pages, index title",
    ]


def test_an_endpoint_in_another_router_has_moved() -> None:
    moved = BOOKS.without_endpoint(READ).with_endpoint(READ, "desk")
    assert said(BOOKS, moved) == ["`GET /api/books/{book_id}`: router"]


def test_elements_in_another_order_have_moved() -> None:
    router = BOOKS.routers[0]
    swapped = BOOKS.with_router(router.replace(endpoints=(READ, LIST)))
    [difference] = compare(BOOKS, swapped).differences
    assert [part.part for part in difference.parts] == ["order"]


def test_the_same_content_under_another_name_was_renamed() -> None:
    volume = BOOK.replace(name="Volume", table="volumes")
    [difference] = compare(BOOKS, BOOKS.replace(models=(volume,))).differences
    assert (difference.kind, difference.was, difference.address) == ("renamed", "model Book", "model Volume")


def test_a_rename_that_is_not_sure_is_one_gone_and_one_new() -> None:
    copies = (BOOK.replace(name="Volume", table="volumes"), BOOK.replace(name="Tome", table="tomes"))
    kinds = [difference.kind for difference in compare(BOOKS, BOOKS.replace(models=copies)).differences]
    assert sorted(kinds) == ["added", "added", "removed"]
    small = Spec(models=(Model("Word", fields=(ID,)),))
    kinds = [d.kind for d in compare(small, Spec(models=(Model("Term", fields=(ID,)),))).differences]
    assert sorted(kinds) == ["added", "removed"]
