"""Proposals that wait for review under `specs/changes/DATE-SLUG/`.

`proposal.md` is for people. `change.json` holds each element as it was when this was planned and as it will be, so that a
change of the same part is told apart from one beside it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from groundplan.architect.verify import new_findings
from groundplan.checks.settings import Settings
from groundplan.documents.edit import edit
from groundplan.documents.inline import code
from groundplan.documents.proposal import CHANGE, FOLDER, PAGE, SECTION, Change, read_change
from groundplan.documents.read import Reading, read
from groundplan.documents.workspace import Workspace
from groundplan.evolution.compare import compare
from groundplan.evolution.steps import carried_out, outdated, steps
from groundplan.evolution.wording import worded
from groundplan.spec.address import Address
from groundplan.spec.failure import InvalidInput, ProposalOutdated
from groundplan.spec.finding import Place, locate
from groundplan.spec.spec import Spec
from groundplan.surfaces.planning import Planned, require_faithful
from groundplan.surfaces.settings import read_settings


def asked(specs: Path, name: str) -> tuple[str, dict[str, str]]:
    """The request of a proposal that waits, and the answers that it was given.

    Raises:
        InvalidInput: no proposal of that name waits, or it cannot be read.
    """
    file, stored = _stored(specs, Workspace(specs).texts(), name)
    change = read_change(file, stored)
    return change.request, change.answers


def gone_on(specs: Path, name: str, request: str) -> tuple[str, dict[str, str]]:
    """The same with what is asked for on top of it."""
    before, answers = asked(specs, name)
    return f"{before}\n{request}", answers


def written(planned: Planned, waiting: str | None) -> tuple[str, ...]:
    """Write a plan, all of it or nothing; the files that were written. A proposal that it went on from waits no longer.

    Raises:
        DocumentChanged: a document is no longer as it was when this was planned.
    """
    gone = dict.fromkeys(_files(waiting)) if waiting is not None else {}
    planned.workspace.write({**planned.changes, **gone}, planned.reading.texts)
    return tuple(sorted(planned.changes))


def _files(name: str) -> tuple[str, str]:
    return f"{FOLDER}/{name}/{PAGE}", f"{FOLDER}/{name}/{CHANGE}"


def save(planned: Planned, *, instead: str | None = None) -> str:
    """Leave a proposal for review; gives its name, `DATE-SLUG`.

    It takes the place of one that it goes on from, and of one with the same request that is outdated.

    Raises:
        InvalidInput: the same request waits already.
    """
    proposal = planned.proposal
    texts = planned.reading.texts
    outlived = (*_outlived(planned), *(_files(instead) if instead is not None else ()))
    standing = {file: text for file, text in texts.items() if file not in outlived}
    slug = _name(name_of(planned), proposal.request, standing)
    change = Change(proposal.request, steps(planned.reading.spec, proposal.after), dict(planned.answers))
    stored = msgspec.json.format(msgspec.json.encode(change)).decode() + "\n"
    files: dict[str, str | None] = dict.fromkeys(outlived)
    files |= {f"{FOLDER}/{slug}/{PAGE}": page(planned), f"{FOLDER}/{slug}/{CHANGE}": stored}
    planned.workspace.write(files, texts)
    return slug


def name_of(planned: Planned) -> str:
    """What a proposal is called: its day, and the words with which its request begins."""
    return f"{planned.today}-{_slug(planned.proposal.request)}"


def _name(wanted: str, request: str, texts: Mapping[str, str]) -> str:
    """The name of a new proposal; one of another request that begins with the same words keeps its own."""

    def another(name: str) -> bool:
        file = _files(name)[1]
        return file in texts and read_change(file, texts[file]).request != request

    names = chain((wanted,), (f"{wanted}-{number}" for number in count(2)))
    name = next(name for name in names if not another(name))
    if _files(name)[1] in texts:
        raise InvalidInput(f"a proposal `{name}` waits already", mend=f"apply it: groundplan apply {name}")
    return name


def _outlived(planned: Planned) -> Iterator[str]:
    """The files of outdated proposals with the request that is planned anew."""
    for file, text in planned.reading.texts.items():
        if file.endswith(f"/{CHANGE}"):
            try:
                change = read_change(file, text)
                late = change.request == planned.proposal.request and outdated(change.steps, planned.reading.spec)
            except InvalidInput:
                continue
            if late:
                yield from (file, f"{file.removesuffix(CHANGE)}{PAGE}")


def _slug(request: str) -> str:
    words = re.findall(r"[a-z0-9]+", request.lower())
    return "-".join(words[:6]) or "change"


class Held(NamedTuple):
    """A proposal that waits, held against the documents as they are now.

    `after` is what they would say, `edits` the documents that would change; `stale` are the parts that have changed
    underneath it, and where there are any nothing is edited.
    """

    change: Change
    reading: Reading
    after: Spec
    edits: dict[str, str | None]
    stale: tuple[Address, ...]


def held(specs: Path, name: str) -> Held:
    """A proposal that waits, held against the documents.

    Raises:
        InvalidInput: no proposal of that name waits, or its change cannot be read.
    """
    texts = Workspace(specs).texts()
    file, stored = _stored(specs, texts, name)
    change = read_change(file, stored)
    reading = read(texts)
    try:
        stale = outdated(change.steps, reading.spec)
        if stale:
            return Held(change, reading, reading.spec, {}, stale)
        after = carried_out(change.steps, reading.spec)
    except InvalidInput as error:
        raise InvalidInput(error.message, at=(Place(file),), mend="plan the request again") from error
    edits = edit(reading, after)
    require_faithful(texts, edits, after)
    return Held(change, reading, after, edits, ())


def apply_saved(specs: Path, name: str) -> tuple[str, ...]:
    """Apply a proposal that waits, and take it from the waiting ones; the files that changed.

    Raises:
        InvalidInput: no proposal of that name waits.
        ProposalOutdated: what it changes was changed since it was planned, or others that it needs. Nothing was written.
    """
    found = held(specs, name)
    _require_current(found, name)
    _require_sound(found.reading.spec, found.after, read_settings(specs.resolve().parent))
    changes: dict[str, str | None] = {**found.edits, **dict.fromkeys(_files(name))}
    Workspace(specs).write(changes, found.reading.texts)
    return tuple(sorted(path for path, text in changes.items() if text is not None))


def _stored(specs: Path, texts: dict[str, str], name: str) -> tuple[str, str]:
    """The file of a proposal that waits, and what is in it."""
    file = f"{FOLDER}/{name}/{CHANGE}"
    if (stored := texts.get(file)) is None:
        raise InvalidInput(f"no proposal `{name}` waits in `{specs / FOLDER}`", mend=_waiting(texts))
    return file, stored


def _waiting(texts: dict[str, str]) -> str:
    names = [path.split("/")[1] for path in texts if path.startswith(f"{FOLDER}/") and path.endswith(f"/{PAGE}")]
    return f"waiting are: {', '.join(names)}" if names else "none waits; `groundplan plan … --save` leaves one"


def _require_current(found: Held, name: str) -> None:
    if found.stale:
        places = tuple(locate(address, found.reading.places) or Place(FOLDER) for address in found.stale)
        verb = "has" if len(found.stale) == 1 else "have"
        raise ProposalOutdated(
            f"{', '.join(map(part_of, found.stale))} {verb} changed since `{name}` was planned; nothing was written",
            at=places,
            mend="plan the request again; the saved proposal stays where it is",
        )


def part_of(address: Address) -> str:
    """A part as a sentence names it: `sort` of `GET /api/tasks`."""
    return f"{code(address.part)} of {code(address.element)}" if address.part else code(address)


def _require_sound(before: Spec, after: Spec, settings: Settings) -> None:
    """Refuse what was sound when it was planned and no longer is, since something beside it changed."""
    findings = new_findings(before, after, settings)
    if findings:
        first, more = findings[0], len(findings) - 1
        others = f", and {more} more" if more else ""
        raise ProposalOutdated(
            f"the specs have moved on: it would bring `{first.code}` at `{first.at}` ({first.message}){others}; "
            "nothing was written",
            mend="plan the request again; the saved proposal stays where it is",
        )


def page(planned: Planned) -> str:
    """The proposal as a page for people."""
    proposal = planned.proposal
    differences = compare(planned.reading.spec, proposal.after).differences
    lines = [
        f"# {proposal.request.splitlines()[0][:100]}",
        "",
        "- **Status**: waiting for review",
        f"- **Touches**: {len(differences)} elements",
        f"- **Decision record**: {proposal.decision or 'not needed'}",
        *([f"- **Language model**: {code(planned.model.name)}"] if planned.model and planned.model.requests else []),
        "",
        "## Understood",
        "",
        *(f"- {text}" for text in proposal.understood),
    ]
    if proposal.assumptions:
        lines += ["", "## Assumed", "", *(f"- {topic}: {value}" for topic, value in proposal.assumptions)]
    for considered in proposal.considered:
        lines += ["", f"## Options: {considered.title.lower()}", "", *_options_table(considered.options)]
    lines += ["", f"## {SECTION}", "", *(f"- {worded(difference)}" for difference in differences)]
    if grave := [verdict for verdict in planned.verdicts if verdict.level != "safe"]:
        lines += ["", "## Clients", "", *(f"- {v.level}: {code(v.at.element)}, {v.message} ({v.why})" for v in grave)]
    if planned.migration:
        lines += ["", "## Database", "", *(f"1. {step.phase}: {step.step}" for step in planned.migration)]
    return "\n".join(lines) + "\n"


def _options_table(options: tuple[Any, ...]) -> list[str]:
    aspects = list(dict.fromkeys(aspect for option in options for aspect in option.traits))
    head = [f"{option.title}{' (recommended)' if option.recommended else ''}" for option in options]
    rows = [[aspect, *(option.traits.get(aspect, "—") for option in options)] for aspect in aspects]
    return [f"| {' | '.join(row)} |" for row in (["", *head], ["---"] * (len(head) + 1), *rows)]
