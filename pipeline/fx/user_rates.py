"""Read the user's own exchange rates: a CSV of date, currency and units per dollar or euro."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.errors import InputError
from pipeline.fx.rate_jumps import find_jump
from pipeline.rules.codes import currency_list

BASES = {"units_per_usd": "USD", "units_per_eur": "EUR"}
HEAD = ("date", "currency", *BASES)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNITS = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class UserRate:
    """A rate: `units` of a currency for one unit of `per`, which is USD or EUR."""

    units: Decimal
    per: str


@dataclass(frozen=True)
class UserRates:
    """The user's own rates by (ISO day, currency)."""

    rates: Mapping[tuple[str, str], UserRate] = field(default_factory=dict)

    def on(self, day: date, currency: str) -> UserRate | None:
        """Return the rate of a currency on a day, or None."""
        return self.rates.get((day.isoformat(), currency)) if self.rates else None

    def __or__(self, newer: "UserRates") -> "UserRates":
        """Return both sets. For the same day and currency the newer rate is kept."""
        return UserRates({**self.rates, **newer.rates})

    @cached_property
    def text(self) -> str:
        """The rates as CSV, ordered by day and currency; "" if there are none."""
        rows = [
            [day, code, *(f"{rate.units:f}" if rate.per == base else "" for base in BASES.values())]
            for (day, code), rate in sorted(self.rates.items())
        ]
        return "".join(",".join(row) + "\n" for row in [HEAD, *rows]) if rows else ""


def user_rates(text: str, name: str, today: date) -> UserRates:
    """Return the rates of a CSV with the columns date, currency and units_per_usd (or …_eur).

    Dates are ISO 8601 and not after `today`, currencies ISO 4217; the units of the currency that
    one dollar (one euro) buys are a number with a decimal point. Both columns may be there, with
    one of them filled in each row. Raises InputError naming `name`, row and field for anything
    else, for a rate given twice, and for a rate that jumps. Such a file is refused as a whole.
    """
    rows: dict[tuple[str, str], tuple[int, UserRate]] = {}
    for row, (key, rate) in _rows(text, name, today):
        if key in rows:
            raise InputError(
                f"{name}, row {row}: {key[1]} on {key[0]} is also in row {rows[key][0]}"
            )
        rows[key] = row, rate
    if not rows:
        raise InputError(f"{name}: there are no rates in it")
    jump = find_jump((day, code, rate.units) for (day, code), (_, rate) in _of_one_base(rows))
    if jump:
        row = rows[jump.day, jump.currency][0]
        raise InputError(f"{name}, row {row}: {jump.words}")
    return UserRates({key: rate for key, (_, rate) in rows.items()})


def _of_one_base(
    rows: Mapping[tuple[str, str], tuple[int, UserRate]],
) -> Iterator[tuple[tuple[str, str], tuple[int, UserRate]]]:
    """Yield the rows that can be compared: those per dollar, or else those per euro."""
    in_dollars = {code for (_, code), (_, rate) in rows.items() if rate.per == "USD"}
    for key, row in rows.items():
        if (row[1].per == "USD") == (key[1] in in_dollars):
            yield key, row


def _rows(
    text: str, name: str, today: date
) -> Iterator[tuple[int, tuple[tuple[str, str], UserRate]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    row = 1
    try:
        _check_head(reader.fieldnames or (), name)
        for row, cells in enumerate(reader, 2):
            yield row, _read(cells, f"{name}, row {row}", today)
    except csv.Error as error:
        raise InputError(f"{name}, row {row + 1}: {error}") from None


def _check_head(head: Sequence[str], name: str) -> None:
    if not {"date", "currency"} <= set(head) <= set(HEAD) or not set(head) & set(BASES):
        raise InputError(
            f"{name}, row 1: the columns are {','.join(head) or 'missing'}, "
            "must be date,currency,units_per_usd (or units_per_eur)"
        )
    if len(set(head)) < len(head):
        raise InputError(f"{name}, row 1: a column appears twice")


def _read(cells: Mapping[str, str], where: str, today: date) -> tuple[tuple[str, str], UserRate]:
    if "" in cells or None in cells.values():
        raise InputError(f"{where}: it has more or fewer cells than the first row")
    day, code = cells["date"].strip(), cells["currency"].strip()
    _check_day(day, where, today)
    if code not in currency_list():
        raise InputError(f"{where}, currency: {code!r} is not an ISO 4217 code like VND")
    given = [(name, cells[name].strip()) for name in BASES if cells.get(name, "").strip()]
    if len(given) != 1:
        raise InputError(f"{where}: fill in either units_per_usd or units_per_eur")
    name, units = given[0]
    if code in ("USD", BASES[name]):
        raise InputError(f"{where}, currency: {code} needs no {name}")
    return (day, code), UserRate(_units(units, f"{where}, {name}"), BASES[name])


def _check_day(text: str, where: str, today: date) -> None:
    try:
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise InputError(f"{where}, date: {text!r} is not a date like 2026-03-31") from None
    if day > today:
        raise InputError(f"{where}, date: {text} is in the future")


def _units(text: str, where: str) -> Decimal:
    units = Decimal(text) if text.isascii() and _UNITS.fullmatch(text) else Decimal(0)
    if not Decimal("1e-9") <= units <= Decimal("1e12"):
        raise InputError(f"{where}: {text!r} is not a number above 0 like 25400.5")
    return units
