"""Recognise a column by its values."""

import re
from collections.abc import Callable, Sequence

from models.vocab import SalaryStatus
from pipeline.clean.dates.day import read_day
from pipeline.clean.dates.order import DayOrder
from pipeline.clean.place.place import read_place
from pipeline.clean.title.title_role import read_role
from pipeline.pay.reader import read_pay
from pipeline.rules.codes import country_list
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.recognition.meanings import AMOUNTS
from pipeline.tables.recognition.present import is_missing, yes_or_no

ENOUGH = 0.6
"""Share of the values that must fit a meaning for the column to have it."""
NUMBER = re.compile(r"[-+]?[\d\s.,]+(?:[eE][+-]?\d+)?")
MONEY = re.compile(r"[$€£¥₹]|\b[A-Z]{3}\b|\bz[łl]\b|\d\s?[kK]\b")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
LONG = 200
"""Characters that most descriptions have, and no other column."""
SEEN = 40
"""Distinct values of a column that are tried: reading a place takes time."""
LONGEST = 200
"""Characters of a title, a place or a pay text."""


def fits(meaning: Meaning, values: Sequence[str]) -> bool:
    """Return whether most values fit a meaning; true where there is nothing to try."""
    test = TESTS.get(meaning)
    tried = [v for v in dict.fromkeys(values) if not is_missing(v)][:SEEN]
    if test is None or not tried:
        return True
    return sum(map(test, tried)) >= ENOUGH * len(tried)


def by_values(values: Sequence[str], meanings: Sequence[Meaning]) -> Meaning | None:
    """Return the first of `meanings` that most values fit; None without values."""
    if all(map(is_missing, values)):
        return None
    return next((meaning for meaning in meanings if fits(meaning, values)), None)


def _is_number(value: str) -> bool:
    return NUMBER.fullmatch(value.strip()) is not None


def _is_title(value: str) -> bool:
    if len(value) > LONGEST or _is_number(value) or ADDRESS.match(value):
        return False
    return read_role(value).form is not None


def _is_place(value: str) -> bool:
    if len(value) > LONGEST or _is_number(value) or read_role(value).form is not None:
        return False
    return read_place(value.strip()).values["country"] is not None


def _is_pay(value: str) -> bool:
    if len(value) > LONGEST or not MONEY.search(value):
        return False
    return read_pay(value).status in (SalaryStatus.OK, SalaryStatus.FLAGGED)


def _is_amount(value: str) -> bool:
    return any(c.isdecimal() for c in value) and len(value) <= LONGEST


def _is_day(value: str) -> bool:
    day = read_day(value.strip(), None, DayOrder.MONTH_FIRST)
    return not value.strip().isdecimal() and day is not None


TESTS: dict[Meaning, Callable[[str], bool]] = {
    Meaning.URL: lambda value: ADDRESS.match(value.strip()) is not None,
    Meaning.TITLE: _is_title,
    Meaning.LOCATION: _is_place,
    Meaning.SALARY: _is_pay,
    Meaning.EMPLOYER_COUNTRY: lambda value: value.strip().upper() in country_list(),
    Meaning.POSTED: _is_day,
    Meaning.DESCRIPTION: lambda value: len(value) > LONG,
    Meaning.REMOTE: lambda value: yes_or_no(value) is not None,
    **dict.fromkeys(AMOUNTS, _is_amount),
}
"""How a value shows each meaning that values can show."""
