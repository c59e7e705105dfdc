"""The rows of a sheet of Excel as XML, each distinct value of a column written out once."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

from models.record import Column
from pipeline.errors import UsageError
from pipeline.formula_guard import neutralise
from pipeline.publish.export.cells import is_text, plain_text
from pipeline.publish.export.column_format import StoredRows, after

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header's among them."""
LONGEST = 32_767
"""UTF-16 units that a cell holds."""
FIRST_DAY = date(1900, 3, 1)
"""Excel counts a day in 1900 that there was not; earlier days are written as text."""
ZERO_DAY = date(1899, 12, 30)
STYLES = ("day", "time", "amount", "whole", "guarded")
"""The styles of cells, in the order of the cells of the workbook's own row."""
SHEET = "xl/worksheets/sheet1.xml"
LEVEL = 4
"""Of compression: half the time of level 6, files a tenth larger."""
# Characters that XML has none of, and texts that look like their escape.
UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
MARKED = re.compile("[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")
"""What a text has that is not written as it is; most texts have none."""
Styles = Mapping[str, str]
Cell = Callable[[Any], str]


def styles_of(workbook: bytes) -> dict[str, str]:
    """Return the number of each style of STYLES in a workbook that has a cell of each in row 2."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as made:
        numbers = re.findall(r'<c r="[A-Z]+2" s="(\d+)"/>', made.read(SHEET).decode())
    return dict(zip(STYLES, numbers, strict=True))


def write_rows(file: IO[bytes], columns: Sequence[Column], rows: StoredRows, styles: Styles) -> int:
    """Write the rows below the header as XML; return their number.

    Raises UsageError where they do not fit in a sheet.
    """
    letters = [f'<c r="{_letters(at)}' for at in range(len(columns))]
    cells = [_cell(column, styles) for column in columns]
    makes = [after(decode, cell) for decode, cell in zip(rows.simple, cells, strict=True)]
    count = 0
    for batch in rows.formatted(makes):
        lines = []
        for row in zip(*batch, strict=True):
            count += 1
            at = str(count + 1)
            written = [a + at + cell for a, cell in zip(letters, row, strict=True) if cell]
            if not row[-1]:  # so that every row has the header's length: some readers count
                written.append(f'{letters[-1]}{at}"/>')
            lines.append(f'<row r="{at}">{"".join(written)}</row>')
        if count >= MOST_ROWS:
            raise UsageError(
                f"there are more rows than a sheet of Excel holds ({MOST_ROWS:,}, with the "
                "header): export fewer, or as .csv or .parquet"
            )
        file.write("".join(lines).encode())
    return count


def put_rows(workbook: bytes, rows: IO[bytes], target: IO[bytes]) -> None:
    """Write a workbook whose first sheet has these rows in place of its row 2."""
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as made,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as whole,
    ):
        for part in made.infolist():
            with whole.open(part.filename, "w", force_zip64=True) as out:  # its time is 1980
                content = made.read(part)
                if part.filename != SHEET:
                    out.write(content)
                    continue
                content = re.sub(rb'<dimension ref="[^"]*"/>', b"", content)
                begin, end = re.split(rb'<row r="2".*?</row>', content, maxsplit=1)
                out.write(begin)
                while block := rows.read(1 << 20):
                    out.write(block)
                out.write(end)


def _cell(column: Column, styles: Styles) -> Cell:
    """Return a function that writes a value after the number of its row; "" for an empty cell."""
    if is_text(column):
        return lambda value: _text(plain_text(value), styles)
    if column.type is bool:
        return lambda value: "" if value is None else f'" t="b"><v>{int(value)}</v></c>'
    if column.type in (date, datetime):
        return lambda value: "" if value is None else _day(value, styles)
    is_money = column.type is Decimal
    return lambda value: "" if value is None else _number(value, styles if is_money else {})


def _number(value: Any, styles: Styles) -> str:
    amount = float(value)
    is_whole = amount.is_integer()
    style = styles.get("whole" if is_whole else "amount")
    styled = f' s="{style}"' if style else ""
    return f'"{styled}><v>{int(amount) if is_whole else repr(amount)}</v></c>'


def _day(value: date, styles: Styles) -> str:
    if value.toordinal() < FIRST_DAY.toordinal():
        return _text(plain_text(value), styles)
    if not isinstance(value, datetime):
        return f'" s="{styles["day"]}"><v>{(value - ZERO_DAY).days}</v></c>'
    local = value.astimezone(UTC).replace(tzinfo=None)
    since = local - datetime(ZERO_DAY.year, ZERO_DAY.month, ZERO_DAY.day)  # noqa: DTZ001
    return f'" s="{styles["time"]}"><v>{since.total_seconds() / 86_400!r}</v></c>'


def _text(value: str, styles: Styles) -> str:
    """Write a text cell. Text that would be a formula stays text even after it is edited."""
    text = _shortened(value)
    if not text:
        return ""
    guarded = f' s="{styles["guarded"]}"' if neutralise(text, excel=True) != text else ""
    kept = "" if text == text.strip() and "\n" not in text else ' xml:space="preserve"'
    marked = MARKED.search(text)
    shown = html.escape(UNWRITABLE.sub(_escaped, text), quote=False) if marked else text
    return f'"{guarded} t="inlineStr"><is><t{kept}>{shown}</t></is></c>'


def _escaped(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _shortened(text: str) -> str:
    if len(text) <= LONGEST // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _letters(at: int) -> str:
    """Return the letters of a column of a sheet, from 0: A, B, … Z, AA."""
    name = ""
    while at >= 0:
        name = chr(ord("A") + at % 26) + name
        at = at // 26 - 1
    return name
