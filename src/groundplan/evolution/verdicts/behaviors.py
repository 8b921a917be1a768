"""What a request does: deleting, moving from state to state, and the rest."""

from collections.abc import Iterator

from groundplan.evolution.verdicts import rulings
from groundplan.evolution.verdicts.pair import Pair
from groundplan.evolution.verdicts.verdict import Verdict
from groundplan.spec.address import Address
from groundplan.spec.behavior import Behavior
from groundplan.spec.effective import behavior_of
from groundplan.spec.model import Model, Transition
from groundplan.spec.spec import Spec

Step = tuple[str, str, str]


def judge_behavior(pair: Pair) -> Iterator[Verdict]:
    was, now = behavior_of(pair.before, pair.old), behavior_of(pair.after, pair.new)
    if was is None or now is None:
        return
    if _plain(was, pair.before.path_names) != _plain(now, pair.after.path_names):
        yield rulings.BEHAVIOR_CHANGED.on(pair.at / "behavior", "what it does is specified otherwise")
    elif now.verb == "delete":
        yield from _deleting(pair, was, now)


def _plain(behavior: Behavior, names: tuple[str, ...]) -> Behavior:
    """A behavior without the names of its model and of the parameters in the path, which may be others."""
    by = tuple(str(names.index(name)) if name in names else name for name in behavior.by)
    return behavior.replace(model="", by=by)


def _deleting(pair: Pair, was: Behavior, now: Behavior) -> Iterator[Verdict]:
    before, after = pair.old.models_by_name.get(was.model), pair.new.models_by_name.get(now.model)
    if before is None or after is None or (before.soft_delete is None) == (after.soft_delete is None):
        return
    if after.soft_delete is not None:
        yield rulings.DELETE_BECAME_SOFT.on(pair.at, "marks the row instead of deleting it", after.address)
    else:
        yield rulings.DELETE_BECAME_HARD.on(pair.at, "deletes the row instead of marking it", after.address)


def judge_states(old: Spec, new: Spec) -> Iterator[Verdict]:
    """The verdicts on the moves of every model that both specifications have."""
    for model in new.models:
        known = old.models_by_name.get(model.name)
        if known is not None and known.states != model.states:
            yield from _moves(known, model)


def _moves(was: Model, now: Model) -> Iterator[Verdict]:
    if was.states is None and now.states is not None:
        yield rulings.UNSAID.on(now.address / "states", f"`{now.states.field}` may move only as is said now")
        return
    before, after = _steps(was), _steps(now)
    free = now.states is None
    for step, transition in after.items():
        if step not in before:
            yield rulings.MOVE_ADDED.on(_at(now, step), f"{_said(step)} is allowed")
        elif (transition.who, transition.guard) != (before[step].who, before[step].guard):
            yield rulings.MOVE_CONDITION_CHANGED.on(_at(now, step), f"{_said(step)} is allowed on other conditions")
    for step in before:
        if step not in after:
            ruling = rulings.UNSAID if free else rulings.MOVE_REMOVED
            yield ruling.on(
                _at(now, step), f"{_said(step)} is not said any more" if free else f"{_said(step)} is refused"
            )


def _steps(model: Model) -> dict[Step, Transition]:
    """Every single move, by action, source and target."""
    transitions = model.states.transitions if model.states is not None else ()
    return {(move.action, source, move.target): move for move in transitions for source in move.sources}


def _at(model: Model, step: Step) -> Address:
    return model.address / f"transition {step[0]} {step[1]}"


def _said(step: Step) -> str:
    action, source, target = step
    return f"`{action}` from `{source}` to `{target}`"
