"""The proposals that wait for review: what each touches, what stands against it, and the one next command."""

import shlex
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from groundplan.documents.proposal import CHANGE, FOLDER, PAGE, Change, read_change
from groundplan.documents.read import read
from groundplan.documents.workspace import Workspace
from groundplan.evolution.steps import clashes, outdated
from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput
from groundplan.spec.noun import Noun
from groundplan.spec.spec import Spec


class Clash(Noun, frozen=True):
    """Another proposal that changes the same parts of the same elements otherwise."""

    slug: str
    parts: tuple[Address, ...]


class Waiting(Noun, frozen=True):
    """A proposal that waits.

    `age` is in days, and `None` where its name begins with no date; `outdated` are the parts that were changed underneath
    it since it was planned.
    """

    slug: str
    request: str
    age: int | None
    touches: tuple[str, ...]
    outdated: tuple[Address, ...]
    conflicts: tuple[Clash, ...]
    next: str
    why: str


def waiting(specs: Path, today: date) -> tuple[Waiting, ...]:
    """The proposals that wait in a specs folder, the oldest first.

    Raises:
        SpecsMissing, InvalidInput, DocumentChanged: see `Workspace.texts`.
    """
    texts = Workspace(specs).texts()
    spec = read(texts).spec
    slugs = sorted({file.split("/")[1] for file in texts if file.startswith(f"{FOLDER}/") and file.count("/") == 2})
    changes = {slug: _change(slug, texts) for slug in slugs}
    stale = {slug: _outdated(change, spec) for slug, change in changes.items()}
    readable = {slug: change for slug, change in changes.items() if change is not None and stale[slug] is not None}
    option = "" if specs == Path("specs") else f" --specs {shlex.quote(str(specs))}"
    return tuple(
        _listed(slug, readable[slug], stale[slug] or (), _conflicts(slug, readable, spec), today, option)
        if slug in readable
        else _unread(slug, texts, today, option)
        for slug in slugs
    )


def _change(slug: str, texts: Mapping[str, str]) -> Change | None:
    """The typed change of a proposal; `None` where there is none, or it cannot be read."""
    file = f"{FOLDER}/{slug}/{CHANGE}"
    try:
        return read_change(file, texts[file]) if file in texts else None
    except InvalidInput:
        return None


def _outdated(change: Change | None, spec: Spec) -> tuple[Address, ...] | None:
    try:
        return None if change is None else outdated(change.steps, spec)
    except InvalidInput:
        return None


def _conflicts(slug: str, changes: Mapping[str, Change], spec: Spec) -> tuple[Clash, ...]:
    found = (
        Clash(other, tuple(dict.fromkeys(clashes(change.steps, changes[slug].steps, spec))))
        for other, change in changes.items()
        if other != slug
    )
    return tuple(clash for clash in found if clash.parts)


def _listed(
    slug: str,
    change: Change,
    stale: tuple[Address, ...],
    conflicts: tuple[Clash, ...],
    today: date,
    option: str,
) -> Waiting:
    if stale:
        command = _anew(change.request, option)
        why = "it was planned on what is no longer so; planned anew, it takes the place of this one"
    else:
        command = f"groundplan apply {slug}{option}"
        others = ", ".join(f"`{clash.slug}`" for clash in conflicts)
        why = f"{others} then has to be planned anew, or the other way round" if others else "nothing stands against it"
    touches = tuple(dict.fromkeys(step.address for step in change.steps))
    return Waiting(slug, change.request, _age(slug, today), touches, stale, conflicts, command, why)


def _unread(slug: str, texts: Mapping[str, str], today: date, option: str) -> Waiting:
    """A proposal that has no typed change: a person wrote it, or its file is broken."""
    page = texts.get(f"{FOLDER}/{slug}/{PAGE}", "")
    request = next((line[2:].strip() for line in page.splitlines() if line.startswith("# ")), slug)
    why = f"it has no `{CHANGE}` that can be read, and so cannot be applied"
    return Waiting(slug, request, _age(slug, today), (), (), (), _anew(request, option), why)


def _anew(request: str, option: str) -> str:
    return f"groundplan plan {shlex.quote(request)} --save{option}"


def _age(slug: str, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(slug[:10])).days
    except ValueError:
        return None
