"""Asking a person: the open questions, and whether to write."""

import click

from groundplan.architect.propose import Proposal
from groundplan.surfaces.cli.views.proposals import choice_line, diff
from groundplan.surfaces.planning import Planned


def ask(proposal: Proposal) -> dict[str, str]:
    """Ask every open question; Enter takes the default."""
    for text in proposal.understood:
        click.echo(f"Understood: {text}")
    answers = {}
    for question in proposal.questions:
        click.echo(f"\n{click.style(question.question, bold=True)}\n  {question.why}")
        for choice in question.choices:
            click.echo(f"  {choice_line(choice)}")
        closed = question.choices and not question.open
        values = click.Choice([choice.value for choice in question.choices]) if closed else None
        default = question.default or None
        answers[question.topic] = click.prompt("  Answer", default=default, type=values, show_choices=False)
    click.echo()
    return answers


def confirm(planned: Planned) -> str:
    """`y` to write, `n` not to, or what else is wanted; `d` shows the whole change first."""
    asked = "\nWrite this? (y, n, d: the whole diff, or say what else to change)"
    while (answer := str(click.prompt(asked, default="y")).strip()).lower() == "d":
        click.echo(diff(planned, whole=True))
    return {"yes": "y", "no": "n"}.get(answer.lower(), answer.lower() if len(answer) == 1 else answer)
