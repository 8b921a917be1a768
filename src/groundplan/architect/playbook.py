"""The form of a playbook: the phrases that call it, its questions, its options, and the design of each option."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from groundplan.architect.brief import Intent
from groundplan.spec.conventions import Conventions
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec


class Choice(Noun, frozen=True):
    """One possible answer to a question."""

    value: str
    meaning: str


class Question(Noun, frozen=True):
    """Something that the request leaves open and whose answer changes the design.

    `topic` is the word of `--answer TOPIC=VALUE`, unique over all playbooks; `weight` orders questions when there are
    more than three, the dearest to get wrong first.
    """

    topic: str
    question: str
    why: str
    choices: tuple[Choice, ...]
    default: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a design may look at: what was asked, what there is, what the project decided, what was answered.

    `today` is an ISO date. `answers` holds the chosen value of every question of the playbook.
    """

    intent: Intent
    spec: Spec
    conventions: Conventions
    answers: Mapping[str, str]
    today: str


Design = Callable[[Ground], Spec]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to do it. `build` makes the whole change; `traits` are aspects that cannot be computed, name to words.

    `rank` says how simple it is, 0 the simplest; the recommendation follows simplicity, sameness with what the spec
    already does, and the smallest blast radius, in that order.
    """

    name: str
    title: str
    build: Design
    traits: Mapping[str, str]
    why: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Playbook:
    """A design pattern. Its name is that of its file, with dashes.

    Args:
        title: what it does, in the imperative: `Paginate a list`.
        calls: lemmas and short phrases that call for it, never whole sentences.
        example: one request, as a user would type it.
        questions: what the request leaves open, given what is known; none where everything is settled.
        options: alternatives; the answers of the user or the recommendation choose one.
        decides: whether a decision record is owed when there were real alternatives; its title and what it affects.
    """

    name: str
    title: str
    calls: tuple[str, ...]
    example: str
    options: Callable[[Ground], tuple[Option, ...]]
    questions: Callable[[Ground], tuple[Question, ...]] = lambda _: ()
    decision_title: str = ""
    affects: tuple[str, ...] = field(default=())
