"""Read the invented employers and openings of the sample from their CSV files."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
CRAWLS = 3


@dataclass(frozen=True, slots=True)
class Employer:
    """A row of employers.csv: a board, the employer behind it, and three sentences on it."""

    platform: str
    board: str
    company: str
    country: str
    business: str
    team: str
    offer: str


@dataclass(frozen=True, slots=True)
class Pay:
    """What an opening states: the two ends in units of its currency, and the period."""

    low: int
    high: int
    currency: str
    period: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A row of openings.csv: one posting, listed in the crawls `first` to `last` (1 to 3).

    `form` is field or prose, where the pay is stated; `none` states none. `pay_before` is the pay
    in the first of its crawls, where an edit changed it. `same_as` names the opening,
    BOARD/NUMBER, that this one copies word for word.
    """

    board: str
    number: int
    title: str
    role: str
    level: str
    place: str
    workplace: str
    years: int | None
    form: str
    pay: Pay | None
    pay_before: Pay | None
    first: int
    last: int
    same_as: str
    flags: str
    note: str

    @property
    def name(self) -> str:
        """Return BOARD/NUMBER, the name by which other rows refer to it."""
        return f"{self.board}/{self.number}"

    @property
    def text_of(self) -> str:
        """Return the name of the opening that its text is written for."""
        return self.same_as or self.name

    def pay_in(self, crawl: int) -> Pay | None:
        """Return the pay that it states in a crawl (1 to 3)."""
        return self.pay_before if self.pay_before and crawl == self.first else self.pay


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def employers() -> dict[str, Employer]:
    """Return the employers of employers.csv by their board."""
    return {row["board"]: Employer(**row) for row in rows("employers.csv")}


@cache
def openings() -> tuple[Opening, ...]:
    """Return the openings of openings.csv, in the order of the file."""
    return tuple(_opening(row) for row in rows("openings.csv"))


def listed(board: str, crawl: int) -> list[Opening]:
    """Return what a board lists in a crawl (1 to 3)."""
    return [o for o in openings() if o.board == board and o.first <= crawl <= o.last]


def _before(ends: str, currency: str, period: str) -> Pay:
    low, _, high = ends.partition("-")
    return Pay(int(low), int(high), currency, period)


def _opening(row: dict[str, str]) -> Opening:
    cells: dict[str, Any] = dict(row)
    ends = (cells.pop("pay_min"), cells.pop("pay_max"))
    unit = (cells.pop("currency"), cells.pop("period"))
    before = cells.pop("pay_before")
    cells["pay"] = Pay(int(ends[0]), int(ends[1]), *unit) if ends[0] else None
    cells["pay_before"] = _before(before, *unit) if before else None
    cells |= {name: int(row[name]) for name in ("number", "first", "last")}
    cells["years"] = int(row["years"]) if row["years"] else None
    return Opening(**cells)
