"""What the documents say of one thing is the same wherever they say it.

Where a table and a section, or two documents, tell of the same endpoint or field differently, each reader believes the
one that was found first. Both readings are shown, and nothing is chosen in silence.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec


@rule(
    "DC007",
    severity="error",
    hears="document",
    bad="| POST | /tasks | 200 |\n\n**Response** `201 Created`",
    good="| POST | /tasks | 201 |\n\n**Response** `201 Created`",
    source="ISO/IEC/IEEE 29148 §5.2.6, consistent",
)
def one_reading(document: Document, spec: Spec) -> Iterator[Fault]:
    for doubt in document.doubts:
        element, _, part = doubt.at.partition("#")
        about = f"`{element}`, {part}" if part else f"`{element}`"
        first, second = doubt.readings
        yield Fault(
            place=doubt.place,
            message=f"{about}: the documents say both `{first}` and `{second}`",
            mend="keep the one that holds, here and where the other stands",
        )
