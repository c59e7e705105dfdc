"""The reference of all commands: docs/commands.md, from what the command line itself declares.

`python -m tools.site.commands_page` writes the page.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.atomic import replacing
from pipeline.cli.main import cli
from pipeline.cli.sections import SECTIONS

DOCS = Path("docs/commands.md")
HEAD = """\
# Commands

What each command's `--help` says. Made by `python -m tools.site.commands_page`; a test fails where
this page is out of date. Exit codes: 0 good, 1 failed, 2 usage or configuration, 3 partly, 4 held,
5 another run is at work.
"""
WIDTH = 90


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([HEAD, *_sections()])


def _sections() -> Iterator[str]:
    for heading, names in SECTIONS.items():
        shown = [name for name in names if name in cli.commands and not cli.commands[name].hidden]
        if shown:
            yield f"## {heading}\n"
            for name in shown:
                yield from _command(f"payband {name}", cli.commands[name], depth=3)


def _command(path: str, command: click.Command, depth: int) -> Iterator[str]:
    context = click.Context(
        command, info_name=path, max_content_width=WIDTH, terminal_width=WIDTH,
        help_option_names=cli.context_settings["help_option_names"],
    )  # fmt: skip
    text = command.get_help(context)
    yield f"{'#' * depth} {path}\n\n```text\n{text.rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            if not inner.hidden:
                yield from _command(f"{path} {name}", inner, depth + 1)


def main() -> None:
    """Write the page."""
    with replacing(DOCS) as file:
        file.write(page().encode())


if __name__ == "__main__":
    main()
