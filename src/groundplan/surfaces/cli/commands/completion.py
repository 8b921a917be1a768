"""`groundplan completion SHELL`."""

import click
from click.shell_completion import get_completion_class

EPILOG = """
\b
Examples:
  groundplan completion bash >> ~/.bashrc
  groundplan completion zsh >> ~/.zshrc
  groundplan completion fish > ~/.config/fish/completions/groundplan.fish
"""


@click.command("completion", epilog=EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the shell completion for bash, zsh or fish."""
    made = get_completion_class(shell)
    if made is not None:
        click.echo(made(ctx.find_root().command, {}, "groundplan", "_GROUNDPLAN_COMPLETE").source())
