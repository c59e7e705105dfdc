"""The search words of a command, as one record."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


@dataclass(frozen=True, slots=True)
class Filters:
    """Which jobs to take: those that fit every filter; of a filter's words one must fit.

    An empty filter takes all jobs. The words are as in the store: codes of countries, names of
    roles, words of the vocabularies. `city` and `company` are as given, and compared alike in any
    spelling. `since` is the day (UTC) that the job was posted on or after; where no day is stated,
    the day it was first seen. `min_pay` (USD a year) is what sound pay must reach.
    """

    role: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    city: tuple[str, ...] = ()
    workplace: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    since: date | None = None
    min_pay: Decimal | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) not in ((), None) for field in fields(self))

    @property
    def words(self) -> Mapping[str, tuple[str, ...]]:
        """The words of each filter of a text column that has any, by the column's name."""
        given = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in given.items() if value and isinstance(value, tuple)}

    @property
    def open_unless_told(self) -> "Filters":
        """The same filters; without a status only open jobs fit."""
        return self if self.status else replace(self, status=("open",))

    @property
    def record(self) -> dict[str, Any]:
        """The filters that are given, as plain values for JSON; `of_record` reads them."""
        given = {name: list(words) for name, words in self.words.items()}
        more = {"since": self.since, "min_pay": self.min_pay}
        return given | {name: str(value) for name, value in more.items() if value is not None}

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The filters that are given, as ids of figures have them; `of_conditions` reads them.

        Words are in alphabetical order, so that the same filters are the same conditions.
        """
        more = {"since": self.since, "min_pay": self.min_pay and f"{self.min_pay:f}"}
        given = {name: (str(value),) for name, value in more.items() if value is not None}
        return {name: tuple(sorted(words)) for name, words in self.words.items()} | given

    @classmethod
    def of_conditions(cls, conditions: Mapping[str, tuple[str, ...]]) -> "Filters":
        """Return the filters of `conditions`. Raises ValueError for a wrong day or amount."""
        amount = conditions.get("min_pay")
        try:
            min_pay = Decimal(amount[0]) if amount else None
        except InvalidOperation:
            raise ValueError(f"min_pay: {amount} is no amount") from None
        since = conditions.get("since")
        given = {name: words for name, words in conditions.items() if name in WORDS}
        return cls(since=date.fromisoformat(since[0]) if since else None, min_pay=min_pay, **given)

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> "Filters":
        """Return the filters of a `record`."""
        since, min_pay = record.get("since"), record.get("min_pay")
        return cls(
            since=since and date.fromisoformat(since),
            min_pay=None if min_pay is None else Decimal(min_pay),
            **{name: tuple(words) for name, words in record.items() if isinstance(words, list)},
        )

    @property
    def text(self) -> str:
        """The filters in words, for a page or a message: `role: Data Engineer; country: DE`."""
        parts = [f"{name}: {', '.join(words)}" for name, words in self.words.items()]
        parts += [f"since: {self.since}"] if self.since else []
        parts += (
            [f"upper end of pay from: {self.min_pay:,} USD a year"]
            if self.min_pay is not None
            else []
        )
        return "; ".join(parts)


NONE = Filters()
WORDS = tuple(each.name for each in fields(Filters) if each.default == ())
"""The filters that have words, each of which may fit."""
