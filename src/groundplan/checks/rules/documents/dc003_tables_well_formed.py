"""What stands in a section of the specification is understood, cell by cell and word by word.

A row with a cell too few or a word that the language does not have looks to a person as if it held. Nothing that was
written as a promise is taken for mere prose in silence.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.outline import Document
from groundplan.spec.spec import Spec


@rule(
    "DC003",
    severity="error",
    hears="document",
    bad="- **Auth**: authentificated",
    good="- **Auth**: authenticated",
    source="GitHub Flavored Markdown §4.10",
)
def tables_well_formed(document: Document, spec: Spec) -> Iterator[Fault]:
    for unread in document.unread:
        yield Fault(
            place=unread.place,
            message=unread.reason,
            mend=f"did you mean `{unread.nearest}`?" if unread.nearest else "write it in a form that the language has",
        )
