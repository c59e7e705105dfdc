"""`payband salary`: read the pay in one text, or in each line of stdin."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.country import COUNTRY
from pipeline.cli.day import DAY
from pipeline.cli.output.show import print_json

if TYPE_CHECKING:
    from pipeline.fx.rates import Rates
    from pipeline.pay.bands.dollars import Dollars
    from pipeline.pay.reference.band import PayReading

PERIODS = ("year", "month", "week", "day", "hour")


@click.command("salary")
@click.argument("text")
@click.option("--country", type=COUNTRY, help="Where the job is, by name or code: AU.")
@click.option("--currency", metavar="CODE", help="The currency, where the text names none.")
@click.option("--period", type=click.Choice(PERIODS), help="The time, where the text names none.")
@click.option("--prose", is_flag=True, help="TEXT is a description: find this job's pay in it.")
@click.option(
    "--date",
    "day",
    type=DAY,
    metavar="DAY",
    help="The day of the exchange rate. Default: today, or the last day with rates.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, a line a text.")
def salary_command(*, text: str, day: datetime | None, as_json: bool, **given: Any) -> None:
    """Read the pay in one text.

    TEXT is a pay field like "£40k - £45k + bonus"; `-` reads stdin, one text a line. Shown are
    the bands, what each was read from, why each flag fired, and a year of it, also in US dollars.

    \b
    payband salary "120-160K" --country AU
    payband salary - --json < texts.txt > bands.jsonl
    """
    from pipeline.cli.output.salary import as_record, show
    from pipeline.config import load_settings
    from pipeline.fx.saved_rates import saved_rates

    rates = saved_rates(load_settings().rates_folder)
    for n, one in enumerate(_texts(text)):
        reading = _read(one, given)
        record = as_record(one, reading, _turned(reading, rates, day and day.date()))
        if as_json:
            print_json(record, indent=None)
        else:
            show(record, first=n == 0)


def _texts(text: str) -> Iterator[str]:
    if text != "-":
        yield text
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def _read(text: str, given: dict[str, Any]) -> "PayReading":
    from pipeline import read_pay

    try:
        return read_pay(text, **given)
    except ValueError as error:
        raise click.UsageError(f"--{error}") from None


def _turned(reading: "PayReading", rates: "Rates", day: date | None) -> "list[Dollars]":
    from pipeline.pay.bands.dollars import dollars

    today = datetime.now(UTC).date()
    return [
        dollars(band, rates, day or rates.last_day(band.currency or "", today))
        for band in reading.bands
    ]
