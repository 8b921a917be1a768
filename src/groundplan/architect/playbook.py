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

    `topic` is the word of `--answer TOPIC=VALUE`. `weight` orders questions when there are more than three, the dearest
    to get wrong first. Without choices any text is an answer.
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

    `answers` holds the chosen value of every question of the playbook that is open.
    """

    intent: Intent
    spec: Spec
    conventions: Conventions
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to do it. `build` makes the whole change; `traits` are the aspects that cannot be computed.

    `rank` says how well it fits, the simplest that fits first. `decision` is the title of the record that choosing it
    deserves, with its consequences; empty where none is owed.
    """

    name: str
    title: str
    build: Callable[[Ground], Spec]
    traits: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    rank: int = 0
    decision: str = ""
    consequences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Playbook:
    """A design pattern. Its name is that of its file, with dashes.

    Args:
        title: what it does, in the imperative: `Paginate a list`.
        calls: lemmas and short phrases that call for it, never whole sentences.
        example: one request, as a user would type it.
        options: the alternatives that are open; one where the request settles it.
        questions: what the request leaves open; none where everything is settled.
        topic: the question whose answer is the name of an option.
        affects: what a decision record says that it affects.
        context: the situation, as a decision record tells it.
        advises: whether the record is owed also where nothing has to change, since it answers a question.
    """

    name: str
    title: str
    calls: tuple[str, ...]
    example: str
    options: Callable[[Ground], tuple[Option, ...]]
    questions: Callable[[Ground], tuple[Question, ...]] = lambda _: ()
    topic: str = ""
    affects: tuple[str, ...] = ()
    context: Callable[[Ground], tuple[str, ...]] = lambda _: ()
    advises: bool = False
