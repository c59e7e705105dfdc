"""Open a table of any kind: the content tells the kind, and the name where it can't."""

import re

from pipeline.errors import InputError
from pipeline.tables.reading.csv_file import TEXT, csv_table
from pipeline.tables.reading.excel_file import excel_table
from pipeline.tables.reading.json_file import json_lines_table, json_table
from pipeline.tables.reading.parquet_file import parquet_table
from pipeline.tables.reading.table import Table
from pipeline.tables.reading.table_file import READABLE, TableFile

EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
EXCEL_ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
LINES = frozenset({".jsonl", ".ndjson"})
OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*"|\{\s*\}|\[\s*\])')
OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a SQLite database",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"(\xb5/\xfd": "Zstandard",
    b"7z\xbc\xaf": "7-Zip",
    b"<!DOCTYPE": "HTML",
    b"<!doctype": "HTML",
    b"<html": "HTML",
    b"<!--": "HTML",
    b"<?xml": "XML",
    b"<svg": "a picture",
}
"""What files of other kinds begin with."""


def open_table(
    file: TableFile, *, encoding: str = "", delimiter: str = "", skip_ragged: bool | None = None
) -> Table:
    """Return the table in a file. `encoding` and `delimiter` are found out unless given.

    `skip_ragged` is for CSV, see `csv_table`.
    Raises InputError with file, row and field for a file that is missing, empty or malformed.
    """
    kind, head = file.ending, file.head
    if kind == ".parquet" or head.startswith(b"PAR1"):
        return parquet_table(file)
    if head.startswith(EXCEL):
        return excel_table(file)
    for mark, words in OTHERS.items():
        if head.lstrip().startswith(mark):
            raise InputError(f"{file.name}: this is {words}; {READABLE} can be read")
    if head and kind in EXCEL_ENDINGS:
        raise InputError(f"{file.name}: the name says Excel, the content is not Excel")
    if kind in LINES:
        return json_lines_table(file, encoding=encoding)
    if kind == ".json" or ((not kind or kind not in TEXT) and OBJECT.match(head)):
        return json_table(file, encoding=encoding)
    return csv_table(file, encoding=encoding, delimiter=delimiter, skip_ragged=skip_ragged)
