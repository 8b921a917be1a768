"""Diagrams, overviews and other derived parts say what the facts say.

They are there to be read instead of the facts. One that lags behind is worse than none, since it is believed.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Derived, Document
from groundplan.spec.spec import Spec

ROWS = {
    "overview": "the overview of endpoints",
    "parameters": "the query parameters that paging brings",
    "routers": "the table of routers",
    "routes": "the table of routes",
}


@rule(
    "DC004",
    severity="error",
    hears="document",
    bad="| GET | `/api/tasks` | List the caller's tasks, newest first | public |",
    good="| GET | `/api/tasks` | List the caller's tasks, newest first | authenticated |",
    source="ISO/IEC/IEEE 29148 §5.2.6, consistent",
    redraw=True,
)
def diagram_matches_model(document: Document, spec: Spec) -> Iterator[Fault]:
    for part in document.derived:
        # The row of common errors is judged with the errors, what a proposal touches with the references.
        if part.kind not in ("common errors", "change") and part.stated != part.expected:
            yield Fault(place=part.place, message=_message(part), mend="`groundplan check --fix` writes it again")


def _message(part: Derived) -> str:
    if part.kind == "diagram":
        if not part.stated:
            return "the diagram that follows from this section is missing"
        return "the diagram shows what is no longer so" if part.expected else "the diagram shows nothing that exists"
    table = ROWS.get(part.kind, f"the table of {part.kind}")
    if not part.stated:
        return f"{table} lacks the row `{' | '.join(part.expected.splitlines())}`"
    return f"a row of {table} is out of date" if part.expected else f"a row of {table} is of nothing that exists"
