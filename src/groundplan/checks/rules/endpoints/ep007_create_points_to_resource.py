"""What is created can be found again: the answer holds its id, and `Location` names a path that reads it.

A client that has to search for what it has just made finds the wrong row one day.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API
from groundplan.spec.effective import schema_of
from groundplan.spec.endpoint import Endpoint, Response
from groundplan.spec.spec import Spec
from groundplan.spec.types import Type

KEY = Pattern(r"(?:^|_)(?:id|uuid|slug|key|code|number|location|url|href)$", re.IGNORECASE)
LOCATION = Pattern(r"\bLocation\b")


def _anonymous(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for response in _created(endpoint):
        if not _identifies(response, spec):
            yield Fault(
                at=endpoint.address / "response 201",
                message=f"`{response.schema}` does not tell which row was made",
                mend="answer the Read schema, with its id",
            )


@rule(
    "EP007",
    severity="warning",
    hears="spec",
    bad="| 201 | `TaskCreate`, with `Location` | created; `Location` names it |",
    good="| 201 | `TaskRead`, with `Location` | created; `Location` names it |",
    source="RFC 9110 §10.2.2, §15.3.2; Zalando #148",
    endpoints=_anonymous,
)
def create_points_to_resource(spec: Spec) -> Iterator[Fault]:
    made = [(endpoint, response) for endpoint in spec.endpoints for response in _created(endpoint)]
    readable = {e.segments[-2] for e in spec.endpoints if e.method == "GET" and e.path.endswith("}") and e.segments[1:]}
    for endpoint, response in made:
        if "Location" in response.headers and endpoint.segments[-1] not in readable:
            message = "`Location` leads nowhere, since no GET reads a single row of this collection"
            mend = f"add `GET {endpoint.path}/{{id}}`, or take the header out"
            yield Fault(at=endpoint.address / "response 201", message=message, mend=mend)
    if not any(LOCATION.search(note) for note in spec.api.notes):
        found = [(endpoint, response) for endpoint, response in made if endpoint.segments[-1] in readable]
        yield from _unlocated(found)


def _created(endpoint: Endpoint) -> Iterator[Response]:
    """The answers that say that one row was made."""
    if endpoint.method == "POST" and endpoint.segments:
        yield from (response for response in endpoint.responses if response.status == 201 and response.shape == "one")


def _identifies(response: Response, spec: Spec) -> bool:
    """Whether the answer holds a key, or may hold one in what it embeds; an unknown shape is not judged."""
    model, shape = spec.model_by_schema.get(response.schema), schema_of(response.schema, spec)
    if shape is None or not shape.fields:
        return True
    keys = {field.name for field in model.primary_key} if model is not None else set()
    return any(
        field.name in keys or KEY.search(field.name) is not None or (field.type is not None and _embeds(field.type))
        for field in shape.fields
    )


def _embeds(type_: Type) -> bool:
    """Whether the value is a shape of its own, or several of them."""
    return type_.kind in ("ref", "json") or (type_.item is not None and _embeds(type_.item))


def _unlocated(made: list[tuple[Endpoint, Response]]) -> Iterator[Fault]:
    silent = [endpoint for endpoint, response in made if not _locates(endpoint, response)]
    if len(silent) == len(made) > 1:
        yield Fault(
            at=API,
            message=f"no 201 names the new row in `Location`, that of `{silent[0].address}` for one",
            mend="add to the notes of the API that 201 names the new row in `Location`",
        )
        return
    for endpoint in silent:
        yield Fault(
            at=endpoint.address / "response 201",
            message="201 does not name the new row in `Location`",
            mend="add `, with `Location`` to the answer",
        )


def _locates(endpoint: Endpoint, response: Response) -> bool:
    return "Location" in response.headers or any(LOCATION.search(text) for text in (response.when, *endpoint.notes))
