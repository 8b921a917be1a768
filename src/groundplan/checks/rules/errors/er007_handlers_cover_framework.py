"""Handlers turn every exception into the envelope: the domain's, invalid input, the framework's own, and all others.

FastAPI answers `{"detail": "Not Found"}` for an unknown path, a list for invalid input, and plain text for a crash. The
most specific comes first, or the last one swallows them all.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS
from groundplan.spec.spec import Spec

KINDS = (
    ("errors of the domain", Pattern(r"domain|app(?:lication)?[ _]?error|business|\w+Error`?$", re.IGNORECASE)),
    ("request validation", Pattern(r"validation", re.IGNORECASE)),
    ("the framework's HTTP errors", Pattern(r"http|framework", re.IGNORECASE)),
    (
        "anything else",
        Pattern(r"anything|any other|catch|unforeseen|unhandled|\bexception`?$|all others?", re.IGNORECASE),
    ),
)


@rule(
    "ER007",
    severity="error",
    hears="spec",
    bad="| 6 | database error | 500 `internal_error` |",
    good="| 6 | anything else | 500 `internal_error` |",
    source="FastAPI, override the default exception handlers",
)
def handlers_cover_framework(spec: Spec) -> Iterator[Fault]:
    if not any(True for _ in spec.endpoints):
        return
    handlers = spec.errors.handlers
    if not handlers:
        message = "nothing says which handlers turn exceptions into errors of the API"
        yield Fault(message, "add the table of handlers: the domain's errors first, anything else last", ERRORS)
        return
    places: list[int] = []
    for name, pattern in KINDS:
        at = next((i for i, handler in enumerate(handlers) if pattern.search(handler.raised)), None)
        if at is None:
            yield Fault(f"no handler answers {name}", "add a row to the handlers", ERRORS / "section Handlers")
        else:
            places.append(at)
    if len(places) == len(KINDS) and places[-1] != len(handlers) - 1:
        last = handlers[places[-1]]
        message = f"`{last.raised}` stands before others, which it would swallow"
        yield Fault(message, "put it last", ERRORS / f"handler {last.raised}")
