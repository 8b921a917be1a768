"""An error that calls itself `application/problem+json` has the members of it.

Gateways and client libraries act on the media type before they read the body, and then look for `type`, `title`, `status`
and `detail`. The project's own members stand beside them; `instance`, or the id of the request, tells which time it was.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import ERRORS
from groundplan.spec.spec import Spec
from groundplan.spec.types import Kind

PROBLEM = Pattern(r"\bapplication/problem\+json\b|\bRFC ?9457\b|\bRFC ?7807\b", re.IGNORECASE)
DENIED = Pattern(r"\b(?:no|not|never|instead of|rather than)\b", re.IGNORECASE)
REQUEST_ID = Pattern(r"\b(?:request|trace|correlation)[-_ ]id\b", re.IGNORECASE)
MEMBERS: dict[str, tuple[Kind, ...]] = {
    "type": ("url", "str"),
    "title": ("str", "text"),
    "status": ("int",),
    "detail": ("str", "text"),
}


@rule(
    "ER010",
    severity="info",
    hears="spec",
    bad="- Errors are sent as `application/problem+json`.",
    good="- An optional field that is absent is left out, never null; input is never echoed: it may hold a secret.",
    source="RFC 9457 §3.1, §3.2",
    default=False,
)
def problem_json_mapping(spec: Spec) -> Iterator[Fault]:
    known = {field.name: field for field in spec.errors.envelope}
    notes = (*spec.errors.notes, *spec.api.notes)
    said = any(PROBLEM.search(note) and not DENIED.search(note) for note in notes)
    if not said and not {"type", "title"} <= known.keys():
        return
    for name, kinds in MEMBERS.items():
        field = known.get(name)
        if field is None:
            yield Fault(at=ERRORS, message=f"a problem has no `{name}`", mend=f"add a row for `{name}` to the envelope")
        elif field.type is not None and field.type.kind not in kinds:
            yield Fault(
                at=ERRORS / f"envelope {name}",
                message=f"`{name}` of a problem is {field.type}",
                mend=f"make it {kinds[0]}",
            )
    if "instance" not in known and not any(REQUEST_ID.search(text) for text in (*known, *notes)):
        yield Fault(
            at=ERRORS,
            message="nothing tells one problem from the next of its kind",
            mend="add `instance`, or a header with the id of the request",
        )
