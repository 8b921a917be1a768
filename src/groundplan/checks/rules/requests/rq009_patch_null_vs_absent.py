"""A partial update says what an absent field, a null and an empty body mean, and no null is for a column that has none.

`{}` and `{"name": null}` are the same to a handler that reads `None`: one client clears what another only left out.
"""

import re
from collections.abc import Iterator

from groundplan.checks.pattern import Pattern
from groundplan.checks.rule import Fault, rule
from groundplan.checks.rules.testability.criteria import with_endpoints
from groundplan.spec.address import API
from groundplan.spec.effective import body_fields, model_of
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.model import SchemaField
from groundplan.spec.spec import Spec

ABSENT = r"\b(?:absent|missing|omitted|left out|unset|not (?:sent|named|given|provided|included))\b"
EMPTY = r"\bempty\b|\bno fields?\b|\bwithout (?:a |any )?fields?\b|\bat least one\b"
MEANINGS = (
    ("an absent field", Pattern(ABSENT, re.IGNORECASE)),
    ("null", Pattern(r"\bnull", re.IGNORECASE)),
    ("an empty body", Pattern(EMPTY, re.IGNORECASE)),
)
UPDATES = Pattern(r"\bPATCH\b|\bpartial\w*|\bupdates?\b", re.IGNORECASE)


def _impossible(endpoint: Endpoint, spec: Spec) -> tuple[SchemaField, ...]:
    """The fields of a partial update that may be null, while their column may not."""
    model, body = model_of(endpoint, spec), endpoint.body
    if endpoint.method != "PATCH" or model is None or body is None:
        return ()
    columns = {field.name for field in model.fields if field.stored and field.nullable is False}
    return tuple(field for field in body.fields if field.nullable and field.name in columns)


def _refused(spec: Spec) -> Spec:
    """The specification in which a body refuses null where the column has none."""

    def change(endpoint: Endpoint) -> Endpoint:
        wrong = _impossible(endpoint, spec)
        if endpoint.body is None or not wrong:
            return endpoint
        fields = (field.replace(nullable=False) if field in wrong else field for field in endpoint.body.fields)
        return endpoint.replace(body=endpoint.body.replace(fields=tuple(fields)))

    return with_endpoints(spec, change)


def _in_endpoint(endpoint: Endpoint, spec: Spec) -> Iterator[Fault]:
    for field in _impossible(endpoint, spec):
        yield Fault(
            at=endpoint.address / f"body {field.name}",
            message=f"`{field.name}` may be null here, and its column may not",
            mend="write `no` under Null",
        )


@rule(
    "RQ009",
    severity="error",
    hears="spec",
    bad="- **Partial update**: an absent field stays",
    good="- **Partial update**: an absent field stays, null clears a nullable one, an empty body is an error",
    source="RFC 7396; Zalando #123",
    endpoints=_in_endpoint,
    fix=_refused,
)
def patch_null_vs_absent(spec: Spec) -> Iterator[Fault]:
    patches = (endpoint for endpoint in spec.endpoints if endpoint.method == "PATCH" and _may_leave_out(endpoint, spec))
    said = " ".join((spec.api.partial_update, *filter(UPDATES.search, spec.api.notes)))
    for endpoint in patches:
        told = f"{said} {_told(endpoint)}"
        unsaid = [name for name, words in MEANINGS if not words.search(told)]
        if unsaid:
            yield Fault(
                at=API / "partial update",
                message=f"a `PATCH` does not say what it takes {' and '.join(unsaid)} for, `{endpoint.address}` for one",
                mend="say all three: an absent field stays, null clears a nullable one, an empty body is an error",
            )
            return


def _may_leave_out(endpoint: Endpoint, spec: Spec) -> bool:
    """Whether the body has a field that may be absent; where it is unsaid, of several fields one is."""
    fields = body_fields(endpoint, spec)
    if endpoint.body is None or not fields:
        return endpoint.body is not None
    unsaid = len(fields) > 1 and any(field.required is None for field in fields)
    return unsaid or any(field.required is False for field in fields)


def _told(endpoint: Endpoint) -> str:
    """Everything that an endpoint says in sentences."""
    answers = (*(response.when for response in endpoint.responses), *(case.when for case in endpoint.errors))
    return " ".join((*endpoint.notes, *answers, *(criterion.text for criterion in endpoint.criteria)))
