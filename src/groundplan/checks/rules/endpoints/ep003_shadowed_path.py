"""A path of plain words stands before one in which a name takes the place of a word.

FastAPI answers with the first route that fits. Behind `/users/{user_id}` nobody reaches `/users/me`: `me` is taken for an
id, and a type such as uuid only turns the wrong row into an error.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.api import Router
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

# A name fits any word; with a converter such as `{year:int}` it does not.
NAME = Pattern(r"\{\w+(?::(?:str|path))?\}")
ANY = "{}"
TOLD = Pattern(r"\b(?:before|ahead of|first)\b", re.IGNORECASE)


class Routes:
    """Routes by their segments, the first of each shape."""

    def __init__(self) -> None:
        self.below: dict[str, Routes] = {}
        self.address = ""

    def covering(self, segments: tuple[str, ...]) -> str:
        """A route that fits whatever the path of these segments fits, and more; empty if there is none."""
        reached = [(self, False)]
        for segment in segments:
            names = {segment, ANY}
            reached = [
                (routes.below[name], wider or name != segment)
                for routes, wider in reached
                for name in names
                if name in routes.below
            ]
        return next((routes.address for routes, wider in reached if wider and routes.address), "")

    def add(self, segments: tuple[str, ...], address: str) -> None:
        routes = self
        for segment in segments:
            routes = routes.below.setdefault(segment, Routes())
        routes.address = routes.address or address


@rule(
    "EP003",
    severity="error",
    hears="router",
    bad="### GET /api/tasks/{task_id}\n\n### GET /api/tasks/overdue",
    good="### GET /api/tasks/overdue\n\n### GET /api/tasks/{task_id}",
    source="FastAPI, Path Parameters: order matters; Redocly no-ambiguous-paths",
)
def shadowed_path(router: Router, spec: Spec) -> Iterator[Fault]:
    routes = Routes()
    for endpoint in router.endpoints:
        shape = _shape(endpoint)
        first = routes.covering(shape)
        if first and not any(TOLD.search(note) for note in (*endpoint.notes, *router.notes)):
            yield Fault(
                at=endpoint.address,
                message=f"`{first}` stands before `{endpoint.address}` and answers all its requests",
                mend=f"put `{endpoint.address}` before it",
            )
        routes.add(shape, endpoint.address)


def _shape(endpoint: Endpoint) -> tuple[str, ...]:
    return (endpoint.method, *(ANY if NAME.fullmatch(segment) else segment for segment in endpoint.segments))
