"""What is accepted has a reason, and names the rules whose findings it accepts.

A finding that somebody silenced looks like one that somebody weighed. The sentence behind the code is what tells the two
apart in a year, when nobody remembers; without it the finding stays.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec

EXAMPLE = "write the codes, a comma and the reason: `- **Accepted**: PG001, never more than 12 rows`"


@rule(
    "DC008",
    severity="error",
    hears="document",
    bad="- **Accepted**: PG001",
    good="- **Accepted**: PG001, a plan never has more than 12 steps",
    source="ISO/IEC/IEEE 29148 §5.2.7, rationale",
)
def acceptance_has_reason(document: Document, spec: Spec) -> Iterator[Fault]:
    for accepted in document.accepted:
        if not accepted.codes:
            yield Fault("the acceptance names no rule", EXAMPLE, place=accepted.place)
        elif not accepted.reason:
            codes = ", ".join(f"`{code}`" for code in accepted.codes)
            yield Fault(f"{codes} is accepted without a reason", EXAMPLE, place=accepted.place)
