"""What rules say of a specification, as short as a test wants to read it."""

from groundplan.checks.engine import check, mended
from groundplan.checks.settings import Settings
from groundplan.documents.edit import edit
from groundplan.documents.read import read
from groundplan.documents.write import write
from groundplan.spec.outline import Document, Outline
from groundplan.spec.spec import Spec


def found(family: str, spec: Spec) -> list[tuple[str, str]]:
    """Code and address of everything that a family of rules finds."""
    return [(finding.code, finding.at) for finding in check(spec, settings=Settings((family,)))]


def found_in(family: str, document: Document) -> list[tuple[str, str]]:
    """Code and place of everything that a family of rules finds in one document."""
    findings = check(Spec(), Outline((document,)), settings=Settings((family,)))
    return [(finding.code, str(finding.place)) for finding in findings]


def messages(family: str, spec: Spec) -> list[str]:
    """What is wrong and how to mend it, for everything that a family finds."""
    return [f"{finding.message}; {finding.mend}" for finding in check(spec, settings=Settings((family,)))]


def rewritten(code: str, spec: Spec, *, unsafe: bool = False) -> Spec:
    """What the documents of a specification say once the fixes of a rule are written into them."""
    documents = dict(write(spec))
    reading = read(documents)
    after = mended(reading.spec, Settings((code,)), unsafe=unsafe)
    changes = edit(reading, after)
    return read({**documents, **{file: text for file, text in changes.items() if text is not None}}).spec
