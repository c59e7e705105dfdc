"""The words of figures in rows of a table."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline.figures.identity import id_parts
from pipeline.publish.page_table import NONE
from pipeline.publish.report.page_tables.condition_words import condition_words

MOST_ROWS = 40


def cell_words(cell_id: str) -> str:
    """Return the words of an id: `United States, Data Scientist, senior`."""
    parts = id_parts(cell_id)
    return condition_words(parts[2]) if parts else ""


def percent(share: Any) -> str:
    """Return a change with its sign, `+4.2%`."""
    if pd.isna(share):
        return NONE
    text = (
        f"{share:+.0%}" if abs(share) >= 0.1 or not round(1_000 * share) % 10 else f"{share:+.1%}"
    )
    return text.replace("-", "\u2212") if round(1_000 * share) else "0%"


def number(value: Any) -> float | None:
    """Return a number of a frame; None where it is missing."""
    return None if pd.isna(value) else float(value)


def numbers(frame: pd.DataFrame) -> list[float | None]:
    """Return all numbers of a frame, row by row."""
    return [number(value) for value in frame.to_numpy(dtype="float64").ravel()]


def cut(rows: int) -> tuple[str, ...]:
    """Return the sentence that says what a table leaves out."""
    return (f"The first {MOST_ROWS} of {rows:,}; the JSON has all.",) if rows > MOST_ROWS else ()


def most_rows(frame: pd.DataFrame) -> Iterator[Any]:
    """Return the first rows of a frame."""
    return tuples(frame.head(MOST_ROWS))


def tuples(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a frame."""
    yield from frame.itertuples(index=False)
