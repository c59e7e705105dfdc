"""`payband fx`: list exchange rates, add newer ones, and load the user's own."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.output.show import print_json, print_table, say
from pipeline.cli.sections import UncutGroup

if TYPE_CHECKING:
    from datetime import date

    from pipeline.fx.update import RatesAdded


@click.group("fx", cls=UncutGroup)
def fx_command() -> None:
    """Show, update and load exchange rates.

    Figures in US dollars are made at the rate of the posting's day, or the last before it, at
    most a week older. Added rates are kept in `rates_dir`, by default `rates` beside the
    database. What they change is read anew by the next `payband run` or `payband clean --all`.
    """


@fx_command.command("list")
@options.as_json
def list_command(*, as_json: bool) -> None:
    """Show which currencies have rates, from when until when."""
    from pipeline.config import load_settings
    from pipeline.fx.coverage import coverage
    from pipeline.fx.saved_rates import saved_rates

    covered = coverage(saved_rates(load_settings().rates_folder))
    if as_json:
        print_json([row._asdict() for row in covered])
    else:
        header = ("currency", "from", "until", "days", "rates of the last day from")
        print_table("Exchange rates", header, covered)


@fx_command.command("update")
@options.as_json
def update_command(*, as_json: bool) -> None:
    """Add the European Central Bank's newer reference rates.

    They are fetched from www.ecb.europa.eu, which is told your `contact`.
    """
    from pipeline.config import load_settings
    from pipeline.fx.update import update_rates

    settings = load_settings()
    _tell(update_rates(settings.rates_folder, settings.contact, _today()), "days", as_json=as_json)


@fx_command.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--anew", is_flag=True, help="Forget the rates of your own loaded before.")
@options.as_json
def load_command(*, file: Path, anew: bool, as_json: bool) -> None:
    """Add rates of your own from a CSV file.

    FILE has the columns date, currency and units_per_usd (or units_per_eur): so many units of
    the currency for one dollar (euro). A rate of your own comes before the ECB's of that day; a
    later one of the same day and currency replaces it. One bad row, and nothing is loaded.

    \b
    date,currency,units_per_usd
    2026-10-30,VND,26310
    2026-10-30,AED,3.6725
    """
    from pipeline.config import load_settings
    from pipeline.fx.update import load_rates

    added = load_rates(load_settings().rates_folder, file, _today(), anew=anew)
    _tell(added, "rates", as_json=as_json)


def _tell(added: "RatesAdded", what: str, *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(added))
        return
    say(f"{added.count} {what} added, until {added.until}; kept in {added.file}")


def _today() -> "date":
    from datetime import UTC, datetime

    return datetime.now(UTC).date()
