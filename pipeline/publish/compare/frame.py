"""The comparison of two roles as a DataFrame."""

import pandas as pd

from pipeline.figures.role_pair.role_pair import RolePair


def comparison_frame(pair: RolePair) -> pd.DataFrame:
    """Return a row for each skill and each other value that either role names often enough.

    The columns are those of `figures.role_pair.shares.share_table`. The roles are in
    `attrs["roles"]`.
    """
    frame = pair.shares.copy()
    frame.attrs["roles"] = pair.roles
    return frame
