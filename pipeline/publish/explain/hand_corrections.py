"""Say which values of a posting a person put right, beside the text that was read."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pipeline.clean.correction_values import LEFT_OUT, STAGE_OF

CORRECTED = "corrected"
"""The column of the words."""


def with_corrections(rows: pd.DataFrame, corrections: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return postings with the column `corrected`, "" where nothing was.

    `corrections` are rows of plain values. The pay of a job may be that of another posting
    (`pay_of`): then corrections of that posting's pay are of this one, too.
    """
    own: dict[str, list[str]] = {}
    of_pay: dict[str, list[str]] = {}
    for each in corrections:
        field, posting_id = str(each["field"]), str(each["posting_id"])
        if field == LEFT_OUT:  # the reason of such a job says it
            continue
        own.setdefault(posting_id, []).append(_words(each))
        if STAGE_OF.get(field) == "pay":
            of_pay.setdefault(posting_id, []).append(_words(each))
    told = [
        "; ".join([*own.get(str(posting), ()), *of_pay.get(str(payer), ())])
        for posting, payer in zip(rows["posting_id"], rows["pay_of"], strict=True)
    ]
    return rows.assign(**{CORRECTED: told})


def _words(each: Mapping[str, Any]) -> str:
    since = "; the posting has changed since" if each.get("outdated") else ""
    now, was = (each[end] or "unknown" for end in ("value", "was"))
    return f"{each['field']} {now} (was {was}): {each['why']}{since}"
