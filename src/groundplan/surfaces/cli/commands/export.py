"""`groundplan export`."""

from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder


@click.command("export", epilog="\b\nExample:\n  groundplan export openapi > openapi.json")
@click.argument("target", type=click.Choice(["openapi"]))
@specs_folder
def command(target: str, specs: Path) -> None:
    """Write the specs in another format, on standard output: OpenAPI 3.1 as JSON."""
    import msgspec

    from groundplan.exchange.openapi import export
    from groundplan.surfaces import workbench

    document = export(workbench.open_specs(specs).spec)
    click.echo(msgspec.json.format(msgspec.json.encode(document)).decode())
