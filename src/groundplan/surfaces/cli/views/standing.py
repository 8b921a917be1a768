"""Where a specification stands, on one screen."""

from pathlib import Path

import click
import msgspec

from groundplan.plural import counted
from groundplan.surfaces.standing import Measure, Standing, Trouble

BAR = 20


def as_text(standing: Standing, specs: Path) -> str:
    """What there is, how complete, the worst first, and the next command."""
    blocks = [
        ", ".join(counted(count, noun) for noun, count in standing.counts.items()),
        "\n".join(_measure(measure) for measure in standing.measures),
        _findings(standing, specs),
        "\n".join(f"Not in the language yet: {specs / file}" for file in standing.free),
        f"{click.style('Next', bold=True)}: {standing.next}\n  {standing.why}",
    ]
    return "\n\n".join(block for block in blocks if block)


def _measure(measure: Measure) -> str:
    filled = round(BAR * measure.done / measure.of)
    colour = "green" if measure.done == measure.of else "yellow" if measure.done else "red"
    bar = click.style("█" * filled + "·" * (BAR - filled), fg=colour)
    return f"{bar} {measure.done:>4} of {measure.of:<4} {measure.name}"


def _findings(standing: Standing, specs: Path) -> str:
    if not standing.findings:
        return click.style("No findings.", fg="green")
    head = ", ".join(counted(count, severity) for severity, count in standing.findings.items())
    return "\n".join([f"{head}; the worst:", *(_trouble(trouble, specs) for trouble in standing.worst)])


def _trouble(trouble: Trouble, specs: Path) -> str:
    place = trouble.first.place
    where = f"{specs / place.file}:{place.line}:{place.column}"
    return f"  {trouble.code} × {trouble.count}  {trouble.first.message}\n    {where}"


def as_json(standing: Standing) -> str:
    return msgspec.json.format(msgspec.json.encode(standing)).decode()
