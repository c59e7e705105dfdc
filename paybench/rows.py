"""The labelled rows: four tidy tables under paybench/data/, one row for a text.

`fields` and `prose` state sound pay, `bogus` pay that no statistic should count, and `abstain`
none. paybench/README.md says what each column holds.
"""

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipeline.atomic import replacing
from pipeline.errors import InputError

DATA = Path(__file__).parent / "data"
TABLES = ("fields", "prose", "bogus", "abstain")
PLACES = ("field", "prose")
PERIODS = ("", "year", "month", "week", "day", "hour")
SPLITS = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Row:
    """A text and what a careful person reads in it.

    An open end is None, a currency or period that can't be told is empty. Without an end, and not
    `bogus`, the row states no pay of this job.
    """

    id: str
    text: str
    country: str
    place: str
    min: Decimal | None
    max: Decimal | None
    currency: str
    period: str
    bogus: bool
    split: str
    form: str
    batch: str

    @property
    def table(self) -> str:
        """Return which of the four tables the row stands in."""
        if self.bogus:
            return "bogus"
        if self.min is None and self.max is None:
            return "abstain"
        return "prose" if self.place == "prose" else "fields"


COLUMNS = tuple(field.name for field in fields(Row))
WORDS = tuple(name for name in COLUMNS if name not in ("min", "max", "bogus"))


def read_rows(folder: Path = DATA) -> list[Row]:
    """Return the rows of the four tables; raise InputError, naming file and row, for a bad one."""
    return [row for name in TABLES for row in read_table(folder / f"{name}.csv")]


def read_table(path: Path) -> list[Row]:
    """Return the rows of one tidy table; none where there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    return [row_of(entry, f"{path.name}, row {at}") for at, entry in enumerate(entries, 1)]


def write_rows(rows: Iterable[Row], folder: Path = DATA) -> None:
    """Write the four tables, each row in its own, in the order given."""
    listed = list(rows)
    for name in TABLES:
        with replacing(folder / f"{name}.csv") as file:
            file.write(_csv(row for row in listed if row.table == name).encode())


def row_of(entry: dict[str, str], where: str) -> Row:
    """Return the row that a line of a tidy table states; `where` names the line in errors."""
    lacking = [name for name in COLUMNS if entry.get(name) is None]
    if lacking:
        raise InputError(f"{where}: the column {lacking[0]} is missing")
    words = {name: entry[name] for name in WORDS}
    low, high = (_end(entry[name], f"{where}, {name}") for name in ("min", "max"))
    row = Row(**words, min=low, max=high, bogus=_is_bogus(entry["bogus"], where))
    return _checked(row, where)


def identity(batch: str, place: str, country: str, text: str) -> str:
    """Return the id of a text: the same one each time, and another for each other text."""
    return f"{batch}-{hashlib.sha256(f'{place}|{country}|{text}'.encode()).hexdigest()[:12]}"


def split_of(text: str) -> str:
    """Return `dev` or `test` by a hash of the text: half of the texts each, for ever."""
    return SPLITS[hashlib.sha256(text.encode()).digest()[0] % 2]


def _end(told: str, where: str) -> Decimal | None:
    try:
        return Decimal(told) if told else None
    except InvalidOperation:
        raise InputError(f"{where}: {told!r} is no number") from None


def _is_bogus(told: str, where: str) -> bool:
    if told not in ("", "yes"):
        raise InputError(f"{where}, bogus: {told!r} is neither `yes` nor empty")
    return told == "yes"


def _checked(row: Row, where: str) -> Row:
    for name, allowed in (("place", PLACES), ("period", PERIODS), ("split", SPLITS)):
        if getattr(row, name) not in allowed:
            raise InputError(f"{where}, {name}: {getattr(row, name)!r} is none of {allowed}")
    if not row.text.strip():
        raise InputError(f"{where}: the text is empty")
    if row.min is not None and row.max is not None and row.min > row.max:
        raise InputError(f"{where}: min is above max")
    return row


def _csv(rows: Iterable[Row]) -> str:
    told = io.StringIO()
    writer = csv.DictWriter(told, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_entry(row) for row in rows)
    return told.getvalue()


def _entry(row: Row) -> dict[str, str]:
    entry = {name: "" if value is None else str(value) for name, value in asdict(row).items()}
    return entry | {"bogus": "yes" if row.bogus else ""}
