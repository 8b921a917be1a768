"""The form of a playbook: the phrases that call it, its questions, its options, and the design of each option."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from groundplan.architect.brief import Intent
from groundplan.architect.understand.wish import Wish
from groundplan.spec.conventions import Conventions
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec

# What a request asks for is designed in this order, whatever the order of its sentences.
Stage = Literal["accounts", "tenancy", "resources", "fields", "endpoints", "lists", "conduct"]
STAGES: tuple[Stage, ...] = ("accounts", "tenancy", "resources", "fields", "endpoints", "lists", "conduct")


class Choice(Noun, frozen=True):
    """One possible answer to a question."""

    value: str
    meaning: str


class Question(Noun, frozen=True):
    """Something that the request leaves open and whose answer changes the design.

    `topic` is the word of `--answer TOPIC=VALUE`. `weight` orders questions when there are more than three, the dearest
    to get wrong first. Without choices any text is an answer, and beside them where the question is `open`. One without a
    default has to be answered.
    """

    topic: str
    question: str
    why: str
    choices: tuple[Choice, ...]
    default: str
    weight: int = 0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a design may look at: what was asked, what there is, what the project decided, what was answered.

    `answers` holds the chosen value of every question of the playbook that is open; `today` is an ISO date.
    """

    intent: Intent
    spec: Spec
    conventions: Conventions
    answers: Mapping[str, str] = field(default_factory=dict)
    today: str = ""


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
        calls: phrases that call for it, as `understand.calls` reads them; never whole sentences.
        example: one request, as a user would type it.
        options: the alternatives that are open; one where the request settles it.
        near: a request in words like these that is no matter of this playbook.
        stage: when it is designed, among all that a request asks for.
        targets: whether it changes a resource that there has to be; it is asked for where the request names none.
        reads: what a clause that calls for it asks for; `None` where it was called in error.
        follows: the intent with what a later clause, which calls for nothing, adds to it.
        touches: what it may change that was there before, as the beginnings of addresses, `{one}` and `{many}` being the
            resource's names and `{model}` its model; elements that are new are not counted.
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
    near: str = ""
    stage: Stage = "conduct"
    targets: bool = False
    reads: Callable[[Wish], Intent | None] | None = None
    follows: Callable[[Wish, Intent], Intent] | None = None
    touches: tuple[str, ...] = ()
    questions: Callable[[Ground], tuple[Question, ...]] = lambda _: ()
    topic: str = ""
    affects: tuple[str, ...] = ()
    context: Callable[[Ground], tuple[str, ...]] = lambda _: ()
    advises: bool = False

    def heard(self, wish: Wish) -> Intent | None:
        """What a clause asks of this playbook, with the words that say it."""
        plain = Intent(self.name, resource=wish.resource if self.targets else "")
        intent = plain if self.reads is None else self.reads(wish)
        return None if intent is None else intent.replace(quote=intent.quote or wish.text)

    def followed(self, wish: Wish, intent: Intent) -> Intent:
        """The intent after a clause that goes on about it."""
        told = intent.replace(quote=f"{intent.quote}. {wish.text}")
        return told if self.follows is None else self.follows(wish, told)
