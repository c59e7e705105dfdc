"""Mark the jobs that a person left out of reports by `payband correct ID left_out=yes`."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pipeline.clean.correction_values import LEFT_OUT


def mark_left_out(rows: pd.DataFrame, corrections: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return postings with the column `left_out` of Job, where any is left out.

    `corrections` are rows of plain values.
    """
    ids = {str(row["posting_id"]) for row in corrections if row["field"] == LEFT_OUT}
    return rows.assign(left_out=rows["posting_id"].isin(ids)) if ids else rows
