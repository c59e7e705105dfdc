"""The numbers of a frame that a figure is made of."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pipeline.figures.inference.quantiles import Floats, Ints
from pipeline.figures.job import numbered


@dataclass(frozen=True, slots=True)
class Amounts:
    """Pay and employer of the jobs that state pay, in one unit and currency.

    `employers` has a code from 0 to e - 1 for each amount, `names` the employer of each code,
    `pairs` the number of distinct employers and ranges.
    """

    amounts: Floats
    employers: Ints
    names: tuple[str, ...]
    pairs: int


def amounts_of(
    jobs: pd.DataFrame, pay: str = "pay", ends: tuple[str, str] | None = None
) -> Amounts:
    """Return the amounts of the jobs whose column `pay` has one.

    `ends` are the columns of the range, by default annual_min and annual_max. The result doesn't
    depend on the order of rows.
    """
    paid = jobs[jobs[pay].notna() & jobs["employer"].notna()]
    amounts = paid[pay].to_numpy(dtype=np.float64)
    codes, names = numbered(paid["employer"])
    low, high = (paid[name].fillna(-1).tolist() for name in ends or ("annual_min", "annual_max"))
    pairs = len(set(zip(codes.tolist(), low, high, strict=True)))
    order = np.lexsort((codes, amounts))
    return Amounts(amounts[order], codes[order], names, pairs)
