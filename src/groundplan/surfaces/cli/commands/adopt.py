"""`groundplan adopt [FILES]`."""

import sys
from pathlib import Path

import click

from groundplan.surfaces.cli.options import specs_folder

EPILOG = """
\b
Examples:
  groundplan adopt --dry-run
  groundplan adopt specs/api/rest-endpoints.md
  groundplan adopt --yes
"""


@click.command("adopt", epilog=EPILOG)
@click.argument("files", nargs=-1, metavar="[FILES]...")
@specs_folder
@click.option("--yes", "-y", is_flag=True, help="Write every document without asking.")
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
def command(files: tuple[str, ...], specs: Path, yes: bool, dry_run: bool) -> None:
    """Bring documents in styles of their own into the language, one at a time, without losing a word.

    What is understood is written as the language writes it; all else stays below its heading, and is listed.
    """
    from groundplan.plural import counted
    from groundplan.surfaces import adopting

    waiting = adopting.waiting(specs, files)
    if not waiting:
        click.echo("Every document that tells of endpoints or models is in the language already. Nothing was written.")
        return
    asking = not (yes or dry_run) and sys.stdin.isatty() and sys.stdout.isatty()
    for file in waiting:
        adoption = adopting.adopt(specs, file)
        if not yes:
            click.echo(adoption.diff)
        click.echo(f"{specs / file}: {counted(len(adoption.kept), 'block')} kept as told")
        for place in adoption.kept:
            click.echo(f"  {specs / place.file}:{place.line}")
        if yes or (asking and click.confirm("Write this?", default=True)):
            click.echo(f"Written: {', '.join(str(specs / name) for name in adoption.apply())}")
        elif not asking and not dry_run:
            click.echo("Nothing was written: add --yes to apply.")
