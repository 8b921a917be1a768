"""Paths are written in small letters, with one sign between the words of a segment.

Paths are typed from memory, and servers tell `/taskLists` from `/tasklists`. The usual sign is the hyphen; an API that
has chosen the underscore keeps to it.
"""

from collections.abc import Iterator, Mapping

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.spec import Spec

HUMP = Pattern(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@rule(
    "NM003",
    severity="warning",
    hears="spec",
    bad="### GET /api/Tasks/{task_id}",
    good="### GET /api/tasks/{task_id}",
    source="Zalando #129; Redocly path-kebab-case",
)
def path_segment_style(spec: Spec) -> Iterator[Fault]:
    literals = _literals(spec)
    hyphens, underscores = (sum(sign in segment for segment in literals) for sign in "-_")
    sign, other = ("_", "-") if underscores > hyphens else ("-", "_")
    for segment, endpoint in literals.items():
        styled = HUMP.sub(sign, segment).lower().replace(other, sign)
        if styled != segment:
            yield Fault(
                at=endpoint.address,
                message=f"`{segment}` is written unlike the other paths",
                mend=f"call it `{styled}`, wherever it stands",
            )


def _literals(spec: Spec) -> Mapping[str, Endpoint]:
    """Every segment that is no parameter, with the first endpoint that it stands in."""
    found: dict[str, Endpoint] = {}
    for endpoint in spec.endpoints:
        for segment in endpoint.segments:
            # What begins with a sign, like `.well-known` or `_next`, is given by others.
            if "{" not in segment and segment[0].isalnum():
                found.setdefault(segment, endpoint)
    return found
