"""What a change means to clients, as text, as Markdown and as JSON."""

from collections.abc import Iterator
from typing import NamedTuple

import click
import msgspec

from groundplan.evolution.verdicts import LEVELS, Level, Verdict
from groundplan.plural import counted
from groundplan.surfaces.comparing import Compared

COLOURS: dict[Level, str] = {"breaking": "red", "risky": "yellow", "safe": "green"}
# A change of a model or of a common error can be met at every endpoint.
SHOWN = 5


class Met(NamedTuple):
    """One change, and every element at which clients meet it."""

    elements: tuple[str, ...]
    message: str
    why: str

    def listed(self, mark: str) -> list[str]:
        """The elements, of many only the first."""
        rest = len(self.elements) - SHOWN
        shown = [f"{mark}{element}{mark}" for element in self.elements[:SHOWN]]
        return [*shown, f"and {rest} more"] if rest > 0 else shown


def as_text(found: Compared) -> str:
    """The changes by level, the gravest first, then the steps of the database, then a line that counts."""
    blocks = [_block(level, found) for level in LEVELS]
    if found.steps:
        steps = [f"  {step.phase}: {step.step}" for step in found.steps]
        blocks.append("\n".join([click.style("Database", bold=True), *steps]))
    return "\n\n".join([*filter(None, blocks), _summary(found)])


def _block(level: Level, found: Compared) -> str:
    lines: list[str] = []
    known: tuple[str, ...] = ()
    for met in _met(level, found):
        if met.elements != known:
            known = met.elements
            lines += [f"  {click.style(element, bold=True)}" for element in met.listed("")]
        lines += [f"    {met.message}", click.style(f"    {met.why}", dim=True)]
    head = click.style(level.capitalize(), fg=COLOURS[level], bold=True)
    return "\n".join([head, *lines]) if lines else ""


def _met(level: Level, found: Compared) -> Iterator[Met]:
    """The changes of a level; the same one at several elements is told once."""
    groups: dict[tuple[str, str, str], list[Verdict]] = {}
    for verdict in found.verdicts:
        if verdict.level == level:
            groups.setdefault((verdict.kind, verdict.message, verdict.origin), []).append(verdict)
    for (_, message, origin), verdicts in groups.items():
        elements = tuple(dict.fromkeys(str(verdict.at.element) for verdict in verdicts))
        by = "" if origin in elements else f", by `{origin}`"
        yield Met(elements, f"{message}{by}", verdicts[0].why)


def _summary(found: Compared) -> str:
    """One line that counts."""
    span = f"from {found.before} to {found.after}"
    unseen = f"{counted(len(found.unseen), 'change')} that clients do not see"
    if not found.verdicts:
        return f"Nothing changes for clients {span}{f'; {unseen}' if found.unseen else ''}."
    levels = [verdict.level for verdict in found.verdicts]
    parts = ", ".join(f"{levels.count(level)} {level}" for level in LEVELS if level in levels)
    return f"{parts}{f', and {unseen}' if found.unseen else ''}, {span}."


def as_markdown(found: Compared) -> str:
    """The same for the summary of a job or a comment on a pull request."""
    lines = ["## What changes for clients", "", _summary(found)]
    for level in LEVELS:
        if rows := [_row(met) for met in _met(level, found)]:
            lines += ["", f"### {level.capitalize()}", "", "| Where | What | Why |", "| --- | --- | --- |", *rows]
    if found.steps:
        lines += ["", "### Database", "", *(f"1. {step.phase}: {step.step}" for step in found.steps)]
    return "\n".join(lines)


def _row(met: Met) -> str:
    return f"| {_cell('<br>'.join(met.listed('`')))} | {_cell(met.message)} | {_cell(met.why)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def as_json(found: Compared) -> str:
    """One object with `verdicts`, each with level, kind, the part at which clients meet it, message, why and origin."""
    levels = [verdict.level for verdict in found.verdicts]
    document = {
        "from": found.before,
        "to": found.after,
        "counts": {level: levels.count(level) for level in LEVELS},
        "verdicts": found.verdicts,
        "unseen": found.unseen,
        "steps": found.steps,
    }
    return msgspec.json.format(msgspec.json.encode(document, enc_hook=str)).decode()
