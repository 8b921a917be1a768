"""`groundplan apply SLUG`."""

from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder


@click.command("apply", epilog="\b\nExample:\n  groundplan apply 2026-11-24-paginate-tasks")
@click.argument("slug")
@specs_folder
def command(slug: str, specs: Path) -> None:
    """Apply a proposal that `plan --save` left for review."""
    from groundplan.surfaces import saved

    files = saved.apply_saved(specs, slug)
    click.echo(f"Written: {', '.join(str(specs / file) for file in files)}")
