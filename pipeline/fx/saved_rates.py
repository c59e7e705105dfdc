"""Read the files in which added exchange rates are saved: the ECB's and the user's own."""

import re
from datetime import date
from pathlib import Path

from pipeline.errors import InputError
from pipeline.fx.rate_table import RateTable
from pipeline.fx.rates import Rates
from pipeline.fx.user_rates import UserRates, user_rates

ECB_FILE = "ecb.csv"
OWN_FILE = "own.csv"
LARGEST = 16 * 1024**2  # bytes; the ECB's whole history since 1999 needs half of this
_HEAD = re.compile(r"date(,[A-Z]{3})+")
_ROW = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(,(\d{1,9}(\.\d{1,9})?)?)+")


def saved_rates(folder: Path) -> Rates:
    """Return the shipped rates and those that `payband fx` saved in a folder, if any.

    Raises InputError naming file and row for a file that is damaged.
    """
    return Rates(_added(folder / ECB_FILE), _own(folder / OWN_FILE))


def read_file(path: Path) -> str:
    """Return the text of a user's file in UTF-8; raise InputError for one that can't be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise InputError(f"{path}: is larger than {LARGEST // 1024**2} MB")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}, row {row}: is not in UTF-8") from None


def _own(path: Path) -> UserRates:
    return user_rates(read_file(path), str(path), date.max) if path.exists() else UserRates()


def _added(path: Path) -> RateTable:
    if not path.exists():
        return RateTable()
    text = read_file(path)
    head, *rows = text.splitlines() or [""]
    cells = head.count(",")
    wrong = next((n for n, r in enumerate(rows, 2) if not _is_row(r, cells)), None)
    if wrong is not None or not _HEAD.fullmatch(head):
        raise InputError(
            f"{path}, row {wrong or 1}: is damaged; delete the file and run `payband fx update`"
        )
    return RateTable(text)


def _is_row(row: str, cells: int) -> bool:
    return row.count(",") == cells and _ROW.fullmatch(row) is not None
