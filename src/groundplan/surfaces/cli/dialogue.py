"""Asking a person: the open questions, and whether to write."""

import click

from groundplan.architect.propose import Proposal


def ask(proposal: Proposal) -> dict[str, str]:
    """Ask every open question; Enter takes the default."""
    for text in proposal.understood:
        click.echo(f"Understood: {text}")
    answers = {}
    for question in proposal.questions:
        click.echo(f"\n{click.style(question.question, bold=True)}\n  {question.why}")
        for choice in question.choices:
            click.echo(f"  {choice.value.ljust(18)} {choice.meaning}")
        values = click.Choice([choice.value for choice in question.choices]) if question.choices else None
        answers[question.topic] = click.prompt("  Answer", default=question.default, type=values, show_choices=False)
    click.echo()
    return answers


def confirm() -> bool:
    return click.confirm("Write this?", default=True)
