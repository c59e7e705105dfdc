"""Find the order of day and month in the columns of a table: one writer wrote a column one way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.clean.dates.order import DayOrder, habit, shown_order
from pipeline.rules.rows.tables import Meaning

DATED = (Meaning.POSTED, Meaning.CLOSES, Meaning.FETCHED_AT)
"""The meanings of columns with days."""
Column = tuple[Meaning, str]
"""A column with days, in the rows of one source."""


@dataclass(slots=True)
class _Shown:
    """What days show: those of one order only, and the countries' habits beside the others.

    `against` says that a day that can be read in one order only is not of its country's order.
    """

    only: set[DayOrder] = field(default_factory=set)
    habits: set[DayOrder] = field(default_factory=set)
    against: bool = False

    def add(self, order: DayOrder, of_country: DayOrder | None) -> None:
        if order is not DayOrder.OPEN:
            self.only.add(order)
            self.against |= of_country is not order
        elif of_country:
            self.habits.add(of_country)

    def order(self) -> DayOrder | None:
        """Return the order of the other days; None where each has that of its country."""
        if len(self.only) == 1:
            return next(iter(self.only))
        if self.only:
            return DayOrder.MIXED if self.against else None
        return DayOrder.OPEN if len(self.habits) > 1 else None


@dataclass(frozen=True, slots=True)
class EitherOrder:
    """How days were read that could be day or month first: counts by how, and one as written.

    `by_country` have the order of their country.
    """

    day_first: int = 0
    month_first: int = 0
    by_country: int = 0
    not_read: int = 0
    example: str = ""

    @property
    def total(self) -> int:
        """How many days could be either."""
        return self.day_first + self.month_first + self.by_country + self.not_read


class DayOrders:
    """What all days of a table show, as its rows come.

    The days of a column and source that can be read in one order only decide for the others. Where
    a source has none in a column, those of the whole table decide. Days of both orders leave the
    others unread, unless each is of the order of its own country: then the others are, too. So are
    they where no day decides and the countries have one order.
    """

    def __init__(self) -> None:
        self._all, self._shown = _Shown(), dict[Column, _Shown]()
        self._open = Counter[tuple[Column, DayOrder | None]]()
        self._example = ""

    def add(self, column: Column, text: str, country: str) -> None:
        """Add the day of a row; `country` has the codes of its country."""
        order = shown_order(text)
        if order is None:
            return
        of_country = habit(country)
        for shown in (self._all, self._shown.setdefault(column, _Shown())):
            shown.add(order, of_country)
        if order is DayOrder.OPEN:
            self._open[column, of_country] += 1
            self._example = self._example or text

    def orders(self) -> Mapping[Column, DayOrder]:
        """Return the order of each column that has one, or why nobody knows it."""
        found = {c: (s if s.only else self._all).order() for c, s in self._shown.items()}
        return {column: order for column, order in found.items() if order}

    def either(self) -> EitherOrder:
        """Return how the days are read that could be either."""
        orders, counts = self.orders(), Counter[str]()
        for (column, of_country), count in self._open.items():
            counts[_how(orders.get(column), of_country)] += count
        return EitherOrder(**counts, example=self._example.strip())


def _how(order: DayOrder | None, of_country: DayOrder | None) -> str:
    if order is DayOrder.DAY_FIRST or order is DayOrder.MONTH_FIRST:
        return order.name.lower()
    return "by_country" if order is None and of_country else "not_read"
