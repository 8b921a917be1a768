"""Options that several commands share."""

from pathlib import Path

import click

specs_folder = click.option(
    "--specs",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("specs"),
    show_default=True,
    metavar="DIR",
    help="The folder of the specifications.",
)
