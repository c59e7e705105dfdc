# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
"""The six real cells that the intervals were first worked out on."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.figures.inference.quantiles import median_by_employer, median_by_job
from pipeline.figures.inference.sign_flip import sign_flip_interval
from pipeline.figures.inference.woodruff import effective_employers

CORPORA = Path(__file__).resolve().parents[3] / "shared" / "corpora"
EXPECTED = CORPORA / "radar-cells.expected.csv"

pytestmark = pytest.mark.skipif(
    not EXPECTED.is_file(), reason="the recorded cells are not beside this checkout"
)


@pytest.fixture(scope="module")
def cells():
    rows = pd.read_csv(CORPORA / "radar-cells.csv.gz")
    return {
        str(name): (mine["mid"].to_numpy(), np.unique(mine["company"], return_inverse=True)[1])
        for name, mine in rows.groupby("cell")
    }


def expected():
    if not EXPECTED.is_file():
        return []
    with EXPECTED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["cell"])
def test_by_job_to_the_dollar(cells, row):
    amounts, employers = cells[row["cell"]]
    interval = sign_flip_interval(amounts, employers)
    found = (interval.low, median_by_job(amounts), interval.high)
    known = [float(row[name]) for name in ("by_job_low", "by_job", "by_job_high")]
    assert found == pytest.approx(known, abs=0.5)  # the table has whole dollars


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["cell"])
def test_by_employer_within_a_hundredth(cells, row):
    amounts, employers = cells[row["cell"]]
    interval = sign_flip_interval(amounts, employers, by_employer=True)
    assert median_by_employer(amounts, employers) == pytest.approx(float(row["by_employer"]))
    known = [float(row[f"by_employer_{end}"]) for end in ("low", "high")]
    assert (interval.low, interval.high) == pytest.approx(known, rel=0.01)


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["cell"])
def test_jobs_and_employers(cells, row):
    amounts, employers = cells[row["cell"]]
    assert len(amounts) == int(row["jobs"])
    assert employers.max() + 1 == int(row["employers"])
    assert effective_employers(employers) == pytest.approx(float(row["k"]), abs=0.05)
