"""`groundplan lsp`."""

import click

from groundplan.spec.failure import InvalidInput

EPILOG = """
\b
The server speaks the Language Server Protocol over its standard input and output. An editor starts it:
  groundplan lsp
"""


@click.command("lsp", epilog=EPILOG)
def command() -> None:
    """Serve an editor: findings while you type, hovers, completion, mends, rename."""
    try:
        from groundplan.surfaces.lsp.features import made
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise InvalidInput(
            "the language server needs `pygls`, which is not installed",
            mend='install it: pip install "groundplan[lsp]"',
        ) from error
    made().start_io()
