"""Weighing the options of a playbook: each is built, and what it touches is counted."""

from collections.abc import Mapping

from groundplan.architect.playbook import Ground, Option, Playbook
from groundplan.evolution.compare import Comparison, compare
from groundplan.plural import counted
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

KINDS = {"model": "model", "schema": "schema", "router": "router"}


class Weighed(Noun, frozen=True):
    """An option with its trade-offs; `touches` counts the elements that it adds or changes."""

    name: str
    title: str
    traits: dict[str, str]
    touches: int
    recommended: bool = False
    why: str = ""


class Decided(Noun, frozen=True):
    """The specification that the chosen option gives, and what was weighed against it."""

    option: str
    after: Spec
    weighed: tuple[Weighed, ...]


def decide(playbook: Playbook, ground: Ground, answers: Mapping[str, str]) -> tuple[Option, Decided]:
    """Build every option, and choose the one that was answered or that is recommended.

    The recommendation follows simplicity (the option's rank), then the smallest number of elements touched.
    """
    options = playbook.options(ground)
    built = [(option, option.build(ground)) for option in options]
    comparisons = {option.name: compare(ground.spec, after) for option, after in built}
    best = min(built, key=lambda pair: (pair[0].rank, len(comparisons[pair[0].name].differences)))[0]
    answered = answers.get(playbook.topic, "")
    chosen, after = next(((o, a) for o, a in built if o.name == answered), None) or next(
        (o, a) for o, a in built if o is best
    )
    weighed = tuple(
        Weighed(
            option.name,
            option.title,
            {**option.traits, "Touches": touched(comparisons[option.name])},
            len(comparisons[option.name].differences),
            option is best,
            option.why,
        )
        for option in options
    )
    return chosen, Decided(chosen.name, after, weighed)


def touched(comparison: Comparison) -> str:
    """`1 model, 5 endpoints`: what a change adds or alters, by kind."""
    counts: dict[str, int] = {}
    for difference in comparison.differences:
        head = difference.address.partition(" ")[0]
        kind = KINDS.get(head) or ("endpoint" if head.isupper() else "document")
        counts[kind] = counts.get(kind, 0) + 1
    order = ("endpoint", "model", "schema", "router", "document")
    return ", ".join(counted(counts[kind], kind) for kind in order if kind in counts) or "nothing"
