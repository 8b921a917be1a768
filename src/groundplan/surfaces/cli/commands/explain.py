"""`groundplan explain CODE`."""

import click


@click.command("explain", epilog="\b\nExample:\n  groundplan explain EP008")
@click.argument("code")
def command(code: str) -> None:
    """Explain a rule: why it holds, a bad and a good example."""
    from groundplan.checks.registry import rule_named
    from groundplan.surfaces.cli.views import rules

    click.echo(rules.page(rule_named(code)))
