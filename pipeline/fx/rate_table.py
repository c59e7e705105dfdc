"""Euro reference rates by day, in a compact table of text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.caches import cached_file
from pipeline.rules.rulebook import rule_text

_LINE = re.compile(r"^(\d{4}-\d\d-\d\d),(.*)$", re.MULTILINE)
_NONE: Mapping[str, Decimal] = {}


@dataclass(frozen=True)
class RateTable:
    """Units of each currency for one euro, as CSV text.

    The header is `date,AUD,…`. One line for each day follows, the oldest first. An empty cell
    means no rate. A line is parsed when its day is first requested.
    """

    text: str = ""

    def on(self, day: date) -> Mapping[str, Decimal]:
        """Return the rates of a day by ISO 4217 code, with 1 for EUR; empty if it has none."""
        key = day.isoformat()
        if key not in self._parsed:
            line = self.lines.get(key)
            self._parsed[key] = _NONE if line is None else self._rates(line)
        return self._parsed[key]

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """Yield (day, currency, rate) for each rate, the oldest day first."""
        for day, line in self.lines.items():
            for code, cell in zip(self.codes, line.split(","), strict=True):
                if cell:
                    yield day, code, cell

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The currencies, in the order of the columns."""
        return tuple(self.text.partition("\n")[0].split(",")[1:])

    @cached_property
    def lines(self) -> dict[str, str]:
        """Each day's cells by its date."""
        return dict(_LINE.findall(self.text))

    @cached_property
    def _parsed(self) -> dict[str, Mapping[str, Decimal]]:
        return {}

    def _rates(self, line: str) -> Mapping[str, Decimal]:
        cells = zip(self.codes, line.split(","), strict=True)
        return {"EUR": Decimal(1)} | {code: Decimal(cell) for code, cell in cells if cell}


def table_of(days: Mapping[str, Mapping[str, str]]) -> RateTable:
    """Return the table for rates by ISO day and currency. Days without rates are left out."""
    codes = sorted({code for rates in days.values() for code in rates})
    lines = [
        ",".join([day, *(rates.get(code, "") for code in codes)])
        for day, rates in sorted(days.items())
        if rates
    ]
    return RateTable("\n".join([",".join(["date", *codes]), *lines]) + "\n" if lines else "")


def joined(*tables: RateTable, after: str = "") -> RateTable:
    """Return a table of all days later than `after`. A later table overrides an earlier one."""
    days: dict[str, dict[str, str]] = {}
    for table in tables:
        fresh: dict[str, dict[str, str]] = {}
        for day, code, rate in table.cells():
            if day > after:
                fresh.setdefault(day, {})[code] = rate
        days |= fresh
    return table_of(days)


@cached_file
def shipped() -> RateTable:
    """Return the rate table that is shipped with the package."""
    return RateTable(rule_text("pay/ecb_rates.csv"))
