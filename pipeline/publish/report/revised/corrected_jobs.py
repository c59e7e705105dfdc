"""Which jobs of a report people put right, which since an earlier one, and what that moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.publish.report.published import Feed

Corrections = tuple[Mapping[str, Any], ...]
"""What people put right, as rows of plain values."""
KEYS = ("country", "role", "level", "workplace")
PLACE = ("city", "region")
"""A correction of these may change the country, too."""


@dataclass(frozen=True, slots=True)
class CorrectedJob:
    """A job with other corrections than before: each key's values, now and before; None: any."""

    values: Mapping[str, frozenset[str] | None]

    def touches(self, cell: Mapping[str, Any]) -> bool:
        """Return whether the job is in a cell of a feed, or was before."""
        given = {name: cell[name] for name in KEYS if cell.get(name) is not None}
        return all(
            (known := self.values[name]) is None or value in known for name, value in given.items()
        )


def corrections_of(corrections: Corrections, jobs: pd.DataFrame) -> Corrections:
    """Return the corrections of postings in `jobs`, a frame with the columns of Job."""
    named = jobs["posting_id"].isin([row["posting_id"] for row in corrections])
    mine = set(jobs["posting_id"][named])
    return tuple(row for row in corrections if row["posting_id"] in mine)


def corrected_since(
    corrections: Iterable[Mapping[str, Any]], earlier: Feed, jobs: pd.DataFrame
) -> Sequence[CorrectedJob]:
    """Return the jobs with corrections that the earlier feed lacks, or that were taken back.

    `corrections` are those of now, as rows; `jobs` has the columns of Job.
    """
    then, now = (
        {(row["posting_id"], row["field"]): row for row in rows}
        for rows in (earlier.get("corrections", ()), corrections)
    )
    changed: dict[str, list[Mapping[str, Any]]] = {}
    for key in then.keys() | now.keys():
        rows = [found[key] for found in (then, now) if key in found]
        if len({row["value"] for row in rows}) > 1 or len(rows) == 1:
            changed.setdefault(key[0], []).extend(rows)
    mine = jobs[jobs["posting_id"].isin(list(changed))]
    return [_job(row, changed[row["posting_id"]]) for row in mine.to_dict("records")]


def _job(row: Mapping[Any, Any], changes: Sequence[Mapping[str, Any]]) -> CorrectedJob:
    placed = any(each["field"] in PLACE for each in changes)
    return CorrectedJob(
        {
            name: None if placed and name == "country" else _values(row[name], name, changes)
            for name in KEYS
        }
    )


def _values(now: Any, name: str, changes: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    mine = [each for each in changes if each["field"] == name]
    return frozenset([str(now), *(each[end] for each in mine for end in ("value", "was"))])
