"""Bringing free-form documents into the language, one at a time, and proving that they still say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from groundplan.documents.adopt import Adopted, adopted, free_files
from groundplan.documents.read import Reading, read
from groundplan.documents.workspace import Workspace
from groundplan.spec.failure import InvalidInput
from groundplan.spec.finding import Place
from groundplan.spec.spec import Spec


@dataclass(frozen=True, slots=True)
class Adoption:
    """One document as it would be; `texts` are all documents that change with it, `kept` what stays as it was told."""

    file: str
    workspace: Workspace
    reading: Reading
    texts: Mapping[str, str | None]
    kept: tuple[Place, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        from groundplan.surfaces.planning import unified

        return unified(self.reading.texts, self.texts)

    def apply(self) -> tuple[str, ...]:
        """Write it, all documents or none; the files that were written.

        Raises:
            DocumentChanged: a document is no longer as it was when this was prepared.
        """
        self.workspace.write(self.texts, self.reading.texts)
        return tuple(sorted(self.texts))


def waiting(specs: Path, files: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The free-form documents that can be adopted, or those of them that are named, in the order in which to adopt them.

    Raises:
        InvalidInput: a named file is no free-form document with endpoints or models.
    """
    able = free_files(read(Workspace(specs).texts()))
    wanted = [_below(specs, file) for file in files]
    for name, file in zip(files, wanted, strict=True):
        if file not in able:
            listed = ", ".join(f"`{known}`" for known in able) or "none"
            raise InvalidInput(
                f"`{name}` is no free-form document with endpoints or models", mend=f"these can be adopted: {listed}"
            )
    return tuple(file for file in able if file in wanted or not files)


def _below(specs: Path, file: str) -> str:
    """The path of a file below the specs folder, however it was named."""
    path = Path(file)
    try:
        return path.resolve().relative_to(specs.resolve()).as_posix() if path.exists() else path.as_posix()
    except ValueError:
        return path.as_posix()


def adopt(specs: Path, file: str) -> Adoption:
    """One free-form document in the language; nothing is written.

    Raises:
        InvalidInput: it would not say the same, or a document that has to change with it is not in the language.
    """
    workspace = Workspace(specs)
    reading = read(workspace.texts())
    result: Adopted = adopted(reading, (file,))
    after = {name: text for name, text in {**reading.texts, **result.texts}.items() if text is not None}
    lost = list(_lost(reading.spec, read(after).spec))
    if lost:
        raise InvalidInput(
            f"`{file}` cannot be adopted: read again it would say something else of {', '.join(lost[:3])}",
            at=(Place(file),),
            mend="`groundplan show` says what is understood; write that part plainer, or leave the file as it is",
        )
    return Adoption(file, workspace, reading, result.texts, result.kept)


def _lost(before: Spec, after: Spec) -> Iterator[str]:
    """The endpoints and models that the second does not tell as the first does."""
    for endpoint in before.endpoints:
        if after.endpoints_by_address.get(endpoint.address) != endpoint:
            yield f"`{endpoint.address}`"
    for model in before.models:
        if after.models_by_name.get(model.name) != model:
            yield f"`{model.name}`"
