"""States and moves, as requests tell of them."""

import time

import pytest

from groundplan.architect.understand.doers import find_doers
from groundplan.architect.understand.workflow import Flow, find_flow

# What is said, the states in their order, and the moves: action, from where, to where.
TOLD = {
    "an application goes from new to checked to accepted": (
        "new checked accepted",
        "check: new > checked; accept: checked > accepted",
    ),
    "permits: draft -> in review -> granted": (
        "draft in_review granted",
        "review: draft > in_review; grant: in_review > granted",
    ),
    "A loan is requested, then approved or rejected, and approved ones get paid out": (
        "requested approved rejected paid_out",
        "approve: requested > approved; reject: requested > rejected; pay_out: approved > paid_out",
    ),
    "Trips have these states: planned, running, finished, cancelled.": (
        "planned running finished cancelled",
        "start: planned > running; finish: running > finished; cancel: planned running > cancelled",
    ),
    "Jobs: queued → running → succeeded | failed": (
        "queued running succeeded failed",
        "start: queued > running; succeed: running > succeeded; fail: running > failed",
    ),
    "A trip goes from booked to paid to travelled. It may be cancelled until it is paid.": (
        "booked paid travelled cancelled",
        "pay: booked > paid; travel: paid > travelled; cancel: booked > cancelled",
    ),
    "a stay may be cancelled before check-in; confirmed stays are checked in and later checked out": (
        "confirmed checked_in checked_out cancelled",
        "check_in: confirmed > checked_in; check_out: checked_in > checked_out; cancel: confirmed > cancelled",
    ),
    "Once dispatched, a parcel can't be cancelled. Parcels are packed, dispatched, delivered. They can be cancelled.": (
        "packed dispatched delivered cancelled",
        "dispatch: packed > dispatched; deliver: dispatched > delivered; cancel: packed > cancelled",
    ),
    "A report starts as draft. Its owner submits it. A manager approves or rejects it. A rejected one can be submitted again.": (
        "draft submitted approved rejected",
        "submit: draft rejected > submitted; approve: submitted > approved; reject: submitted > rejected",
    ),
    "tickets move from open to resolved, and a resolved one can be reopened": (
        "open resolved",
        "resolve: open > resolved; reopen: resolved > open",
    ),
    "authors can publish and unpublish their recipes": (
        "draft published",
        "publish: draft > published; unpublish: published > draft",
    ),
    "recipes must be tested before they are published": (
        "new tested published",
        "test: new > tested; publish: tested > published",
    ),
    "expenses need the sign-off of a manager": (
        "pending approved rejected",
        "approve: pending > approved; reject: pending > rejected",
    ),
}
UNTOLD = ("add a proper workflow to trips", "a list of trips from January to March", "")


def shown(flow: Flow | None) -> tuple[str, str]:
    assert flow is not None
    moves = (f"{move.action}: {' '.join(move.sources)} > {move.target}" for move in flow.moves)
    return " ".join(flow.states), "; ".join(moves)


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=TOLD)
def test_a_way_through_states_is_read_from_what_is_said_of_it(text: str, expected: tuple[str, str]) -> None:
    assert shown(find_flow(text)) == expected


@pytest.mark.parametrize("text", UNTOLD)
def test_no_states_are_made_up(text: str) -> None:
    assert find_flow(text) is None


def test_a_move_may_start_from_states_that_there_are_already() -> None:
    there = ("booked", "paid", "travelled")
    assert shown(find_flow("a trip can be cancelled until it is paid", there))[1] == "cancel: booked > cancelled"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("trips are planned, then approved by an editor or rejected", {"approve": "editor", "reject": "editor"}),
        ("managers approve or reject trips", {"approve": "manager", "reject": "manager"}),
        ("trips are requested, then approved by the dean", {"approve": "dean"}),
        ("users publish their trips", {}),
    ],
)
def test_who_decides_is_told_by_name(text: str, who: dict[str, str]) -> None:
    flow = find_flow(text)
    assert flow is not None
    assert dict(find_doers(text, flow, ())) == who


@pytest.mark.parametrize(
    "piece", ["from a to b and to ", "states: a, b, ", "can be done or ", "a -> b | ", "approved by "]
)
def test_a_long_text_is_read_in_no_time(piece: str) -> None:
    start = time.process_time()
    find_flow(piece * (8_000 // len(piece)))
    assert time.process_time() - start < 2
