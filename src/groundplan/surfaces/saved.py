"""Proposals that wait for review under `specs/changes/DATE-SLUG/`.

`proposal.md` is for people. `change.json` holds each element as it will be, beside the digest of what it was planned on,
so that a change underneath it is told apart from one elsewhere.
"""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import msgspec

from groundplan.documents.edit import edit
from groundplan.documents.inline import codes
from groundplan.documents.read import Reading, read
from groundplan.documents.workspace import Workspace
from groundplan.evolution.compare import Difference, compare
from groundplan.evolution.wording import worded
from groundplan.spec.address import API, AUTH, ERRORS, ROUTING, Address
from groundplan.spec.api import Api, Router, Routing
from groundplan.spec.auth import Auth
from groundplan.spec.endpoint import Endpoint
from groundplan.spec.failure import InvalidInput, ProposalOutdated
from groundplan.spec.finding import Place, locate
from groundplan.spec.model import Model, Schema
from groundplan.spec.noun import Noun
from groundplan.spec.outcome import Errors
from groundplan.spec.record import Decision, Migration
from groundplan.spec.spec import Spec
from groundplan.surfaces.planning import Planned

FOLDER = "changes"
SINGLE: dict[str, tuple[str, type[Noun]]] = {
    API: ("api", Api),
    ROUTING: ("routing", Routing),
    ERRORS: ("errors", Errors),
    AUTH: ("auth", Auth),
}
KINDS: dict[str, type[Noun]] = {
    "router": Router,
    "model": Model,
    "schema": Schema,
    "decision": Decision,
    "migration": Migration,
}


GONE = msgspec.Raw(b"null")


class Step(Noun, frozen=True):
    """One element: the digest of what it was planned on, and what it becomes; null takes it away."""

    address: str
    planned_on: str
    after: msgspec.Raw = GONE
    router: str = ""


class Change(Noun, frozen=True):
    request: str
    steps: tuple[Step, ...]


def save(planned: Planned, today: str) -> str:
    """Leave a proposal for review; gives its name, `DATE-SLUG`.

    Raises:
        InvalidInput: a proposal of that name waits already.
    """
    proposal = planned.proposal
    slug = f"{today}-{_slug(proposal.request)}"
    if planned.workspace.read(f"{FOLDER}/{slug}/change.json") is not None:
        raise InvalidInput(f"a proposal `{slug}` waits already", mend=f"apply it: groundplan apply {slug}")
    before = planned.reading.spec
    steps = tuple(_step(difference, before, proposal.after) for difference in proposal.changes.differences)
    change = msgspec.json.format(msgspec.json.encode(Change(proposal.request, steps))).decode() + "\n"
    files = {f"{FOLDER}/{slug}/proposal.md": page(planned), f"{FOLDER}/{slug}/change.json": change}
    planned.workspace.write(files, {})
    return slug


def _slug(request: str) -> str:
    words = re.findall(r"[a-z0-9]+", request.lower())
    return "-".join(words[:6]) or "change"


def _step(difference: Difference, before: Spec, after: Spec) -> Step:
    encoded = GONE if difference.after is None else msgspec.Raw(msgspec.json.encode(difference.after))
    router = after.router_by_endpoint[difference.address].name if difference.address in after.router_by_endpoint else ""
    return Step(str(difference.address), state_of(difference.address, before), encoded, router)


def state_of(address: str, spec: Spec) -> str:
    """The digest of an element as it is; of one that is not there the word `absent`."""
    element = element_at(address, spec)
    return "absent" if element is None else sha256(msgspec.json.encode(element)).hexdigest()[:16]


def element_at(address: str, spec: Spec) -> Noun | None:
    """The element of an address; a router without its endpoints, which have addresses of their own."""
    if address in SINGLE:
        found: Noun | None = getattr(spec, SINGLE[address][0])
        return found
    kind, _, name = address.partition(" ")
    match kind:
        case "router":
            router = spec.router(name)
            return None if router is None else router.replace(endpoints=())
        case "model":
            return spec.models_by_name.get(name)
        case "schema":
            return spec.schemas_by_name.get(name)
        case "decision":
            return next((item for item in spec.decisions if item.slug == name), None)
        case "migration":
            return next((item for item in spec.migrations if item.slug == name), None)
        case _:
            return spec.endpoints_by_address.get(address)


def apply_saved(specs: Path, name: str) -> tuple[str, ...]:
    """Apply a proposal that waits, and take it from the waiting ones; the files that changed.

    Raises:
        InvalidInput: no proposal of that name waits.
        ProposalOutdated: elements have changed since it was planned. Nothing was written.
    """
    workspace = Workspace(specs)
    texts = workspace.texts()
    file = f"{FOLDER}/{name}/change.json"
    stored = workspace.read(file)
    if stored is None:
        raise InvalidInput(f"no proposal `{name}` waits in `{specs / FOLDER}`", mend=_waiting(texts))
    try:
        change = msgspec.json.decode(stored, type=Change)
    except msgspec.MsgspecError as error:
        raise InvalidInput(f"the proposal cannot be read: {error}", at=(Place(file),), mend="plan it again") from error
    reading = read(texts)
    _require_current(change, reading, name)
    after = reading.spec
    for step in change.steps:
        after = _with(step, after)
    proposal = f"{FOLDER}/{name}/proposal.md"
    changes: dict[str, str | None] = {**edit(reading, after), file: None, proposal: None}
    workspace.write(changes, {**texts, file: stored})
    return tuple(sorted(path for path, text in changes.items() if text is not None))


def _waiting(texts: dict[str, str]) -> str:
    names = [path.split("/")[1] for path in texts if path.startswith(f"{FOLDER}/") and path.endswith("/proposal.md")]
    return f"waiting are: {', '.join(names)}" if names else "none waits; `groundplan plan … --save` leaves one"


def _require_current(change: Change, reading: Reading, name: str) -> None:
    stale = tuple(step.address for step in change.steps if state_of(step.address, reading.spec) != step.planned_on)
    if stale:
        places = tuple(locate(address, reading.places) or Place(FOLDER) for address in stale)
        named = codes(stale)
        verb = "has" if len(stale) == 1 else "have"
        raise ProposalOutdated(
            f"{named} {verb} changed since `{name}` was planned; nothing was written",
            at=places,
            mend="plan the request again; the saved proposal stays where it is",
        )


def _with(step: Step, spec: Spec) -> Spec:
    """The specification with one element as the step says."""
    kind: Any = _type(step.address)
    if bytes(step.after) == bytes(GONE):
        return _without(step.address, spec)
    element: Any = msgspec.json.decode(step.after, type=kind)
    match element:
        case Endpoint():
            return spec.with_endpoint(element, step.router)
        case Router():
            known = spec.router(element.name)
            return spec.with_router(element.replace(endpoints=known.endpoints if known is not None else ()))
        case Model():
            return spec.with_model(element)
        case Schema():
            return spec.with_schema(element)
        case Decision():
            return spec.with_decision(element)
        case Migration():
            return spec.with_migration(element)
        case _:
            return spec.replace(**{SINGLE[step.address][0]: element})


def _type(address: str) -> type[Noun]:
    if address in SINGLE:
        return SINGLE[address][1]
    return KINDS.get(address.partition(" ")[0], Endpoint)


def _without(address: str, spec: Spec) -> Spec:
    element = element_at(address, spec)
    if isinstance(element, Endpoint):
        return spec.without_endpoint(element)
    groups: dict[str, Literal["routers", "models", "schemas", "decisions", "migrations"]] = {
        "router": "routers",
        "model": "models",
        "schema": "schemas",
        "decision": "decisions",
        "migration": "migrations",
    }
    group = groups[address.partition(" ")[0]]
    return spec.replace(**{group: tuple(item for item in getattr(spec, group) if item.address != Address(address))})


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
        "",
        "## Understood",
        "",
        *(f"- {text}" for text in proposal.understood),
    ]
    if proposal.assumptions:
        lines += ["", "## Assumed", "", *(f"- {topic}: {value}" for topic, value in proposal.assumptions)]
    for considered in proposal.considered:
        lines += ["", f"## Options: {considered.title.lower()}", "", *_options_table(considered.options)]
    lines += ["", "## Change", "", *(f"- {worded(difference)}" for difference in differences)]
    return "\n".join(lines) + "\n"


def _options_table(options: tuple[Any, ...]) -> list[str]:
    aspects = list(dict.fromkeys(aspect for option in options for aspect in option.traits))
    head = [f"{option.title}{' (recommended)' if option.recommended else ''}" for option in options]
    rows = [[aspect, *(option.traits.get(aspect, "—") for option in options)] for aspect in aspects]
    return [f"| {' | '.join(row)} |" for row in (["", *head], ["---"] * (len(head) + 1), *rows)]
