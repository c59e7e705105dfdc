"""The widest ranges: which employers' ranges say least."""

from collections.abc import Mapping

import pandas as pd

from pipeline.figures.policy import FEWEST_JOBS

COLUMNS = ["employer", "name", "jobs", "median_width", "widest", "share_over_half"]
HALF = 0.5


def widest_ranges(
    jobs: pd.DataFrame, most: int = 20, names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the `most` employers with the widest ranges, widest first.

    `jobs` is the salaried frame of a Population; an employer needs 5 jobs with pay. The width of
    a range is (annual_max - annual_min) / annual_mid, so currencies don't matter. `names` has the
    name of each employer's key. Columns: employer (its key), name (the key where it has none),
    jobs, median_width and widest (shares of the middle), share_over_half (jobs with a range wider
    than half of its middle, 0 to 1).
    """
    paid = jobs[["employer", "annual_min", "annual_max", "annual_mid"]][jobs["pay"].notna()]
    width = (paid["annual_max"] - paid["annual_min"]) / paid["annual_mid"]
    told = paid[["employer"]].assign(width=width, over=(width > HALF).astype("float64"))
    grouped = told.groupby("employer", sort=True)
    table = pd.DataFrame(
        {
            "jobs": grouped.size(),
            "median_width": grouped["width"].median(),
            "widest": grouped["width"].max(),
            "share_over_half": grouped["over"].mean(),
        }
    ).reset_index()
    table = table[table["jobs"] >= FEWEST_JOBS].sort_values(
        ["median_width", "employer"], ascending=[False, True]
    )
    known = names or {}
    shown = [known.get(key, key) for key in map(str, table["employer"])]
    table = table.assign(name=pd.Series(shown, index=table.index, dtype="str"))
    return table[COLUMNS].head(most).reset_index(drop=True)
