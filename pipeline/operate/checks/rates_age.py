"""Check for `payband doctor`: how old the exchange rates are."""

from datetime import date
from pathlib import Path

from pipeline.errors import InputError
from pipeline.fx.rates import OLDEST
from pipeline.fx.saved_rates import saved_rates
from pipeline.operate.checks.finding import Finding, fail, good, warn

EUROPE = "EUR"
"""The currency whose last rate is that of the ECB's tables: own rates are seldom for it."""


def rates_age(folder: Path, today: date) -> Finding:
    """Return until when there are rates, those saved in `folder` among them."""
    try:
        last = saved_rates(folder).last_day(EUROPE, today)
    except InputError as error:
        return fail("exchange rates", str(error), "payband fx update")
    words = f"until {last}"
    if (today - last).days <= OLDEST:
        return good("exchange rates", words)
    newer = f"{words}: postings more than {OLDEST} days newer have no US dollars"
    return warn("exchange rates", newer, "payband fx update, also from time to time by the clock")
