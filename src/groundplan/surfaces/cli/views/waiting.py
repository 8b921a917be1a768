"""The proposals that wait, each on a few lines."""

from pathlib import Path

import click
import msgspec

from groundplan.documents.proposal import FOLDER
from groundplan.plural import counted
from groundplan.surfaces.saved import part_of
from groundplan.surfaces.waiting import Waiting

EDGE = 100


def as_text(found: tuple[Waiting, ...], specs: Path) -> str:
    """A block for each proposal: its name, its request, what stands against it, the next command."""
    if not found:
        return f"No proposal waits in {specs / FOLDER}; `groundplan plan … --save` leaves one."
    verb = "waits" if len(found) == 1 else "wait"
    return "\n\n".join([f"{counted(len(found), 'proposal')} {verb} in {specs / FOLDER}.", *map(_block, found)])


def _block(proposal: Waiting) -> str:
    known = [] if proposal.age is None else [_aged(proposal.age)]
    known.append(f"touches {counted(len(proposal.touches), 'element')}")
    asked = (proposal.request.splitlines() or [""])[0][:EDGE]
    lines = [f"{click.style(proposal.slug, bold=True)}  {', '.join(known)}", f"  {asked}"]
    lines += [click.style(f"  {part_of(part)} has changed since", fg="yellow") for part in proposal.outdated]
    lines += [
        click.style(f"  {part_of(part)} is changed by `{clash.slug}` as well", fg="yellow")
        for clash in proposal.conflicts
        for part in clash.parts
    ]
    return "\n".join([*lines, f"  {click.style('Next', bold=True)}: {proposal.next}", f"    {proposal.why}"])


def _aged(days: int) -> str:
    return "of today" if days <= 0 else f"{counted(days, 'day')} old"


def as_json(found: tuple[Waiting, ...]) -> str:
    """One document; an address is its text."""
    return msgspec.json.format(msgspec.json.encode({"proposals": found}, enc_hook=str)).decode()
