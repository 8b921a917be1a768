"""Requests that leave open what is meant: what is asked, and that each answer offered can be planned."""

import pytest

from groundplan.architect.understand.vague import MATTERS, TOPIC
from tests.architect.planned import after, plan

SPEC = after(
    "people register and log in",
    "CRUD for shelves: label, height int. Each user sees only their own",
    "CRUD for halls: name. All signed-in users share them",
)
VAGUE = (
    "add limits",
    "we need history",
    "make things shareable",
    "We need a review process",
    "Introduce states",
    "improve security",
    "add reporting",
    "lists need sorting",
    "we need groups",
    "the API is too slow",
    "we need an admin area",
)


@pytest.mark.parametrize("request_", VAGUE)
def test_what_is_meant_is_asked_also_of_who_wants_no_questions(request_: str) -> None:
    for assume in (False, True):
        asked = plan(request_, SPEC, assume=assume)
        assert asked.status == "needs_clarification", asked.understood
        assert [question.topic for question in asked.questions] == [TOPIC]
        assert asked.after == SPEC


@pytest.mark.parametrize(
    "answer", [way.format(many="shelves", one="shelf", path="shelves") for matter in MATTERS for way, _ in matter.ways]
)
def test_an_answer_that_is_offered_is_heard(answer: str) -> None:
    proposal = plan("add limits", SPEC, meaning=answer)
    assert proposal.status in ("ready", "nothing_to_do"), (proposal.message, proposal.findings)


def test_an_answer_in_other_words_takes_the_place_of_the_request() -> None:
    made = plan("add limits", SPEC, meaning="add an optional colour (max 20) to halls")
    assert made.after.models_by_name["Hall"].field("colour") is not None


def test_nothing_is_asked_where_there_is_nothing_to_speak_of() -> None:
    assert plan("add limits", after()).status == "not_understood"


@pytest.mark.parametrize(
    "request_",
    [
        "the height of a shelf must be at least 30 and at most 12",
        "A shelf gets a note: it is mandatory, and it may be left out.",
        "Remove the endpoint that deletes halls. Admins must still be able to delete a hall.",
    ],
)
def test_what_cannot_both_be_is_told(request_: str) -> None:
    proposal = plan(request_, SPEC)
    assert proposal.status == "needs_clarification" and "exclude each other" in proposal.message


def test_bounds_of_two_things_contradict_nothing() -> None:
    assert "exclude" not in plan("the label has at least 3 and at most 20 characters", SPEC).message
