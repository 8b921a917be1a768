"""What only people read."""

from collections.abc import Iterator

from groundplan.evolution.compare import Comparison, Difference
from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.record import Decision, Migration

WORDS = ("summary", "description", "note", "criterion", "effect", "title", "name")


def judge_words(comparison: Comparison) -> Iterator[Verdict]:
    """One verdict for each element that clients meet and whose words differ."""
    for each in comparison.differences:
        if each.before is not None and not isinstance(each.after, Decision | Migration) and (said := _said(each)):
            yield rulings.WORDS.on(each.address / said[0], f"words differ: {', '.join(said)}")


def _said(each: Difference) -> list[str]:
    """The kinds of words that differ."""
    kinds = (part.part.partition(" ")[0] for part in each.parts)
    return [kind for kind in dict.fromkeys(kinds) if kind in WORDS]
