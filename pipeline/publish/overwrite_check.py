"""Check before overwriting: an empty store must not replace a file with rows."""

import csv
import importlib
import json
import zipfile
from pathlib import Path
from typing import Any

from pipeline.errors import HeldError, UsageError
from pipeline.publish.deprecation import SALARIES

COUNTS = ("all_jobs", "all_postings")
"""The columns of the report's CSV that count jobs: today's and the former one."""
FORMAT = "format"
"""The key that a report's JSON has."""
OURS = "<!-- payband"
"""How our Markdown files begin; a reader of the text doesn't see it."""


def keep_export(target: Path) -> None:
    """Raise HeldError where an export exists and has rows. Call it when the store is empty."""
    if target.exists() and _has_rows(target):
        raise _held(target)


def keep_report(page: Path, figures: Path, feed: Path) -> None:
    """Raise HeldError where a report exists that counts postings or can't be read."""
    if page.exists() and not figures.exists():
        raise _held(page)
    if feed.exists() and (_feed(feed) or {}).get("population", {}).get("postings") != 0:
        raise _held(page)
    if figures.exists() and _counts_postings(figures):
        raise _held(page)


def keep_other_table(figures: Path, feed: Path) -> None:
    """Raise UsageError where a report's figures would replace other data, such as an export."""
    if figures.is_file():
        with figures.open(encoding="utf-8", errors="replace", newline="") as file:
            header = next(csv.reader(file), [])
        if header and not set(COUNTS) & set(header):
            raise _other(figures)
    if feed.is_file() and feed.stat().st_size and _feed(feed) is None:
        raise _other(feed)


def keep_other_text(text: Path) -> None:
    """Raise UsageError where a Markdown file of ours would replace another text, or JSON one."""
    if not text.is_file() or not text.stat().st_size:
        return
    if text.suffix == ".json":
        ours = _feed(text) is not None
    else:
        with text.open(encoding="utf-8", errors="replace") as file:
            ours = file.readline().startswith(OURS)
    if not ours:
        raise _other(text)


def keep_other_package(package: Path) -> None:
    """Raise UsageError where a data package of ours would replace another file."""
    if not package.is_file() or not package.stat().st_size:
        return
    try:
        held = json.loads(package.read_text(encoding="utf-8"))
    except ValueError:
        raise _other(package) from None
    if not isinstance(held, dict) or "schema_version" not in held:
        raise _other(package)


def _feed(file: Path) -> dict[str, Any] | None:
    """Return what a report's JSON holds; None for a file that is none."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return held if isinstance(held, dict) and FORMAT in held else None


def _other(figures: Path) -> UsageError:
    return UsageError(
        f"{figures}: is another file, no report's, and what goes beside the page would replace "
        "it; give the page another name"
    )


def is_feed_before(file: Path) -> bool:
    """Return whether a file is a report's JSON of an earlier version of its columns."""
    return file.is_file() and (_feed(file) or {}).get("schema_version", SALARIES) != SALARIES


def keep_page(target: Path) -> None:
    """Raise HeldError where a page exists. Call it when the new page counts nothing."""
    if target.exists():
        raise _held(target)


def _held(target: Path) -> HeldError:
    return HeldError(
        f"{target} is unchanged: there are no postings to replace it with (--force replaces it)"
    )


def _has_rows(target: Path) -> bool:
    if target.suffix.lower() == ".parquet":
        return _parquet_has_rows(target)
    if target.suffix.lower() == ".xlsx":
        return _workbook_has_rows(target)
    with target.open("rb") as file:
        if target.suffix.lower() == ".csv":
            file.readline()  # the header
        return any(line.strip() for line in file)


def _parquet_has_rows(target: Path) -> bool:
    parquet = importlib.import_module(
        "pyarrow.parquet"
    )  # installed: it has just written the new file
    try:
        return bool(parquet.read_metadata(target).num_rows)
    except (OSError, ValueError):
        return True  # keep a file that can't be read


def _workbook_has_rows(target: Path) -> bool:
    """Return whether there is a row after the header, which is shorter than what is read."""
    try:
        with zipfile.ZipFile(target) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
            return b'<row r="2"' in sheet.read(1 << 20)
    except (OSError, KeyError, zipfile.BadZipFile):
        return True  # keep a file that can't be read


def _counts_postings(figures: Path) -> bool:
    with figures.open(encoding="utf-8", errors="replace", newline="") as file:
        counts = [row.get(COUNTS[0]) or row.get(COUNTS[1]) for row in csv.DictReader(file)]
    return any(count != "0" for count in counts)
