"""A body with a field that it should not have is refused, or there is a reason why not.

Pydantic ignores such a field without a word. A client with a typing error is told that all went well, and a field that a
schema gains by mistake is open at once.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.spec.address import API
from groundplan.spec.spec import Spec

FIELDS = Pattern(
    r"\b(?:unknown|additional|extra|unexpected|undeclared|further|other)\b.{0,20}\b(?:fields?|propert(?:y|ies)|members?|keys?)\b",
    re.IGNORECASE,
)


@rule(
    "RQ006",
    severity="error",
    hears="spec",
    bad="- **Unknown fields**: ignored",
    good="- **Unknown fields**: rejected",
    source="OWASP API3:2023; Pydantic, extra data",
)
def unknown_fields_policy(spec: Spec) -> Iterator[Fault]:
    sends = next((endpoint for endpoint in spec.endpoints if endpoint.body is not None), None)
    if sends is None or any(FIELDS.search(note) for note in spec.api.notes):
        return
    if not spec.api.unknown_fields:
        message = f"nothing says what a body with an unknown field answers, at `{sends.address}` for one"
        yield Fault(at=API, message=message, mend="add `- **Unknown fields**: rejected`")
    elif spec.api.unknown_fields == "ignored":
        yield Fault(
            at=API / "unknown fields",
            message="unknown fields are ignored, and nothing says why",
            mend="write `rejected`, or add a note with the reason to ignore them",
        )
