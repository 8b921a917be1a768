"""What one document says: its elements, where each of their parts stands, and what was not understood.

A page depends on the bytes of its own file and on nothing else, so that it can be kept as long as they stay the same.
"""

from typing import Literal

from groundplan.spec.api import Api, Router, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.model import Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import Errors
from groundplan.spec.outline import Accepted, DocumentKind, Doubt, Fence, Heading, Mention, Surety, Unread
from groundplan.spec.record import Decision, Migration

# First line, line behind the last, and column, all counted from 0, 0 and 1.
Span = tuple[int, int, int]


class Page(Noun, frozen=True):
    """One document, read.

    `spans` says where each segment stands, by `ADDRESS#KEY`; `extents` where each element begins and ends, by address.
    `stated` holds the derived rows and diagrams as they stand, cells joined by newlines, by `ADDRESS#KEY`. `style` is free
    where the document is not written in the language; then `sureties` says, by address, what was not stated where it
    stands but inherited or inferred, and `doubts` what can be read in two ways.
    """

    file: str
    kind: DocumentKind
    style: Literal["language", "free"] = "language"
    api: Api | None = None
    routers: tuple[Router, ...] = ()
    router_rows: tuple[Router, ...] = ()
    routing: Routing | None = None
    errors: Errors | None = None
    auth: Auth | None = None
    models: tuple[Model, ...] = ()
    schemas: tuple[Schema, ...] = ()
    migrations: tuple[Migration, ...] = ()
    decisions: tuple[Decision, ...] = ()
    spans: dict[str, Span] = {}
    extents: dict[str, tuple[int, int]] = {}
    stated: dict[str, str] = {}
    headings: tuple[Heading, ...] = ()
    fences: tuple[Fence, ...] = ()
    unread: tuple[Unread, ...] = ()
    links: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    sureties: dict[str, Surety] = {}
