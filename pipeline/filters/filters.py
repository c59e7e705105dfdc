"""The search words of a command, as one record."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal


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
    def text(self) -> str:
        """The filters in words, for a page or a message: `role: Data Engineer; country: DE`."""
        parts = [f"{name}: {', '.join(words)}" for name, words in self.words.items()]
        parts += [f"since: {self.since}"] if self.since else []
        parts += [f"pay from: {self.min_pay:,} USD a year"] if self.min_pay is not None else []
        return "; ".join(parts)


NONE = Filters()
