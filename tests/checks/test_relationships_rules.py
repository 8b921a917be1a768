"""Rules on foreign keys and relationships."""

import pytest

from groundplan.checks.engine import mended
from groundplan.checks.settings import Settings
from groundplan.spec.api import Router
from groundplan.spec.behavior import Behavior
from groundplan.spec.endpoint import Criterion, Endpoint, ErrorCase, Response
from groundplan.spec.model import Field, Index, Model, Reference, Relationship, SoftDelete, Uniqueness, UniqueTogether
from groundplan.spec.spec import Spec
from groundplan.spec.types import Constraints, Type
from tests.checks.judged import found, messages, rewritten

UUID = Type("uuid")
ID = Field("id", UUID, primary_key=True)
TO_MEMBER = Field("member_id", UUID, references=Reference("Member", "id", "cascade"), indexed=True)
TO_BOOK = Field("book_id", UUID, references=Reference("Book", "id", "restrict"), indexed=True)
TO_SHELF = Field("shelf_id", UUID, nullable=True, references=Reference("Shelf", "id", "set null"), indexed=True)
BORROWER = Relationship("borrower", "many to one", "Member", by="member_id", back="loans")
SUBJECTS = Relationship("subjects", "many to many", "Subject", through="BookSubject", back="books")
MEMBER = Model("Member", table="members", fields=(ID,))
SHELF = Model("Shelf", table="shelves", fields=(ID,))
BOOK = Model("Book", table="books", fields=(ID, TO_SHELF), relationships=(SUBJECTS,))
SUBJECT = Model("Subject", table="subjects", fields=(ID,))
LOAN = Model("Loan", table="loans", fields=(ID, TO_MEMBER, TO_BOOK), relationships=(BORROWER,))
LINK = Model(
    "BookSubject",
    fields=(
        Field("book_id", UUID, primary_key=True, references=Reference("Book", "id", "cascade")),
        Field("subject_id", UUID, primary_key=True, references=Reference("Subject", "id", "cascade"), indexed=True),
    ),
)
SOUND = Spec(models=(MEMBER, SHELF, BOOK, SUBJECT, LOAN, LINK))


def with_key(field: Field) -> Spec:
    """The loan's key to its member as this field."""
    return SOUND.with_model(LOAN.replace(fields=(ID, field, TO_BOOK)))


def related(*relationships: Relationship, **changes: object) -> Spec:
    return SOUND.with_model(LOAN.replace(relationships=relationships, **changes))


def removing(model: str, *models: Model, **changes: object) -> Spec:
    path = f"/api/{model.lower()}s/{{{model.lower()}_id}}"
    endpoint = Endpoint("DELETE", path, behavior=Behavior("delete", model, by=(f"{model.lower()}_id",)))
    spec = SOUND.replace(routers=(Router("all", endpoints=(endpoint.replace(**changes),)),))
    for changed in models:
        spec = spec.with_model(changed)
    return spec


def fixed(code: str, spec: Spec) -> Spec:
    return mended(spec, Settings((code,)))


def test_sound_relationships_have_no_finding() -> None:
    assert found("RL", SOUND) == []


TARGETS = {
    "a model that does not exist": (Reference("Membr", "id", "cascade"), "did you mean `Member`?"),
    "a field that does not exist": (Reference("Member", "ids", "cascade"), "did you mean `id`?"),
}


@pytest.mark.parametrize(("key", "mend"), TARGETS.values(), ids=TARGETS.keys())
def test_a_key_to_something_that_does_not_exist_is_found(key: Reference, mend: str) -> None:
    broken = with_key(TO_MEMBER.replace(references=key)).with_model(LOAN.replace(
        fields=(ID, TO_MEMBER.replace(references=key), TO_BOOK), relationships=()
    ))  # fmt: skip
    assert found("RL", broken) == [("RL001", "model Loan#field member_id")]
    assert messages("RL", broken)[0].endswith(mend)


def test_a_key_to_a_field_that_is_not_unique_is_found() -> None:
    named = MEMBER.replace(fields=(ID, Field("number", UUID)))
    broken = with_key(TO_MEMBER.replace(references=Reference("Member", "number", "cascade"))).with_model(named)
    assert found("RL", broken) == [("RL001", "model Loan#field member_id")]
    unique = named.replace(fields=(ID, Field("number", UUID, unique=Uniqueness())))
    assert found("RL", broken.with_model(unique)) == []


@pytest.mark.parametrize("fields", [(ID.replace(primary_key=False),), ()], ids=["no keys said", "no fields said"])
def test_a_key_to_a_model_that_does_not_say_its_keys_is_no_finding(fields: tuple[Field, ...]) -> None:
    assert found("RL", SOUND.with_model(MEMBER.replace(fields=fields))) == []


def test_a_key_of_another_type_is_found_and_given_the_type_of_its_target() -> None:
    broken = with_key(TO_MEMBER.replace(type=Type("int")))
    assert found("RL", broken) == [("RL001", "model Loan#field member_id")]
    assert fixed("RL001", broken) == SOUND


def test_a_key_without_an_index_is_found_and_indexed() -> None:
    broken = with_key(TO_MEMBER.replace(indexed=False))
    assert found("RL", broken) == [("RL002", "model Loan#field member_id")]
    assert fixed("RL002", broken) == SOUND


def test_a_key_that_stands_second_in_an_index_is_found() -> None:
    broken = with_key(TO_MEMBER.replace(indexed=False))
    loan = broken.models_by_name["Loan"]
    second = broken.with_model(loan.replace(indexes=(Index(("book_id", "member_id")),)))
    assert found("RL", second) == [("RL002", "model Loan#field member_id")]


SERVED = {
    "an index that begins with it": {"indexes": (Index(("member_id", "book_id")),)},
    "a unique rule that begins with it": {"uniques": (UniqueTogether(("member_id", "book_id")),)},
    "an index over the rows that have one": {"indexes": (Index(("member_id",), where="`member_id` is not null"),)},
}


@pytest.mark.parametrize("changes", SERVED.values(), ids=SERVED.keys())
def test_any_index_that_begins_with_a_key_serves_it(changes: dict[str, object]) -> None:
    bare = LOAN.replace(fields=(ID, TO_MEMBER.replace(indexed=False), TO_BOOK))
    assert found("RL", SOUND.with_model(bare.replace(**changes))) == []


def test_a_key_may_say_that_it_needs_no_index() -> None:
    excused = TO_MEMBER.replace(indexed=False, constraints=Constraints(notes=("no index: three rows in all",)))
    assert found("RL", with_key(excused)) == []


def test_a_key_that_does_not_say_what_a_delete_does_is_found() -> None:
    broken = with_key(TO_MEMBER.replace(references=Reference("Member", "id")))
    assert found("RL", broken) == [("RL003", "model Loan#field member_id")]


def test_a_key_that_becomes_null_and_may_not_be_null_is_found() -> None:
    broken = with_key(TO_MEMBER.replace(references=Reference("Member", "id", "set null")))
    assert found("RL", broken) == [("RL003", "model Loan#field member_id")]


def test_a_delete_that_takes_children_along_without_a_word_is_found_and_says_so() -> None:
    broken = removing("Member")
    assert found("RL", broken) == [("RL004", "DELETE /api/members/{member_id}")]
    assert found("RL", fixed("RL004", broken)) == []


def test_a_delete_that_cuts_children_loose_without_a_word_is_found() -> None:
    assert found("RL", removing("Shelf")) == [("RL004", "DELETE /api/shelfs/{shelf_id}")]


SAID = {
    "a note": {"notes": ("Every `Loan` of the member goes with it.",)},
    "the summary": {"summary": "Delete a member and their `loans`."},
    "an effect": {"effects": ("deletes each `Loan` of the member",)},
    "a criterion": {"criteria": (Criterion("Afterwards no `Loan` of the member is left."),)},
    "the answer": {"responses": (Response(204, when="gone, with every `Loan`"),)},
}


@pytest.mark.parametrize("changes", SAID.values(), ids=SAID.keys())
def test_what_becomes_of_children_may_be_said_anywhere(changes: dict[str, object]) -> None:
    assert found("RL", removing("Member", **changes)) == []


def test_a_delete_that_children_prevent_answers_409() -> None:
    broken = removing("Book")
    assert found("RL", broken) == [("RL004", "DELETE /api/books/{book_id}")]
    assert fixed("RL004", broken) == broken
    assert found("RL", removing("Book", errors=(ErrorCase(409, "book_on_loan"),))) == []


QUIET = {
    "links": removing("Subject"),
    "rows that never leave": removing("Member", LOAN.replace(schemas=(), unschemed="internal")),
    "rows of a model that is only marked as deleted": removing(
        "Member", MEMBER.replace(soft_delete=SoftDelete("deleted_at"))
    ),
}


@pytest.mark.parametrize("spec", QUIET.values(), ids=QUIET.keys())
def test_nothing_is_owed_for(spec: Spec) -> None:
    assert found("RL", spec) == []


def test_a_relationship_without_a_way_back_is_found_and_gets_one() -> None:
    broken = related(BORROWER.replace(back=""))
    assert found("RL", broken) == [("RL005", "model Loan#relationship borrower")]
    assert fixed("RL005", broken) == SOUND


LOANS = Relationship("loans", "one to many", "Loan", back="borrower")
CROOKED = {
    "both are many": LOANS.replace(cardinality="many to one", by="loan_id"),
    "they name others": LOANS.replace(back="reader"),
}


def test_a_way_back_that_stands_on_the_other_side_is_enough() -> None:
    both = related(BORROWER.replace(back="")).with_model(MEMBER.replace(relationships=(LOANS,)))
    assert found("RL", both) == []


@pytest.mark.parametrize("other", CROOKED.values(), ids=CROOKED.keys())
def test_two_sides_that_disagree_are_found(other: Relationship) -> None:
    broken = SOUND.with_model(MEMBER.replace(relationships=(other,)))
    assert ("RL005", "model Loan#relationship borrower") in found("RL", broken)


@pytest.mark.parametrize("key", ["book_id", ""], ids=["another key", "two keys to choose from"])
def test_a_relationship_without_its_one_key_is_found(key: str) -> None:
    second = TO_MEMBER.replace(name="reserved_by_id")
    broken = related(BORROWER.replace(by=key), fields=(ID, TO_MEMBER, second, TO_BOOK))
    assert found("RL", broken) == [("RL005", "model Loan#relationship borrower")]


def test_two_ways_back_of_one_name_are_found() -> None:
    second = TO_MEMBER.replace(name="reserved_by_id")
    reserver = Relationship("reserver", "many to one", "Member", by="reserved_by_id", back="loans")
    broken = related(BORROWER, reserver, fields=(ID, TO_MEMBER, second, TO_BOOK))
    assert found("RL", broken) == [("RL005", "model Loan#relationship reserver")]


def test_a_relationship_that_is_named_as_a_field_is_found() -> None:
    broken = related(BORROWER.replace(name="member_id"))
    assert found("RL", broken) == [("RL005", "model Loan#relationship member_id")]


def test_one_to_one_has_a_unique_key() -> None:
    alone = BORROWER.replace(cardinality="one to one", back="loan")
    assert found("RL", related(alone)) == [("RL005", "model Loan#relationship borrower")]
    unique = TO_MEMBER.replace(indexed=False, unique=Uniqueness())
    assert found("RL", related(alone, fields=(ID, unique, TO_BOOK))) == []


def test_a_tree_leads_to_itself_and_back() -> None:
    parent = Field("parent_id", UUID, nullable=True, references=Reference("Shelf", "id", "set null"), indexed=True)
    up = Relationship("parent", "many to one", "Shelf", by="parent_id", back="children")
    down = Relationship("children", "one to many", "Shelf", by="parent_id", back="parent")
    tree = SHELF.replace(fields=(ID, parent), relationships=(up, down))
    assert found("RL", SOUND.with_model(tree)) == []


def test_many_to_many_without_a_link_model_is_found() -> None:
    broken = SOUND.with_model(BOOK.replace(relationships=(SUBJECTS.replace(through=""),)))
    assert found("RL", broken) == [("RL006", "model Book#relationship subjects")]


def test_a_link_model_without_both_keys_is_found() -> None:
    broken = SOUND.with_model(LINK.replace(fields=LINK.fields[:1]))
    assert found("RL", broken) == [("RL006", "model Book#relationship subjects")]


def test_a_link_model_that_can_hold_a_pair_twice_is_found_and_made_unique() -> None:
    loose = LINK.replace(fields=(ID, *(field.replace(primary_key=False, indexed=True) for field in LINK.fields)))
    broken = SOUND.with_model(loose)
    assert found("RL", broken) == [("RL006", "model Book#relationship subjects")]
    after = fixed("RL006", broken)
    assert after.models_by_name["BookSubject"].uniques == (UniqueTogether(("book_id", "subject_id")),)
    assert found("RL", after) == []


def test_a_fault_that_both_sides_tell_of_is_found_once() -> None:
    books = Relationship("books", "many to many", "Book", through="BookSubject", back="subjects")
    broken = SOUND.with_model(LINK.replace(fields=LINK.fields[:1])).with_model(SUBJECT.replace(relationships=(books,)))
    assert found("RL", broken) == [("RL006", "model Book#relationship subjects")]


CARD = Field("holder", Type("ref", name="MemberRead"), stored=False, read="yes")


def holding(field: Field, *relationships: Relationship, notes: tuple[str, ...] = ()) -> Spec:
    loan = LOAN.replace(fields=(*LOAN.fields, field), relationships=relationships or LOAN.relationships, notes=notes)
    return SOUND.with_model(MEMBER.replace(schemas=("MemberRead",))).with_model(loan)


def test_a_row_that_is_brought_along_one_by_one_is_found() -> None:
    assert found("RL007", holding(CARD)) == [("RL007", "model Loan#field holder")]
    assert found("RL007", holding(CARD, BORROWER.replace(load="on demand"))) == [("RL007", "model Loan#field holder")]
    many = CARD.replace(type=Type("list", item=CARD.type))
    assert found("RL007", holding(many)) == [("RL007", "model Loan#field holder")]


def test_a_row_that_is_brought_along_at_once_has_no_finding() -> None:
    assert found("RL007", holding(CARD, BORROWER.replace(load="eager"))) == []
    assert found("RL007", holding(CARD.replace(computed="joined in the same statement"))) == []
    assert found("RL007", holding(CARD, notes=("`holder` takes 2 queries a page.",))) == []
    assert found("RL007", holding(CARD.replace(read=""))) == []


def test_a_row_that_is_brought_along_is_loaded_eagerly_and_a_list_of_them_batched() -> None:
    many = CARD.replace(type=Type("list", item=CARD.type))
    for field, load in ((CARD, "eager"), (many, "batched")):
        after = rewritten("RL007", holding(field)).models_by_name["Loan"]
        assert after.relationships == (BORROWER.replace(load=load),)


def test_of_two_relationships_that_of_the_name_is_loaded() -> None:
    holder, clerk = BORROWER.replace(name="holder"), BORROWER.replace(name="clerk")
    after = fixed("RL007", holding(CARD, clerk, holder))
    assert after == holding(CARD, clerk, holder.replace(load="eager"))


@pytest.mark.parametrize(
    "ways",
    [(BORROWER.replace(load="on demand"),), (BORROWER, BORROWER.replace(name="clerk")), (SUBJECTS,)],
    ids=["on demand on purpose", "either of two", "none"],
)
def test_how_a_row_is_loaded_is_not_guessed(ways: tuple[Relationship, ...]) -> None:
    assert fixed("RL007", holding(CARD, *ways)) == holding(CARD, *ways)
