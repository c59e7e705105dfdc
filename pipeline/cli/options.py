"""Options and arguments that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from pipeline.cli.day import DAY

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")

replay = click.option(
    "--replay",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Answer every request from an archive (a .warc.gz, or a folder of them); no network.",
)

force = click.option(
    "--force", is_flag=True, help="Replace what is there, also where the store has no postings."
)

excel = click.option(
    "--excel", is_flag=True, help="Begin a CSV with the mark that Excel needs for UTF-8."
)

export_file = click.option(
    "--export",
    "table",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Read the jobs from this file of `payband export` or `payband clean`, not from the store.",
)


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --cores and --engine; the command gets `engine`, a function that returns the engine."""

    @click.option(
        "--engine",
        "name",
        default="local",
        metavar="local|dask://HOST:PORT",
        show_default=True,
        help="Where to work: on this machine, or on the workers of a Dask scheduler.",
    )
    @click.option(
        "--cores",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Cores to clean on, on this machine (default: all).",
    )
    @wraps(command)
    def given(*words: Any, name: str, cores: int | None, **named: Any) -> Any:
        return command(*words, engine=lambda: _engine(name, cores), **named)

    return given


def _engine(name: str, cores: int | None) -> Any:
    from pipeline.operate.engines.choice import chosen_engine

    return chosen_engine(name, cores)


def crawl_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that narrow a crawl."""
    for option in (
        click.option("--boards", default="", metavar="A,B", help="Only these boards."),
        click.option("--urls", default="", metavar="URL,URL", help="Start pages (jsonld, aijobs)."),
        click.option(
            "--follow",
            default="",
            metavar="REGEX",
            help="Which links of the pages of --urls to crawl (jsonld).",
        ),
        click.option("--limit", type=click.IntRange(1), help="At most so many postings a board."),
        click.option(
            "--since",
            type=DAY,
            metavar="DAY",
            help="Only postings posted on DAY (2026-11-01, UTC) or later.",
        ),
        click.option(
            "--force",
            is_flag=True,
            help="Ask for all, also within the interval and for what a killed crawl has.",
        ),
    ):
        command = option(command)
    return command


def page_name(_context: Any, _option: Any, page: Path | None) -> Path | None:
    """Return the path of a page as given; raise UsageError where it does not end in .html."""
    if page is not None and page.suffix != ".html":
        raise click.UsageError(f"the page must end in .html: {page}")
    return page


def complete_source(_context: Any, _parameter: Any, typed: str) -> list[CompletionItem]:
    """Return the sources that begin with the typed text."""
    from pipeline.rules.sources import all_sources

    return [CompletionItem(name) for name in all_sources() if name.startswith(typed)]
