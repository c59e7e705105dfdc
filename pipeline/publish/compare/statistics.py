"""Compute the salary report's figures by role, level and country; thin cells count only above.

Percentiles interpolate linearly between neighbours (Hyndman and Fan's type 7, the default of
numpy, pandas and R). The 95% interval of a median needs no assumption about the distribution: it
goes from the j-th smallest to the j-th largest value, with the largest j that the binomial
distribution allows.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from models.record import column
from models.vocab import Level
from pipeline.caches import cached_file
from pipeline.publish.compare.policy import FEWEST, TOO_FEW, label_of

# From all postings to the finest cells. Cells of the first two are always listed, the others only
# if their figures may be shown.
GRAINS: dict[str, tuple[str, ...]] = {
    "all": (),
    "role": ("role",),
    "role_level": ("role", "level"),
    "role_country": ("role", "country"),
    "role_level_country": ("role", "level", "country"),
}
ALWAYS = ("all", "role")
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One line of the report: the advertised pay of one role, level and country."""

    grain: str = column(
        "Kind of the line: all, role, role_level, role_country or role_level_country."
    )
    role: str | None = column("Role. Empty for all roles, unknown ones included.", default=None)
    level: str | None = column("Level. Empty for all levels.", default=None)
    country: str | None = column("Country, ISO 3166 alpha-2. Empty for all.", default=None)
    label: str = column("Trust in the figures: high, medium, low, very low or too few.")
    postings: int | None = column(
        "Number of postings with pay in the figures. Empty below 5.", default=None
    )
    all_postings: int = column("Number of all postings, with pay or without.")
    employers: int | None = column("Employers of `postings`. Empty below 5.", default=None)
    largest_share: Decimal | None = column(  # noqa: RUF009  # column() is dataclasses.field()
        "The largest employer's share of `postings`. Empty below 5.", unit="0 to 1", default=None
    )
    p25_usd: int | None = column(
        "A quarter of the midpoints are below this.", unit="USD a year", default=None
    )
    median_usd: int | None = column(
        "Half of the midpoints are below this.", unit="USD a year", default=None
    )
    p75_usd: int | None = column("Three quarters are below this.", unit="USD a year", default=None)
    median_low_usd: int | None = column(
        "Lower end of the median's 95% interval. Empty below 6.", unit="USD a year", default=None
    )
    median_high_usd: int | None = column("Upper end.", unit="USD a year", default=None)

    @property
    def shown(self) -> bool:
        """Return whether it has figures."""
        return self.label != TOO_FEW


@dataclass(frozen=True, slots=True)
class Statistics:
    """The lines of a report, and the number of finer cells that count only in those above them."""

    cells: tuple[Cell, ...]
    rolled_up: int

    @property
    def whole(self) -> Cell:
        """Return the line of all postings."""
        return self.cells[0]


def statistics(counted: pd.DataFrame) -> Statistics:
    """Return the figures of the counted postings of a Population, role by role."""
    every = [cell for grain in GRAINS for cell in _cells(counted, grain)]
    listed = [cell for cell in every if cell.shown or cell.grain in ALWAYS]
    return Statistics(tuple(sorted(listed, key=_order)), len(every) - len(listed))


def _cells(counted: pd.DataFrame, grain: str) -> Iterator[Cell]:
    keys = list(GRAINS[grain])
    if not keys:
        yield _cell(grain, {}, counted)
        return
    for names, group in counted.groupby(keys, sort=True):
        if grain in ALWAYS or group["midpoint"].notna().any():
            yield _cell(grain, dict(zip(keys, names, strict=True)), group)


def _cell(grain: str, names: dict[str, Any], group: pd.DataFrame) -> Cell:
    used = group[group["midpoint"].notna()]
    n, sizes = len(used), used["employer"].value_counts()
    largest = int(sizes.max()) if len(sizes) else 0
    told: dict[str, Any] = {**names, "grain": grain, "all_postings": len(group)}
    if n < FEWEST:
        return Cell(**told, label=TOO_FEW)
    told |= {"postings": n, "employers": len(sizes)}
    told["largest_share"] = Decimal(f"{largest / n:.2f}")
    label = label_of(n, len(sizes), largest)
    return Cell(**told, label=label, **({} if label == TOO_FEW else _figures(used["midpoint"])))


def _figures(midpoints: "pd.Series[float]") -> dict[str, Any]:
    values = midpoints.sort_values(ignore_index=True)
    figures = {
        name: dollars(float(values.quantile(q)))
        for name, q in (("p25_usd", 0.25), ("median_usd", 0.5), ("p75_usd", 0.75))
    }
    rank = interval_rank(len(values))
    if rank:
        figures["median_low_usd"] = dollars(values[rank - 1])
        figures["median_high_usd"] = dollars(values[len(values) - rank])
    return figures


def dollars(value: float) -> int:
    """Return whole dollars, a half rounded up."""
    return math.floor(value + 0.5)


@cached_file
def interval_rank(n: int) -> int:
    """Return the largest j with P(j <= B <= n - j) >= 0.95 for B ~ Bin(n, 1/2); 0 for none."""
    tail, j = (
        0.0,
        max(0, int(n / 2 - 10 * math.sqrt(n))),
    )  # below that the probability is negligible
    while j <= n // 2:
        tail += math.exp(
            math.lgamma(n + 1) - math.lgamma(j + 1) - math.lgamma(n - j + 1) - n * math.log(2)
        )
        if 1 - 2 * tail < CONFIDENCE:
            break
        j += 1
    return j


def _order(cell: Cell) -> tuple[Any, ...]:
    """Return the sort key: by role; in it countries, then each level, lowest first."""
    levels = [str(level) for level in Level]
    rank = levels.index(cell.level) + 1 if cell.level in levels else 0
    return cell.role or "", rank, cell.country or ""
