"""`groundplan mcp`."""

from pathlib import Path

import click

from groundplan.spec.failure import InvalidInput
from groundplan.surfaces.cli.options import specs_folder

PACKAGES = ("mcp", "mcp_types", "pydantic")
EPILOG = """
\b
An agent starts it and speaks to it over standard input and output:
  groundplan mcp
  claude mcp add groundplan -- groundplan mcp
\b
Several agents at once reach one server on this machine:
  groundplan mcp --http
  groundplan mcp --http --port 8765
"""


@click.command("mcp", epilog=EPILOG)
@specs_folder
@click.option("--http", is_flag=True, help="Serve streamable HTTP on this machine, at /mcp.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The port for --http.")
def command(specs: Path, http: bool, port: int) -> None:
    """Serve coding agents: read the specs by element, plan, review, apply, check."""
    try:
        from groundplan.surfaces.mcp.server import made
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in PACKAGES:
            raise
        raise InvalidInput(
            "the server for agents needs `mcp`, which is not installed",
            mend='install it: pip install "groundplan[mcp]"',
        ) from error
    server = made(specs)
    if http:
        click.echo(f"Serving {specs} at http://127.0.0.1:{port}/mcp until Ctrl-C.", err=True)
        server.run("streamable-http", host="127.0.0.1", port=port)
    else:
        server.run("stdio")
