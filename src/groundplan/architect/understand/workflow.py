"""States, and the moves between them, in the words of a request."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from groundplan.architect.understand.paths import ANYTIME, REFUSALS, Path, Stage, written_paths
from groundplan.architect.understand.states import FINAL, Mention, action_of, mentions
from groundplan.spec.model import Transition

SENTENCES = re.compile(r"[.;\n]")
OPENING = re.compile(r"\s*(?:once|after|when|while|if|until|before|unless|as long as)\b", re.IGNORECASE)
CLAUSES = re.compile(
    r",?\s(?:but|and|which|that)\s(?=[^,.;]{0,30}\b(?:can|may|cannot|can't|could|ones|gets?)\b)"
    r"|,\s*(?=(?:it|they|users?|an?|the|only|[a-z]+ ones)\b[^,.;]{0,30}\b(?:can|may|cannot|can't)\b)",
    re.IGNORECASE,
)
MODAL = re.compile(r"\b(?:can|may|could|might|allowed|able)\b", re.IGNORECASE)
DENIED = re.compile(
    r"\b(?:cannot|can't|can not|may not|must not|mustn't|never|no longer|not be|impossible|nobody)\b", re.IGNORECASE
)
OWED = re.compile(r"\b(?:must|should|shall|have to|has to|needs? to)\b[^,.;]{0,20}$", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:(?P<until>until|till|before|unless|prior to|(?:while|as long as|if) (?:it|they) (?:is|are) not|not yet)"
    r"|(?P<during>while|when|if|as long as|once|after|only from|from))\b",
    re.IGNORECASE,
)
OR = re.compile(
    r"^\s*,?\s*(?:either\s|or\b|/|\||and/or\b)\s*(?:(?:either|is|are|be|it|they|gets?|becomes?)\s+)*$", re.IGNORECASE
)
APPROVAL = re.compile(r"\bapprov\w*|\bsign(?:ed|ing)?[- ]?off\b", re.IGNORECASE)
# Which state a row begins in where a text tells only what is done to it.
BEGINNINGS = {
    "published": "draft", "submitted": "draft", "in_review": "draft", "reviewed": "draft", "approved": "pending", "accepted": "pending",
    "confirmed": "pending", "rejected": "pending", "paid": "unpaid", "closed": "open", "resolved": "open", "completed": "open",
    "done": "open", "finished": "open", "returned": "lent", "deactivated": "active", "disabled": "active", "suspended": "active",
    "paused": "active", "banned": "active", "frozen": "active",
}  # fmt: skip
# What leads back to the beginning from one that was put on hold.
BACK = frozenset({"reactivated", "resumed", "reinstated", "enabled", "activated", "reenabled"})
FIRST = "active"
SHORT = 3


class Flow(NamedTuple):
    """The states, the first one first, and the moves between them."""

    states: tuple[str, ...]
    moves: tuple[Transition, ...]


class Step(NamedTuple):
    """A move that is told; `action` where it is not what the target is called after."""

    sources: Stage
    target: str
    action: str = ""


def find_flow(text: str, known: tuple[str, ...] = ()) -> Flow | None:
    """The states and moves that a text tells, or `None` where it tells none; `known` are the states that there are."""
    paths, listed, rest = written_paths(f" {text} ")
    clauses = tuple(_clauses(rest))
    denied = [clause for clause in clauses if DENIED.search(clause)]
    allowed = [clause for clause in clauses if clause not in denied and MODAL.search(clause)]
    way = _Way(known)
    for path in paths:
        way.walk(path)
    for clause in clauses:
        if clause not in denied and clause not in allowed:
            way.tell(clause)
    for clause in (*allowed, *denied):
        way.allow(clause)
    for state in listed:
        way.leave(state)
    return way.flow(asked_for_approval=APPROVAL.search(text) is not None)


def _clauses(text: str) -> Iterator[str]:
    for sentence in SENTENCES.split(text):
        clause = ""
        for piece in CLAUSES.split(sentence):
            # `once it is paid, it can be …` is one clause, and so is `paid and sent ones can be …`.
            if clause and (
                len(clause.split()) < SHORT or (OPENING.match(clause) and len(mentions(clause)) < SHORT - 1)
            ):
                clause = f"{clause} and {piece}"
            else:
                if clause.strip():
                    yield clause
                clause = piece
        if clause.strip():
            yield clause


class _Way:
    """What is told of a row's way, clause after clause."""

    def __init__(self, known: tuple[str, ...]) -> None:
        self.stages: list[Stage] = []
        self.steps: list[Step] = []
        self._known = known
        self._begun = True

    @property
    def order(self) -> Stage:
        """All states, in the order of the way."""
        told = dict.fromkeys(state for stage in self.stages for state in stage)
        return tuple(told) or self._known

    def walk(self, path: Path, *, begun: bool = True) -> None:
        """Go along a path: on from a state that it names, or from where the way was."""
        if not self.stages:
            self._begun = begun
        known = {state for stage in self.stages for state in stage}
        before = self.stages[-1] if self.stages and not set(path[0]) <= known else ()
        for stage in path:
            for target in stage:
                self.add(tuple(state for state in before if state not in FINAL or len(before) == 1), target)
            if not set(stage) <= known and not (self.stages and set(stage) <= ANYTIME):
                self.stages.append(stage)
            before = stage

    def leave(self, target: str) -> None:
        """A state that a row may get into at any time, unless it is told from where."""
        if target not in {step.target for step in self.steps}:
            self.add(self.unfinished(target), target)

    def add(self, sources: Stage, target: str, action: str = "") -> None:
        if sources := tuple(state for state in sources if state != target):
            self.steps.append(Step(sources, target, action))

    def tell(self, clause: str) -> None:
        """A clause that goes on along the way."""
        found = self._mentions(clause)
        stages = _stages(clause, found)
        if len(stages) == 2 and re.search(r"\b(?:after|once)\b", clause[found[0].end : found[-1].start], re.IGNORECASE):
            stages = stages[::-1]
        if stages:
            self.walk(stages, begun=not found[0].deed and OWED.search(clause[: found[0].start]) is None)

    def allow(self, clause: str) -> None:
        """A clause that says what may happen to a row, or may not."""
        found = self._mentions(clause)
        denied = DENIED.search(clause)
        modal = denied or MODAL.search(clause)
        if not found or modal is None:
            return
        said = next((match for match in CONDITION.finditer(clause)), None)
        spoken = [
            m
            for m in found
            if m.start > modal.start() and (said is None or m.start < said.start() or said.start() < modal.start())
        ]
        subject = tuple(m.state for m in found if m.end <= modal.start())
        rest = (
            ""
            if said is None
            else clause[said.end() :]
            if said.start() > modal.start()
            else clause[said.end() : modal.start()]
        )
        sources = self._conditioned(said, rest, subject, denied is not None)
        for target in dict.fromkeys(mention.state for mention in spoken):
            if denied is not None:
                self._deny(sources or subject, target)
            else:
                self._let(sources, target, done=spoken[0].deed)

    def unfinished(self, target: str) -> Stage:
        """The states from which a row may leave its way: all but where it ends."""
        last = self.stages[-1] if len(self.stages) > 1 else ()
        ends = {state for state in self.order if state in FINAL or state in last}
        return tuple(state for state in self.order if state not in ends and state != target)

    def _mentions(self, clause: str) -> tuple[Mention, ...]:
        return mentions(clause, tuple(dict.fromkeys((*self.order, *self._known))))

    def _conditioned(self, said: re.Match[str] | None, rest: str, subject: Stage, denied: bool) -> Stage:
        """The states in which a move is allowed, as far as it is said; what is denied stays denied on the way from there."""
        if said is None:
            return subject
        named = tuple(state for state in self.order if speaks_of(rest, state))
        if said["until"] is None:
            later = denied and len(named) == 1
            return (self.order[self.order.index(named[0]) :] if later else named) or subject
        other = next((mention.state for mention in self._mentions(rest)), "")
        if not named and other:
            self.walk(((other,),), begun=False)
            named = (other,)
        if not named:
            return subject
        if self.order.index(named[0]) == 0:
            self._begin(named[0])
        return self.order[: self.order.index(named[0])]

    def _let(self, sources: Stage, target: str, *, done: bool) -> None:
        """A move that is allowed: from the states that are said, or as the way goes."""
        if again := self._again(target):
            self.add(
                sources or self._ends(again, target),
                again,
                f"un{action_of(target[2:])}"
                if target.startswith("un")
                else action_of(target)
                if target in BACK
                else "",
            )
        elif target in ANYTIME or sources:
            if not self.order:
                self.stages.append((BEGINNINGS.get(target, FIRST),))
            self.add(sources or self.unfinished(target), target)
        elif target not in self.order:
            refused = self.stages and target in REFUSALS
            self.walk(((target,),), begun=not done) if not refused else self._refuse(target)

    def _refuse(self, target: str) -> None:
        """The other way out, beside the last step."""
        last = next((step for step in reversed(self.steps)), Step((self.order[0],), ""))
        self.add(last.sources, target)

    def _again(self, state: str) -> str:
        """The state that `reopened` or `unpublished` leads back to; empty for any other one."""
        if state == "reopened":
            return "open" if "open" in self.order else (*self.order, "open")[0]
        held = next((known for known in self.order if BEGINNINGS.get(known) == FIRST), "")
        if state in BACK and held:
            self._begin(held)
            return FIRST
        if state.startswith("re") and state[2:] in self.order:
            return state[2:]
        reached = {*self.order, *(step.target for step in self.steps)}
        if state.startswith("un") and state[2:] in reached:
            before = next((step.sources[0] for step in self.steps if step.target == state[2:]), "")
            if not before:
                self._begin(state[2:])
            return before or self.order[0]
        return ""

    def _ends(self, target: str, undone: str) -> Stage:
        if undone.startswith("un"):
            return (undone[2:],)
        last = self.stages[-1] if self.stages else self.order[-1:]
        return tuple(state for state in last if state != target)

    def _deny(self, barred: Stage, target: str) -> None:
        """What was told without a condition does not hold from these states."""
        self.steps = [
            step._replace(sources=tuple(state for state in step.sources if state not in barred))
            if step.target == target
            else step
            for step in self.steps
        ]

    def _begin(self, first: str) -> None:
        """A state before the first one that was told."""
        if first not in {state for stage in self.stages for state in stage}:
            return
        start = BEGINNINGS.get(first, "new")
        self.steps[:0] = [Step((start,), state) for state in self.stages[0]]
        self.stages.insert(0, (start,))
        self._begun = True

    def flow(self, *, asked_for_approval: bool) -> Flow | None:
        if not self.stages and not self.steps and asked_for_approval:
            self.walk((("pending",), ("approved", "rejected")))
        if self.stages and (not self._begun or (len(self.stages) == 1 and not self.steps)):
            self._begin(self.stages[0][0])
        targets = {step.target for step in self.steps}
        if asked_for_approval and len(self.stages) == 2 and "approved" in targets and not targets & REFUSALS:
            self.add(next(step.sources for step in self.steps if step.target == "approved"), "rejected")
        states = tuple(
            dict.fromkeys((*self.order, *(state for step in self.steps for state in (*step.sources, step.target))))
        )
        return Flow(states, _moves(self.steps, states)) if self.steps else None


def _stages(clause: str, found: tuple[Mention, ...]) -> Path:
    """The states of a clause, one after the other; `approved or rejected` are one stage of two."""
    stages: list[Stage] = []
    for at, mention in enumerate(found):
        if stages and OR.match(clause[found[at - 1].end : mention.start]):
            stages[-1] = (*stages[-1], mention.state)
        elif not stages or mention.state not in stages[-1]:
            stages.append((mention.state,))
    return tuple(stages)


def _moves(steps: list[Step], states: Stage) -> tuple[Transition, ...]:
    """The moves by action, each with all states that it starts from."""
    sources: dict[tuple[str, str], dict[str, None]] = {}
    targets: dict[str, str] = {}
    reached = {step.target for step in steps if step.sources and not _backward(step, states)}
    for step in (step for step in steps if step.sources):
        back = "reopen" if step.target == "open" else f"return_to_{step.target}"
        action = step.action or (back if step.target not in reached else action_of(step.target))
        if targets.setdefault(action, step.target) != step.target:
            action = f"mark_{step.target}"
        sources.setdefault((action, step.target), {}).update(dict.fromkeys(step.sources))
    return tuple(
        Transition(action, tuple(state for state in states if state in found), target)
        for (action, target), found in sources.items()
    )


def _backward(step: Step, states: Stage) -> bool:
    return states.index(step.target) < states.index(step.sources[0])


def speaks_of(text: str, state: str) -> bool:
    """Whether a text speaks of a state, by its name or by what leads to it."""
    words, deed = state.replace("_", "[ _-]"), action_of(state).replace("_", "[ _-]")
    return re.search(rf"\b(?:{words}|{deed}(?:s|es|ed|ing|ment|y|al|ation)?)\b", text, re.IGNORECASE) is not None
