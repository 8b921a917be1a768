"""Endpoints that move to another path."""

from groundplan.spec.spec import Spec
from tests.architect.planned import after, plan

MOVE = "move /api/boats to /api/harbour/boats"


def paths(spec: Spec) -> dict[str, str]:
    """The path of each endpoint with what comes instead of it."""
    return {f"{e.method} {e.path}": e.deprecation.replacement if e.deprecation else "" for e in spec.endpoints}


def test_both_paths_answer_for_a_while() -> None:
    found = paths(plan(MOVE, after("CRUD for boats: name")).after)
    assert found["GET /api/boats"] == "GET /api/harbour/boats"
    assert found["DELETE /api/boats/{boat_id}"] == "DELETE /api/harbour/boats/{boat_id}"
    assert found["GET /api/harbour/boats"] == ""


def test_a_path_that_nobody_calls_moves_at_once() -> None:
    spec = plan(MOVE, after("CRUD for boats: name"), move="at-once").after
    assert not any(path.endswith("/api/boats") for path in paths(spec))
    assert spec.router("harbour-boats") is not None and spec.router("boats") is None


def test_who_says_at_once_is_not_asked() -> None:
    proposal = plan(f"{MOVE} at once", after("CRUD for boats: name"), assume=False)
    assert (proposal.status, proposal.after.router("boats")) == ("ready", None)


def test_what_is_not_there_does_not_move() -> None:
    assert plan("move /api/ships to /api/boats", after("CRUD for boats: name")).status == "not_understood"
