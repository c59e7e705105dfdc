"""The columns that one role against another needs beside those of Job."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from models.record import column, columns
from pipeline.figures.job import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementColumns:
    """What a job asks for and where it is, as an export has it. Unknown is missing."""

    education: str | None = column("Lowest degree that is accepted.")
    education_required: bool | None = column("Whether the degree is required.")
    education_fields: str | None = column("Fields of study; several joined.")
    experience_min: float | None = column("Lowest years of experience.", unit="years")
    industry: str | None = column("The employer's industry.")


REQUIREMENTS = tuple(c.name for c in columns(RequirementColumns))


def asked_by(rows: pd.DataFrame, roles: Collection[str]) -> pd.DataFrame:
    """Return posting_id, role and RequirementColumns of the rows of these roles.

    A column that `rows` lacks is left out.
    """
    names = ["posting_id", "role", *(name for name in REQUIREMENTS if name in rows)]
    return rows.loc[rows["role"].isin(roles), names]


def with_requirements(jobs: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return jobs of a Population with RequirementColumns; `rows` has them, see `asked_by`.

    The first row of a posting_id counts; a column that `rows` lacks is missing.
    """
    ids = rows["posting_id"].astype("str")
    first = rows[~ids.duplicated()].set_index(ids[~ids.duplicated()])
    mine = first.reindex(jobs["posting_id"].astype("str"))
    return jobs.assign(**{name: _of(mine, name) for name in REQUIREMENTS})


def _of(rows: pd.DataFrame, name: str) -> Column:
    given = rows.get(name, pd.Series(index=rows.index, dtype="object"))
    typed = pd.to_numeric(given) if name == "experience_min" else given
    return typed.reset_index(drop=True)
