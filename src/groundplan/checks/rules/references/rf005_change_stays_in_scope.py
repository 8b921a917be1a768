"""A proposal touches the elements that it lists, and lists no others.

What is reviewed is the list. An element that is changed beside it slips through, and one that is listed and left alone
makes its reader look for what is not there.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec


@rule(
    "RF005",
    severity="warning",
    hears="document",
    bad="- `GET /api/users`: query `status`",
    good="- `GET /api/tasks`: query `status`",
    source="ISO/IEC/IEEE 29148 §5.2.8, traceable",
)
def change_stays_in_scope(document: Document, spec: Spec) -> Iterator[Fault]:
    for part in document.derived:
        if part.kind != "change":
            continue
        if part.expected:
            yield Fault(
                place=part.place,
                message=f"the proposal changes `{part.expected}` and does not list it",
                mend=f"list it under `Change`: `- `{part.expected}`: …`, or plan the request again",
            )
        else:
            yield Fault(
                place=part.place,
                message=f"the proposal lists `{part.stated}` and does not change it",
                mend="take it from the list, or plan the request again",
            )
