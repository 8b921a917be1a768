"""What rules on documents see: headings, fences, derived parts and whatever was not understood. Never the text."""

from typing import Literal

from groundplan.spec.finding import Place
from groundplan.spec.noun import Noun

Surety = Literal["stated", "inherited", "inferred"]
DocumentKind = Literal["endpoints", "routing", "errors", "schema", "auth", "migration", "decision", "proposal", "other"]


class Heading(Noun, frozen=True):
    level: int
    text: str
    place: Place


class Fence(Noun, frozen=True):
    """A fenced code block; `language` is the first word after the fence, `text` what stands inside."""

    language: str
    text: str
    place: Place


class Derived(Noun, frozen=True):
    """A part that follows from facts stated elsewhere: as it stands, and as the facts demand it.

    `kind` is what it is: `overview`, `common errors`, `diagram`, `routes`, `parameters`, or a
    `change`: the line of a proposal that names an element which it touches.
    """

    at: str
    kind: str
    stated: str
    expected: str
    place: Place


class Unread(Noun, frozen=True):
    """A table, list or word in a spec section that was not understood; `nearest` is what was probably meant."""

    reason: str
    place: Place
    nearest: str = ""


class Doubt(Noun, frozen=True):
    """Two readings of one thing, `at` an address: both are possible, and nothing chooses between them."""

    at: str
    readings: tuple[str, str]
    place: Place


class Mention(Noun, frozen=True):
    """A link in prose to another document of the specs or to a heading in it."""

    target: str
    place: Place
    resolved: bool = True


class Accepted(Noun, frozen=True):
    """Findings of some rules that stay as they are, and why.

    They are those of the element `at`, whose lines are `extent`, counted from 0 up to the one behind the last; the lines of
    a router hold its endpoints. An acceptance at the top of a document has no `at` and covers all of it.
    """

    codes: tuple[str, ...]
    reason: str
    at: str
    extent: tuple[int, int]
    place: Place


class Document(Noun, frozen=True):
    """The outline of one file; `style` is free where it is not written in the language."""

    file: str
    kind: DocumentKind
    headings: tuple[Heading, ...] = ()
    fences: tuple[Fence, ...] = ()
    derived: tuple[Derived, ...] = ()
    unread: tuple[Unread, ...] = ()
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    style: Literal["language", "free"] = "language"


class Outline(Noun, frozen=True):
    documents: tuple[Document, ...] = ()
