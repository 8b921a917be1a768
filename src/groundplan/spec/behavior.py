"""What an endpoint does, in a small language that can be executed.

`create `User` with `password_hash` = hash of `password`, `role` = `member``: a verb, a model, how its row is found, and
what is set. What the verbs cannot say is `other`, a sentence.
"""

from typing import Literal

from groundplan.spec.noun import Noun

Verb = Literal[
    "create", "list", "read", "update", "replace", "delete", "restore", "move",
    "sign in", "rotate", "revoke", "answer", "other",
]  # fmt: skip


class Value(Noun, frozen=True):
    """Where a value that the server sets comes from; `text` is the literal, or the input that is hashed or taken."""

    kind: Literal["caller", "tenant", "now", "null", "random", "literal", "hash", "input"]
    text: str = ""


class Assignment(Noun, frozen=True):
    field: str
    value: Value


class Behavior(Noun, frozen=True):
    """`verb` over rows of `model`, found `by` parameters or by the caller, moved `to` a state, with `sets` assigned.

    `text` is the sentence of the verbs `answer` and `other`, which name no model.
    """

    verb: Verb
    model: str = ""
    by: tuple[str, ...] = ()
    by_caller: bool = False
    to: str = ""
    sets: tuple[Assignment, ...] = ()
    text: str = ""

    @property
    def writes(self) -> bool:
        """Whether rows change."""
        return self.verb not in ("list", "read", "answer", "other")
