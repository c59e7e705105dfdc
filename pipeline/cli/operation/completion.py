"""`payband completion`: the script that lets a shell complete commands and sources."""

import click
from click.shell_completion import get_completion_class

from pipeline.cli.output.show import print_script


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, *, shell: str) -> None:
    """Print the completion script of SHELL.

    \b
    payband completion bash > ~/.local/share/bash-completion/completions/payband
    """
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    made = completion(context.find_root().command, {}, "payband", "_PAYBAND_COMPLETE")
    print_script(made.source())
