"""Every link inside the specs leads to a document, and to a heading in it, that exists.

Links are how one fact can stand in one place and be found from many. One that leads nowhere sends its reader to guess.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec


@rule(
    "RF006",
    severity="error",
    hears="document",
    bad="error codes in [`errors.md`](error.md)",
    good="error codes in [`errors.md`](errors.md)",
    source="ISO/IEC/IEEE 29148 §5.2.6, consistent",
)
def dead_link(document: Document, spec: Spec) -> Iterator[Fault]:
    for link in document.mentions:
        if not link.resolved:
            yield Fault(
                place=link.place,
                message=f"the link to `{link.target}` leads nowhere",
                mend="name a document of the specs, and a heading that it has",
            )
