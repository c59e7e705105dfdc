"""Mark the jobs that a person left out of reports by `payband correct ID left_out=yes`."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from pipeline.clean.correction_values import LEFT_OUT
from pipeline.store.postings.corrections import list_corrections


def mark_in_store(rows: pd.DataFrame, engine: Engine) -> pd.DataFrame:
    """Return postings of a store with the column `left_out` of Job, where any is left out."""
    return mark_left_out(rows, (each.as_row() for each in list_corrections(engine)))


def mark_left_out(rows: pd.DataFrame, corrections: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the same of `corrections`, as rows of plain values."""
    ids = {str(row["posting_id"]) for row in corrections if row["field"] == LEFT_OUT}
    return rows.assign(left_out=rows["posting_id"].isin(ids)) if ids else rows
