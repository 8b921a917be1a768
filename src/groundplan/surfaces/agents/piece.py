"""The kinds of things that are laid down for an agent."""

from groundplan.spec.noun import Noun


class Whole(Noun, frozen=True):
    """A file of our own."""

    path: str
    text: str


class Block(Noun, frozen=True):
    """A marked block at the end of a text file that is the user's; in TOML it is a table."""

    path: str
    text: str


class Member(Noun, frozen=True):
    """A member of an object in a JSON file that is the user's: `{keys[0]: {keys[1]: value}}`. Comments may stand in it."""

    path: str
    keys: tuple[str, ...]
    value: dict[str, str | list[str]]


Piece = Whole | Block | Member


class Agent(Noun, frozen=True):
    """A coding agent: what it needs, and what its user does next."""

    name: str
    title: str
    pieces: tuple[Piece, ...]
    next: str
