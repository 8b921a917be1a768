"""Facts whose value is a sentence, a name, or one of a few words."""

from typing import Any

from groundplan.documents.constructs.type_text import nearest_word
from groundplan.documents.form import Fact, NotUnderstood, Values
from groundplan.documents.inline import code, code_spans, codes, uncode


def sentence(label: str, attribute: str, says: str, example: str) -> Fact:
    """A fact whose value is free text."""
    return Fact(
        label, lambda element: getattr(element, attribute) or None, lambda text: {attribute: text}, says, example
    )


def name(label: str, attribute: str, says: str, example: str) -> Fact:
    """A fact whose value is one name in a code span."""

    def write(element: Any) -> str | None:
        value = getattr(element, attribute)
        return code(value) if value else None

    return Fact(label, write, lambda text: {attribute: uncode(text) or text}, says, code(example))


def names(label: str, attribute: str, says: str, example: str) -> Fact:
    """A fact whose value is one or several names in code spans."""

    def write(element: Any) -> str | None:
        return codes(getattr(element, attribute)) or None

    def read(text: str) -> Values:
        if not (found := code_spans(text)):
            raise NotUnderstood(f"`{text}` holds no name in backticks")
        return {attribute: found}

    return Fact(label, write, read, says, example)


def word(label: str, attribute: str, words: tuple[str, ...], says: str) -> Fact:
    """A fact whose value is one of a few words."""

    def read(text: str) -> Values:
        if text not in words:
            listed = ", ".join(f"`{known}`" for known in words)
            raise NotUnderstood(f"`{text}` is none of {listed}", nearest_word(text, words))
        return {attribute: text}

    return Fact(label, lambda element: getattr(element, attribute) or None, read, says, words[0])
