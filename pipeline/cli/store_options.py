"""The options `--sample` and `--database`: which store a command works on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.output.show import say

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from pipeline.config import Settings


@dataclass(frozen=True, slots=True)
class Which:
    """The store that a command works on."""

    sample: bool = False
    database: str | None = None

    def settings(self, *, needed: bool = True) -> "Settings":
        """Return the settings of the store, and tell the user if it is the sample's.

        Raises UsageError if the store is `needed` and does not exist.
        """
        from pipeline.operate.which_store import check_made, choose_store

        settings, told = choose_store(sample=self.sample, database=self.database)
        if told:
            say(told)
        if needed:
            check_made(settings)
        return settings

    def url(self, *, quiet: bool = False) -> str:
        """Return the URL of the store of `settings`, in less time where nothing else is set.

        `quiet` leaves out that it is the sample's.
        """
        from pipeline.operate.store_choice import stored_url

        url, told = stored_url(sample=self.sample, database=self.database)
        if told and not quiet:
            say(told)
        return url

    def store(self, settings: "Settings") -> "Engine":
        """Return the engine of the store; tell the user if it has none, or ones not cleaned."""
        from pipeline.store.db.existing import open_existing
        from pipeline.store.postings.uncleaned import count_uncleaned, uncleaned_words
        from pipeline.store.runs.empty_store import empty_words

        engine = open_existing(settings.database_url)
        if words := uncleaned_words(count_uncleaned(engine)):
            say(words)
        elif words := empty_words(engine):
            say(words if self.named else f"{words}; --sample reads the bundled sample")
        return engine

    def settings_without(self, table: "Path | None") -> "Settings":
        """Return the settings of a command that reads `table`, or the store where that is None.

        With a table nothing is said of a store, and none need exist.
        """
        from pipeline.config import load_settings
        from pipeline.operate.which_store import choose_store

        if table is None:
            return self.settings()
        if self.named:
            return choose_store(sample=self.sample, database=self.database)[0]
        return load_settings()

    @property
    def named(self) -> bool:
        """Return whether the user named the store."""
        return self.sample or self.database is not None

    def own_file(self, file: "Path") -> "Path":
        """Return `file`, the store's own; raise UsageError for --database, which has none."""
        if self.database is not None:
            raise click.UsageError("--database also needs the output file: -o FILE")
        return file


def of_store(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --sample and --database; the command gets the argument `which`."""

    @click.option("--database", metavar="URL", help="Use this database instead.")
    @click.option("--sample", is_flag=True, help="Use the bundled sample's store.")
    @wraps(command)
    def given(*words: Any, sample: bool, database: str | None, **named: Any) -> Any:
        return command(*words, which=Which(sample, database), **named)

    return given


def of_sample(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add only --sample, for the sample's store and files; the command gets `which`."""

    @click.option("--sample", is_flag=True, help="Use the bundled sample's store and files.")
    @wraps(command)
    def given(*words: Any, sample: bool, **named: Any) -> Any:
        return command(*words, which=Which(sample), **named)

    return given
