"""`groundplan rules`."""

import click


@click.command("rules", epilog="\b\nExamples:\n  groundplan rules\n  groundplan rules AU --format json")
@click.argument("family", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(family: str | None, form: str) -> None:
    """List the rules, all or those of one FAMILY."""
    from groundplan.checks.registry import all_rules, require_known
    from groundplan.surfaces.cli.views import rules

    if family is not None:
        require_known((family,))
    chosen = [rule for rule in all_rules() if family is None or family.upper() in (rule.family, rule.code)]
    click.echo(rules.as_json(chosen) if form == "json" else rules.as_text(chosen))
