"""Convert the rows of a table to raw postings."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from models.raw import PayField, RawPosting
from models.value_text import JOINER
from pipeline.caches import cached_reader
from pipeline.clean.dates.order import CLOSES, POSTED, DayOrder, habit, shown_order
from pipeline.clean.place.stated import FIELD
from pipeline.errors import InputError
from pipeline.formula_guard import undo
from pipeline.rules.rows.tables import Meaning
from pipeline.tables import row_text
from pipeline.tables.day_orders import Column, DayOrders, EitherOrder
from pipeline.tables.own_row import OwnRows, TakeOver, taking_nothing
from pipeline.tables.reading.values import text_of
from pipeline.tables.recognition.column_map import ColumnMap
from pipeline.tables.recognition.column_rules import OWN_EXPORT
from pipeline.tables.recognition.present import present
from pipeline.tables.structured_pay import pay_of

SOURCE = "file"
PAY_FLAGS = frozenset({"is_estimate", "is_ote"})
PAY_FIELDS = frozenset(f.name for f in fields(PayField))
COPIED = (Meaning.TITLE, Meaning.BOARD, Meaning.EMPLOYMENT, Meaning.LEVEL)
ORDERED = ((POSTED, Meaning.POSTED), (CLOSES, Meaning.CLOSES))
"""The keys of `extra` that say the order of a day, and the meaning of its column."""
IN_EXTRA = (Meaning.APPLY_URL, Meaning.DEPARTMENT, Meaning.EQUITY)
Cells = Mapping[Meaning, str]


class RowReader:
    """Reads the rows of one table with its mapping. `name` stands for the table in messages.

    A row that doesn't say when it was collected was collected at the beginning of `as_of` (UTC).
    `first_of` has the number of the first row with the same cells for each row that repeats one,
    `orders` the order of day and month in columns, `either_order` how many days it decides: what
    only all rows tell (`all_rows`).
    """

    def __init__(
        self, columns: Sequence[str], mapped: ColumnMap, name: str, as_of: date | None = None
    ) -> None:
        place = {column: n for n, column in reversed(list(enumerate(columns)))}
        self.name = name
        self.first_of: Mapping[int, int] = {}
        self.orders: Mapping[Column, DayOrder] = {}
        self.either_order = EitherOrder()
        self.collected = datetime.combine(as_of, time(), UTC) if as_of else None
        self.uses = mapped.by_meaning
        self.places = [(meaning, place[use.column]) for meaning, use in self.uses.items()]
        used = {n for _, n in self.places} | {place[column] for column in mapped.kept}
        self.left = [n for n in range(len(columns)) if n not in used]
        self.own = OwnRows(columns, mapped, name) if mapped.shape == OWN_EXPORT else None

    def postings(self, rows: Sequence[Sequence[str]], first: int = 1) -> Iterator[RawPosting]:
        """Yield a raw posting for each row; the first has the number `first` in its table.

        Where the table has none, `source` is `file` and `source_key` is the number of the row, or
        of the first row with the same cells: that is the same posting.
        Raises InputError with row and field.
        """
        for number, row in enumerate(rows, first):
            yield self.posting(row, number)

    def posting(self, row: Sequence[str], number: int) -> RawPosting:
        """Return the raw posting of row `number`. Raises InputError."""
        return self._posting(self._cells(row), number, f"{self.name}, row {number}")

    def add_day(self, days: DayOrders, meaning: Meaning, row: Sequence[str]) -> None:
        """Add the day that a row has in the column of a meaning."""
        cells = self._cells(row)
        _located, country = row_text.place(cells)
        days.add((meaning, cells.get(Meaning.SOURCE, "")), cells[meaning], country)

    def _cells(self, row: Sequence[str]) -> Cells:
        bare = self._bare(row)
        return {meaning: present(bare[n], meaning) for meaning, n in self.places}

    def taker(self, row: Sequence[str], number: int) -> TakeOver:
        """Return the function that puts what stays as it is into the cleaned posting of a row."""
        if self.own is None:
            return taking_nothing
        return partial(self.own.take_over, self._bare(row), number)

    def _bare(self, row: Sequence[str]) -> Sequence[str]:
        """Return a row without the marks that guard formulas."""
        return row if self.own is None else [undo(cell) for cell in row]

    def left_cells(self, row: Sequence[str]) -> tuple[str, ...]:
        """Return the cells of the columns without a meaning."""
        return tuple(row[n] for n in self.left)

    def _posting(self, cells: Cells, number: int, where: str) -> RawPosting:
        salary, stated = pay_of(cells, self.uses)
        located, country = row_text.place(cells)
        given = _pay_fields(cells.get(Meaning.SALARY_FIELDS, ""), f"{where}, salary_fields")
        return RawPosting(
            source=cells.get(Meaning.SOURCE) or SOURCE,
            source_key=cells.get(Meaning.SOURCE_KEY) or str(self.first_of.get(number, number)),
            url=cells.get(Meaning.URL) or cells.get(Meaning.APPLY_URL, ""),
            company=row_text.employer(cells),
            location=located,
            country=country,
            workplace=row_text.workplace(cells),
            salary=salary,
            salary_fields=(*given, *stated),
            posted=row_text.day(cells.get(Meaning.POSTED, "")),
            closes=row_text.day(cells.get(Meaning.CLOSES, "")),
            description_html=row_text.description(cells),
            extra=_extra(cells, f"{where}, extra") | self._stated(cells) | self._orders(cells),
            fetched_at=self._fetched_at(cells, country, where),
            **{str(meaning): cells.get(meaning, "") for meaning in COPIED},
        )

    def _stated(self, cells: Cells) -> dict[str, Any]:
        """Return the country that the row states. An export's was read from its place: again."""
        country = row_text.stated_country(cells)
        read_anew = self.own is not None and JOINER not in country
        return {} if read_anew or not country else {FIELD: country}

    def _orders(self, cells: Cells) -> dict[str, Any]:
        """Return the order of day and month in the row's days, where the table shows it."""
        found = ((key, self._order(meaning, cells)) for key, meaning in ORDERED)
        return {key: str(order) for key, order in found if order}

    def _order(self, meaning: Meaning, cells: Cells) -> DayOrder | None:
        if not self.orders or shown_order(cells.get(meaning, "")) is not DayOrder.OPEN:
            return None
        return self.orders.get((meaning, cells.get(Meaning.SOURCE, "")))

    def _fetched_at(self, cells: Cells, country: str, where: str) -> datetime | None:
        cell = cells.get(Meaning.FETCHED_AT, "")
        if cell and not self.uses[Meaning.FETCHED_AT].strict:
            order = self._order(Meaning.FETCHED_AT, cells) or habit(country)
            cell = row_text.collected(cell, order)
        return _instant(cell, f"{where}, fetched_at") or self.collected


def _instant(text: str, where: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return _utc(text.strip())
    except (ValueError, OverflowError):
        raise InputError(f"{where}: {text[:80]!r} is no time like 2026-10-28T06:00:00Z") from None


@cached_reader(1_024)
def _utc(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)


def _extra(cells: Cells, where: str) -> dict[str, Any]:
    text = cells.get(Meaning.EXTRA, "")
    extra = _json(text, where) if text.strip() else {}
    if not isinstance(extra, dict):
        raise InputError(f"{where}: must be a JSON object")
    given = ((str(meaning), cells.get(meaning, "")) for meaning in IN_EXTRA)
    return {**extra, **{key: cell for key, cell in given if cell}}


def _pay_fields(text: str, where: str) -> tuple[PayField, ...]:
    given = _json(text, where) if text.strip() else []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise InputError(f"{where}: must be a JSON list of objects")
    return tuple(_pay_field(one, where) for one in given)


def _pay_field(given: dict[str, Any], where: str) -> PayField:
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in PAY_FIELDS:
            raise InputError(f"{where}: there is no key {key!r}; the keys are {_pay_names()}")
        if key in PAY_FLAGS and not isinstance(value, bool):
            raise InputError(f"{where}: {key} must be true or false")
        if isinstance(value, list | dict):
            kind = "an object" if isinstance(value, dict) else "a list"
            raise InputError(f"{where}, {key}: must be text, is {kind}")
        values[key] = value if key in PAY_FLAGS else text_of(value, key, where)
    return PayField(**values)


def _pay_names() -> str:
    return ", ".join(f.name for f in fields(PayField))


def _json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON: {error}") from None
