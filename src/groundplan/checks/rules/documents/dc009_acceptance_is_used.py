"""What is accepted is found.

An acceptance outlives the finding that it was written for: the list gets its pages, the code was mistyped, the bullet moved
to another element. Left there, it silences the next finding of its kind, which nobody has weighed.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Accepted


@rule(
    "DC009",
    severity="warning",
    hears="acceptance",
    bad="- **Accepted**: PG011, never more than 12 rows\n- **Pagination**: offset, 20 a page, 100 at most",
    good="- **Pagination**: offset, 20 a page, 100 at most",
    source="ISO/IEC/IEEE 29148 §5.2.5, necessary",
)
def acceptance_is_used(accepted: Accepted, code: str) -> Iterator[Fault]:
    where = f"`{accepted.at}`" if accepted.at else "this document"
    yield Fault(
        f"`{code}` is accepted, but finds nothing in {where}",
        f"take `{code}` away, or correct it",
        place=accepted.place,
    )
