"""What all doors share: open a folder, show and export what it says."""

from pathlib import Path

from groundplan.documents.read import Reading, read
from groundplan.documents.workspace import Workspace
from groundplan.spec.failure import InvalidInput


def open_specs(specs: Path) -> Reading:
    """What the documents in a folder say.

    Raises:
        SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts`.
    """
    return read(Workspace(specs).texts())


def element_text(reading: Reading, name: str) -> str:
    """The lines of one element as they stand, found by its address or name: `GET /api/tasks`, `Task`, `errors`.

    Raises:
        InvalidInput: nothing is called that; names the nearest thing.
    """
    extents = {address: (page.file, extent) for page in reading.pages for address, extent in page.extents.items()}
    wanted = name.strip().lower()
    for address, (file, (start, end)) in extents.items():
        if wanted in (address.lower(), address.partition(" ")[2].lower()):
            lines = reading.texts[file].splitlines()[start:end]
            return "\n".join(lines).strip("\n")
    from difflib import get_close_matches

    near = get_close_matches(name, list(extents), 1, 0.4)
    mend = f"did you mean `{near[0]}`?" if near else "`groundplan show` lists what there is"
    raise InvalidInput(f"nothing in the specs is called `{name}`", mend=mend)
