"""A proposal that waits: `proposal.md` for people and, beside it, `change.json` with each element as it will be."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname

import msgspec

from groundplan.documents import blocks
from groundplan.evolution.steps import Step
from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.spec.noun import Noun

FOLDER = "changes"
PAGE = "proposal.md"
CHANGE = "change.json"
SECTION = "Change"
LISTED = re.compile(r"`([^`]+)`")


class Change(Noun, frozen=True):
    """What was asked for, how its questions were answered, and the steps that do it."""

    request: str
    steps: tuple[Step, ...]
    answers: dict[str, str] = {}


def read_change(file: str, text: str) -> Change:
    """The typed change of a proposal.

    Raises:
        InvalidInput: the file is not what `plan --save` wrote.
    """
    try:
        return msgspec.json.decode(text, type=Change)
    except msgspec.MsgspecError as error:
        raise InvalidInput(f"the proposal cannot be read: {error}", at=(Place(file),), mend="plan it again") from error


def listed(found: Iterable[blocks.Block]) -> Iterator[tuple[str, blocks.Item]]:
    """The elements that a proposal says it touches: the first name in each item of its section `Change`."""
    inside = False
    for block in found:
        if isinstance(block, blocks.Heading) and block.level <= 2:
            inside = block.text == SECTION
        elif inside and isinstance(block, blocks.Item) and (named := LISTED.match(block.text)):
            yield named[1], block


def touched(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The elements that the typed change of each proposal touches, by the path of its page.

    A change that cannot be read touches nothing; `apply` says what is wrong with it.
    """
    found: dict[str, tuple[str, ...]] = {}
    for file, text in texts.items():
        if file.endswith(f"/{CHANGE}"):
            try:
                steps = read_change(file, text).steps
            except InvalidInput:
                steps = ()
            found[f"{dirname(file)}/{PAGE}"] = tuple(step.address for step in steps)
    return found


def entry(file: str, address: str) -> Address:
    """The key under which the line of a proposal that names an element is kept."""
    return Address(f"proposal {dirname(file).rpartition('/')[2]}") / f"change {address}"
