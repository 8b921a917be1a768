"""Each playbook, planned where it has work: a sound change, bounded, and none the second time."""

import pytest

from groundplan.checks.engine import check
from groundplan.evolution.compare import compare
from groundplan.spec.spec import Spec
from tests.architect.planned import after, empty, plan

ACCOUNTS = "people register and log in"
BOOKS = "CRUD endpoints for books: title (max 80), status (shelved, lent, lost), pages int, lent_on date"
OWN_BOOKS = f"{BOOKS}. Each user sees only their own"
STARTS = {
    "nothing": (),
    "accounts": (ACCOUNTS,),
    "public books": (BOOKS,),
    "own books": (ACCOUNTS, OWN_BOOKS),
    "roles": (ACCOUNTS, OWN_BOOKS, "role-based access control"),
}
# What is there already, the request, and the elements that it may touch.
CASES = [
    ("nothing", ACCOUNTS, {"schema TokenPair", "model RefreshToken", "auth", "api", "errors", "routing", "router auth", "router users", "model User", "decision"}),
    ("nothing", BOOKS, {"routing", "router books", "model Book", "errors", "api"}),
    ("public books", ACCOUNTS, {"auth", "api", "errors", "routing", "router", "model User", "model RefreshToken", "schema TokenPair", "decision", "model Book"}),
    ("own books", "CRUD for shelves: name (unique). Shared by all users", {"router shelves", "model Shelf", "errors"}),
    ("own books", "read-only endpoints for shelves: name", {"router shelves", "model Shelf", "errors"}),
    ("own books", "endpoints to list and create shelves: name, website (url), labels (list of strings), width int",
     {"router shelves", "model Shelf", "errors"}),
    ("own books", "role-based access control", {"auth", "errors", "routing", "model User", "router admin", "decision", "migration"}),
    ("own books", "roles reader, clerk and admin", {"auth", "errors", "routing", "model User", "router admin", "decision", "migration"}),
    ("accounts", "roles reader, clerk and admin", {"auth", "errors", "routing", "model User", "router admin", "decision", "migration"}),
    ("roles", "admins can see all books", {"auth", "router books", "decision"}),
    ("roles", "only admins may delete books", {"DELETE /api/books/{book_id}"}),
    ("own books", "how should errors look in our API?", {"decision", "errors"}),
    ("own books", "filter the books by status", {"GET /api/books", "model Book"}),
    ("own books", "the books list needs sorting by title", {"GET /api/books", "model Book"}),
    ("own books", "let people narrow the books by status and lent on date range, 10 per page, at most 50",
     {"GET /api/books", "model Book"}),
]  # fmt: skip
NAMES = [f"{start}: {request[:40]}" for start, request, _ in CASES]


def findings(spec: Spec) -> list[tuple[str, str]]:
    return [(finding.code, finding.at) for finding in check(spec)]


@pytest.mark.parametrize(("start", "request_", "touched"), CASES, ids=NAMES)
def test_a_change_is_sound_bounded_and_made_once(start: str, request_: str, touched: set[str]) -> None:
    before = after(*STARTS[start])
    proposal = plan(request_, before)
    assert proposal.status == "ready", proposal.message
    assert findings(proposal.after) == []
    for difference in compare(before, proposal.after).differences:
        new_below = difference.kind == "added" and difference.after is not None and " /" in difference.address
        assert new_below or difference.address.startswith(tuple(touched)), difference.address
    again = plan(request_, proposal.after)
    assert again.status == "nothing_to_do", [d.address for d in again.changes.differences]


@pytest.mark.parametrize("option", ["owner", "shared"])
def test_every_reach_of_a_resource_can_be_chosen(option: str) -> None:
    proposal = plan("CRUD for shelves", after(ACCOUNTS), scope=option)
    assert proposal.status == "ready"
    assert bool(proposal.after.models_by_name["Shelf"].owner) == (option == "owner")
    assert findings(proposal.after) == []


@pytest.mark.parametrize("override", ["none", "audited", "silent"])
def test_every_override_can_be_chosen(override: str) -> None:
    proposal = plan("role-based access control", after(ACCOUNTS, OWN_BOOKS), override=override)
    assert proposal.status == ("unsound" if override == "silent" else "ready"), proposal.message
    scope = next(router.scope for router in proposal.after.routers if router.name == "books")
    assert scope is not None
    assert scope.audited == (override == "audited")


@pytest.mark.parametrize("refresh", ["rotate", "fixed", "none"])
def test_every_strategy_of_refreshing_can_be_chosen(refresh: str) -> None:
    proposal = plan(ACCOUNTS, empty(), refresh=refresh)
    assert proposal.status == "ready", proposal.message
    assert findings(proposal.after) == []


def test_questions_come_with_why_choices_and_a_default() -> None:
    proposal = plan("CRUD for shelves", after(ACCOUNTS), assume=False)
    assert proposal.status == "needs_clarification"
    assert 0 < len(proposal.questions) <= 3
    for question in proposal.questions:
        assert question.why.endswith(".")
        assert question.default in [choice.value for choice in question.choices]


def test_an_endpoint_that_comes_later_brings_its_schema() -> None:
    reading = after(ACCOUNTS, "read-only endpoints for shelves: name")
    assert reading.models_by_name["Shelf"].schemas == ("ShelfRead",)
    whole = after("CRUD endpoints for shelves", spec=reading)
    assert whole.models_by_name["Shelf"].schemas == ("ShelfBase", "ShelfCreate", "ShelfRead", "ShelfUpdate")
    assert findings(whole) == []
