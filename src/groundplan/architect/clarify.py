"""The questions that are worth asking: at most three, those whose answers change the design most."""

from collections.abc import Mapping, Sequence

from groundplan.architect.playbook import Ground, Playbook, Question
from groundplan.spec.failure import InvalidInput

MOST = 3


def open_questions(grounds: Sequence[tuple[Playbook, Ground]], answers: Mapping[str, str]) -> tuple[Question, ...]:
    """What is still open, the dearest first; a topic of several intents is asked once.

    Raises:
        InvalidInput: an answer is none of the choices of its question.
    """
    found: dict[str, Question] = {}
    for playbook, ground in grounds:
        for question in playbook.questions(ground):
            if question.topic in answers:
                _require_choice(question, answers[question.topic])
            else:
                found.setdefault(question.topic, question)
    return tuple(sorted(found.values(), key=lambda question: -question.weight))


def _require_choice(question: Question, answer: str) -> None:
    values = tuple(choice.value for choice in question.choices)
    if values and answer not in values:
        listed = ", ".join(f"`{value}`" for value in values)
        raise InvalidInput(f"`{answer}` is no answer to `{question.topic}`", mend=f"answer one of {listed}")
