"""What all doors share: open a folder, and show what it says of one element."""

from pathlib import Path
from typing import NamedTuple

from groundplan.documents.read import Reading, read
from groundplan.documents.workspace import Workspace
from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place


class Shown(NamedTuple):
    """One element, or one part of it, as it stands in its document."""

    address: Address
    place: Place
    text: str


def open_specs(specs: Path) -> Reading:
    """What the documents in a folder say.

    Raises:
        SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts`.
    """
    return read(Workspace(specs).texts())


def shown(reading: Reading, name: str) -> Shown:
    """An element by its address or name, or a part of one: `GET /api/tasks`, `Task`, `errors`, `Task#field title`.

    Raises:
        InvalidInput: nothing is called that; names the nearest thing.
    """
    wanted, _, part = name.strip().partition("#")
    extents = {address: (page, extent) for page in reading.pages for address, extent in page.extents.items()}
    for address, (page, extent) in extents.items():
        if wanted.lower() in (address.lower(), address.partition(" ")[2].lower()):
            found = Address(address) / part if part else Address(address)
            span = page.spans.get(found) if part else extent
            if span is None:
                parts = (key.partition("#")[2] for key in page.spans if key.startswith(f"{address}#"))
                raise _unknown(f"`{address}` has no part `{part}`", part, list(parts))
            lines = reading.texts[page.file].splitlines()[span[0] : span[1]]
            return Shown(found, Place(page.file, span[0] + 1), "\n".join(lines).strip("\n"))
    raise _unknown(f"nothing in the specs is called `{name}`", name, list(extents))


def _unknown(message: str, name: str, known: list[str]) -> InvalidInput:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.4)
    return InvalidInput(message, mend=f"did you mean `{near[0]}`?" if near else "`groundplan show` lists what there is")
