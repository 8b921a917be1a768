"""A new decision and the older ones on the same thing."""

from groundplan.evolution.superseding import with_superseding
from groundplan.spec.record import Decision
from groundplan.spec.spec import Spec

ROTATE = Decision(
    "2026-11-23-rotate-refresh-tokens",
    "Rotate refresh tokens",
    affects=("auth", "data model"),
    options=("Rotate", "Keep"),
    decision=("Rotate at every use.",),
)
KEEP = ROTATE.replace(slug="2026-11-25-keep-refresh-tokens", title="Keep refresh tokens", decision=("Keep one.",))
IDS = Decision("2026-11-23-uuid-keys", "Uuid keys", affects=("data model",), options=("Uuid", "Counted"))


def test_another_choice_among_the_same_options_supersedes_the_older() -> None:
    after = with_superseding(Spec(decisions=(ROTATE, IDS)), KEEP)
    assert after.decisions == (ROTATE.replace(status="superseded", superseded_by=KEEP.slug), IDS, KEEP)


def test_one_title_decided_otherwise_supersedes_the_older() -> None:
    later = ROTATE.replace(slug="2026-12-01-rotate-refresh-tokens", affects=(), options=(), decision=("Once a day.",))
    assert [each.status for each in with_superseding(Spec(decisions=(ROTATE,)), later).decisions] == [
        "superseded",
        "accepted",
    ]


def test_what_is_decided_already_is_not_decided_again() -> None:
    spec = Spec(decisions=(ROTATE,))
    assert with_superseding(spec, ROTATE.replace(slug="2026-12-01-rotate-refresh-tokens")) is spec


def test_a_decision_that_comes_back_is_a_record_of_its_own() -> None:
    there = with_superseding(Spec(decisions=(ROTATE,)), KEEP)
    back = with_superseding(there, ROTATE)
    assert [(each.slug, each.superseded_by) for each in back.decisions] == [
        (ROTATE.slug, KEEP.slug),
        (KEEP.slug, f"{ROTATE.slug}-2"),
        (f"{ROTATE.slug}-2", ""),
    ]


def test_decisions_that_say_neither_what_they_affect_nor_their_options_stay() -> None:
    bare = Decision("2026-11-20-first", "First")
    after = with_superseding(Spec(decisions=(bare,)), Decision("2026-11-21-second", "Second"))
    assert [each.status for each in after.decisions] == ["accepted", "accepted"]
