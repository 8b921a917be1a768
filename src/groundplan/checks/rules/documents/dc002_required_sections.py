"""A document has one title, no missing level of headings, and the sections of its kind in their order.

Who knows one of these documents finds the same thing at the same place in each of them, and a program does too. A section
that is missing is not noticed by reading; one that is there and empty is.
"""

from collections.abc import Iterator

from groundplan.checks.rule import Fault, rule
from groundplan.spec.effective import fits
from groundplan.spec.finding import Place
from groundplan.spec.outline import Document, DocumentKind
from groundplan.spec.spec import Spec

SECTIONS: dict[DocumentKind, tuple[str, ...]] = {
    "errors": ("Common errors", "Codes", "Handlers"),
    "routing": ("Routers", "Middleware", "Dependencies", "Versions"),
    "auth": ("Pipeline", "Routes"),
    "decision": ("Context", "Options", "Decision", "Consequences"),
}


@rule(
    "DC002",
    severity="error",
    hears="document",
    bad="## Handling",
    good="## Handlers",
    source="ISO/IEC/IEEE 29148 §5.2.6, complete",
)
def required_sections(document: Document, spec: Spec) -> Iterator[Fault]:
    if document.kind == "other":
        return
    yield from _titles(document)
    yield from _levels(document)
    yield from _sections(document, _required(document, spec))


def _required(document: Document, spec: Spec) -> tuple[str, ...]:
    """The sections of the document's kind; an API that asks no database injects nothing yet."""
    required = SECTIONS.get(document.kind, ())
    if document.kind == "routing" and not any(fits("database", endpoint, spec) for endpoint in spec.endpoints):
        return tuple(title for title in required if title != "Dependencies")
    return required


def _titles(document: Document) -> Iterator[Fault]:
    titles = [heading for heading in document.headings if heading.level == 1]
    if not titles:
        yield Fault(place=Place(document.file), message="the document has no title", mend="begin it with `# Title`")
    for extra in titles[1:]:
        message = f"`{extra.text}` is a second title"
        yield Fault(place=extra.place, message=message, mend="make it a section: `##`")


def _levels(document: Document) -> Iterator[Fault]:
    above = 0
    for heading in document.headings:
        if heading.level > above + 1 and above:
            yield Fault(
                place=heading.place,
                message=f"the heading `{heading.text}` skips a level",
                mend=f"write it with {above + 1} `#`",
            )
        above = heading.level


def _sections(document: Document, required: tuple[str, ...]) -> Iterator[Fault]:
    found = {heading.text.lower(): heading for heading in reversed(document.headings) if heading.level == 2}
    if document.kind == "auth" and not any(title.lower() in found for title in required):
        return  # A second document of the folder, on one matter of authentication.
    last = Place(document.file)
    for title in required:
        heading = found.get(title.lower())
        if heading is None:
            message = f"the section `{title}` is missing"
            yield Fault(place=Place(document.file), message=message, mend=f"add `## {title}`")
        elif heading.place < last:
            message = f"`{heading.text}` stands out of order"
            yield Fault(place=heading.place, message=message, mend=f"the order is {', '.join(required)}")
        else:
            last = heading.place
