"""A proposal as a person reads it in ten seconds, and in full when asked."""

import click

from groundplan.architect.language_model.model import Consulted
from groundplan.architect.playbook import Choice
from groundplan.architect.propose import Considered, Proposal
from groundplan.evolution.wording import worded
from groundplan.plural import counted
from groundplan.surfaces.planning import Planned, where_specified

SHORT = 12
SCREENS = 80


def as_text(planned: Planned, *, verbose: bool, told: bool = False) -> str:
    """What was understood, unless that was told already, what was weighed, and what changes."""
    proposal = planned.proposal
    match proposal.status:
        case "declined":
            return _declined(planned)
        case "not_understood":
            able = "\n".join(f'  groundplan plan "{example}"' for example in proposal.suggestions)
            asked = "" if planned.model else "\nA language model may understand it: add --model PROVIDER:NAME."
            return f"{proposal.message}\nNothing was written. What I can do, for example:\n{able}{asked}"
        case "needs_clarification":
            return _open(proposal)
        case "unsound":
            found = "\n".join(f"  {f.code} {f.at}: {f.message}" for f in proposal.findings)
            return "\n".join(filter(None, (proposal.message, found, "Nothing was written.", *_by(planned))))
        case "nothing_to_do":
            return "\n".join([*_understood(proposal), f"{proposal.message} Nothing was written."])
        case "ready":
            understood = [] if told else ["\n".join(_understood(proposal))]
            weighed = (_weighed(item, verbose) for item in proposal.considered)
            return "\n\n".join([*understood, *weighed, _change(planned, verbose), *_meaning(planned), *_by(planned)])


def _by(planned: Planned) -> list[str]:
    """The language model that had a hand in it."""
    if planned.model is None or not planned.model.requests:
        return []
    return [
        f"{click.style('Language model', bold=True)}: {planned.model.name}; what it gave was checked like any design"
    ]


def took(model: Consulted) -> str:
    """What a language model was shown, and what that took."""
    if not model.requests:
        return f"model: {model.name} was not asked; the request is understood without it, for no tokens"
    left_out = f", {counted(model.left_out, 'element')} left out" if model.left_out else ""
    return (
        f"model: {model.name}, {counted(model.requests, 'request')}, {model.input_tokens:,} tokens in, "
        f"{model.output_tokens:,} out; shown about {model.shown_tokens:,} of {model.budget:,} tokens of the specs{left_out}"
    )


def _understood(proposal: Proposal) -> list[str]:
    lines = [f"{click.style('Understood', bold=True)}: {text}" for text in proposal.understood]
    return lines + [f"{click.style('Assumed', bold=True)}: {topic} = {value}" for topic, value in proposal.assumptions]


def _declined(planned: Planned) -> str:
    proposal = planned.proposal
    shown = f'\nShow it: groundplan show "{proposal.element}"' if proposal.element in planned.reading.places else ""
    return f"{proposal.message}\nWhat the code has to do is specified in {where_specified(planned)}.{shown}"


def _open(proposal: Proposal) -> str:
    if not proposal.questions:
        return f"{proposal.message}\nNothing was written. Say which of the two you mean."
    lines = [
        *_understood(proposal),
        "Open questions; answer with --answer TOPIC=VALUE"
        + (", or take the defaults with --yes:" if all(question.default for question in proposal.questions) else ":"),
    ]
    for question in proposal.questions:
        lines.append(f"\n  {click.style(question.topic, bold=True)}: {question.question} {question.why}")
        for choice in question.choices:
            mark = " (default)" if choice.value == question.default else ""
            lines.append(f"    {choice_line(choice)}{mark}")
    return "\n".join(lines)


def choice_line(choice: Choice) -> str:
    """An answer and what it means; a long one, which is a request of its own, in quotes."""
    short = len(choice.value) <= 18
    return f"{choice.value.ljust(18)} {choice.meaning}" if short else f'"{choice.value}": {choice.meaning}'


def _weighed(considered: Considered, verbose: bool) -> str:
    lines = [click.style(f"Options — {considered.title.lower()}", bold=True)]
    for option in considered.options:
        mark = "*" if option.name == considered.chosen else " "
        advised = " (recommended)" if option.recommended else ""
        lines.append(f" {mark} {option.title}{advised}: touches {option.traits['Touches']}")
        if verbose or option.name == considered.chosen:
            lines += [f"     {option.why}"] if option.why else []
        if verbose:
            lines += [f"     {aspect}: {cell}" for aspect, cell in option.traits.items() if aspect != "Touches"]
    return "\n".join(lines)


def _change(planned: Planned, verbose: bool) -> str:
    differences = planned.proposal.changes.differences
    lines = [worded(difference).replace("`", "") for difference in differences]
    shown = lines if verbose or len(lines) <= SHORT else lines[:SHORT]
    more = [f"  … and {len(lines) - SHORT} more; --verbose shows all"] if len(shown) < len(lines) else []
    return "\n".join([click.style("Change", bold=True), *(f"  {line}" for line in shown), *more])


def _meaning(planned: Planned) -> list[str]:
    """What may break clients, and how long the way of the database is; nothing where neither is touched."""
    grave = [verdict for verdict in planned.verdicts if verdict.level != "safe"]
    lines = [f"  {verdict.level}: {verdict.at.element}: {verdict.message}" for verdict in grave[:SHORT]]
    more = [f"  … and {len(grave) - SHORT} more"] if len(grave) > SHORT else []
    blocks = ["\n".join([click.style("Clients", bold=True), *lines, *more])] if lines else []
    if steps := planned.migration:
        phases = ", ".join(dict.fromkeys(step.phase for step in steps))
        blocks.append(f"{click.style('Database', bold=True)}: {counted(len(steps), 'step')} ({phases})")
    return blocks


def diff(planned: Planned, *, whole: bool) -> str:
    """The change as a coloured diff; of a long one only the beginning, unless it is wanted whole."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = planned.diff.splitlines()
    shown = lines if whole or len(lines) <= SCREENS + SHORT else lines[:SCREENS]
    coloured = [click.style(line, fg=colours[line[0]]) if line[:1] in colours else line for line in shown]
    more = [f"… and {len(lines) - SCREENS} more lines"] if len(shown) < len(lines) else []
    return "\n".join([*coloured, *more])
