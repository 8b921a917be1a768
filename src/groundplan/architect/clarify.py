"""The questions that are worth asking: at most three, those whose answers change the design most."""

from collections.abc import Mapping

from groundplan.architect.playbook import Choice, Ground, Playbook, Question
from groundplan.architect.understand.known import collections
from groundplan.spec.failure import InvalidInput

MOST = 3


def open_questions(playbook: Playbook, ground: Ground, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """What a playbook still asks, the dearest first.

    Raises:
        InvalidInput: an answer is none of the choices of its question.
    """
    if (target := target_question(playbook, ground)) is not None and target.topic not in answers and not target.default:
        # Whatever else there is to ask depends on it.
        return (target,)
    asked = (*((target,) if target is not None else ()), *playbook.questions(ground))
    for question in asked:
        if question.topic in answers:
            _require_choice(question, answers[question.topic])
    still = (question for question in asked if question.topic not in answers)
    return tuple(sorted(still, key=lambda question: -question.weight))


def default_answers(playbook: Playbook, ground: Ground) -> dict[str, str]:
    """The defaults of everything that a playbook would ask."""
    return {question.topic: question.default for question in playbook.questions(ground)}


def target_question(playbook: Playbook, ground: Ground) -> Question | None:
    """Which resource is meant, where a playbook needs one and the request names none; the only one goes without asking."""
    if not playbook.targets or ground.intent.resource:
        return None
    there = tuple(name for name in collections(ground.spec) if name != "users")
    choices = tuple(Choice(name, f"the {name.replace('_', ' ')}") for name in there)
    asked = f"{playbook.title}: for which resource?"
    return Question(
        "resource", asked, "The request names none.", choices, there[0] if len(there) == 1 else "", weight=100
    )


def _require_choice(question: Question, answer: str) -> None:
    values = tuple(choice.value for choice in question.choices)
    if values and not question.open and answer not in values:
        listed = ", ".join(f"`{value}`" for value in values)
        raise InvalidInput(f"`{answer}` is no answer to `{question.topic}`", mend=f"answer one of {listed}")
