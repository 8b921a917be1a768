"""Each endpoint names the statuses of the common errors that fit it, in one derived row.

The row makes an endpoint complete where it stands; one that is wrong hides an error that a client will meet.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec


@rule(
    "ER012",
    severity="error",
    hears="document",
    bad="| 400, 429, 500, 503 | [common](errors.md#common-errors) | |",
    good="| 400, 401, 429, 500, 503 | [common](errors.md#common-errors) | |",
    source="OWASP API8:2023",
    redraw=True,
)
def common_errors_row(document: Document, spec: Spec) -> Iterator[Fault]:
    for part in document.derived:
        if part.kind != "common errors":
            continue
        stated, expected = (text.partition("\n")[0] or "none" for text in (part.stated, part.expected))
        endpoint = part.at.partition("#")[0]
        if stated == expected:
            message = f"the link of the common errors of `{endpoint}` leads elsewhere"
        else:
            message = f"`{endpoint}` can answer the common errors {expected}, and its row says {stated}"
        yield Fault(message, "`groundplan check --fix` writes the row again", place=part.place)
