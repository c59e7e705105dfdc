import csv
from decimal import Decimal
from pathlib import Path

import pytest

from models.vocab import Flag
from pipeline.pay.reader import read_pay
from tests.support.rows import every_row

HOURS, MONTHS, DAY = 2080, 12, 8
SLIP, THOUSAND = 10, 1000


def ordinary_pay():
    with Path(__file__).with_name("ordinary_pay.csv").open(encoding="utf-8", newline="") as file:
        return [pytest.param(row, id=row["country"]) for row in csv.DictReader(file)]


def flags(row, amount, period):
    """Return the flags of an amount written in the country's currency for one period."""
    text = f"{row['currency']} {round(Decimal(amount), 2):f} per {period}"
    return read_pay(text, country=row["country"]).bands[0].flags


def figures(row):
    names = ("entry_year", "principal_year", "entry_hour", "contractor_hour")
    return tuple(Decimal(row[name]) for name in names)


@every_row("row", ordinary_pay())
def test_ordinary_pay_of_the_country_passes(row):
    entry, principal, hour, contractor = figures(row)

    for year in (entry, principal):
        assert flags(row, year, "year") == ()
        assert flags(row, year / MONTHS, "month") == ()
    for rate in (hour, contractor):
        assert flags(row, rate, "hour") == ()
        assert flags(row, rate * DAY, "day") == ()


@every_row("row", ordinary_pay())
def test_slips_of_a_digit_or_a_thousand_are_flagged(row):
    entry, principal, *_ = figures(row)

    assert flags(row, principal * SLIP, "year")
    assert flags(row, principal * THOUSAND, "year")
    assert flags(row, entry / THOUSAND, "year")
    assert flags(row, principal / MONTHS * SLIP, "month")
    assert flags(row, principal / MONTHS * THOUSAND, "month")


@every_row("row", ordinary_pay())
def test_pay_filed_under_another_period_is_flagged(row):
    entry, principal, hour, contractor = figures(row)

    assert flags(row, hour, "year")
    assert flags(row, contractor, "year")
    assert flags(row, principal, "month")
    assert flags(row, entry, "hour")


@pytest.mark.parametrize(
    ("text", "country", "flagged"),
    [
        ("2,50 € pro Stunde", "DE", True),
        ("5,20 € por hora", "PT", False),
        ("3.600 € pro Stunde", "DE", True),
        ("21 € pro Tag", "DE", True),
        ("538 € pro Monat", "DE", False),
    ],
)
def test_an_hour_and_a_day_have_the_floor_of_their_country(text, country, flagged):
    band = read_pay(text, country=country).band

    assert band is not None
    assert bool(band.flags) is flagged


def test_at_the_ceiling_five_times_the_lower_end_is_too_wide():
    at, below = (
        read_pay(f"${low},000 - $1,000,000 per year", country="US").band for low in (200, 210)
    )

    assert at is not None
    assert below is not None
    assert at.flags == (Flag.TOO_WIDE,)
    assert below.flags == ()
