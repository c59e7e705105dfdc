import numpy as np
import pandas as pd
import pytest

from pipeline.figures.disclosure import disclosure
from pipeline.figures.widest import widest_ranges


@pytest.fixture
def stating(paid):
    """60 jobs of 15 employers; every third states no pay; in two states and three months."""
    n = 60
    frame = paid(np.full(n, 100.0), [f"e{i // 4}" for i in range(n)])
    return frame.assign(
        salary_status=[
            "absent" if i % 3 == 0 else "flagged" if i % 3 == 1 else "ok" for i in range(n)
        ],
        region=["CA" if i % 2 else "NY" for i in range(n)],
        posted_on=pd.to_datetime([f"2026-0{i % 3 + 4}-01" for i in range(n)]),
    )


def rows(frame, by):
    found = disclosure(frame)
    return found[found["by"] == by].set_index("name")


def test_flagged_pay_is_stated_pay(stating):
    us = rows(stating, "country").loc["US"]
    assert (us["jobs"], us["stating"], us["employers"]) == (60, 40, 15)
    assert us["share"] == pytest.approx(2 / 3)
    assert us["interval_low"] < us["share"] < us["interval_high"]


def test_by_state_level_and_month(stating):
    assert set(rows(stating, "region").index) == {"CA", "NY"}
    assert set(rows(stating, "region")["country"]) == {"US"}
    assert rows(stating, "level")["jobs"].tolist() == [60]
    assert rows(stating, "month")["share"].tolist() == [0, 1, 1]
    assert list(rows(stating, "month").index) == ["2026-04", "2026-05", "2026-06"]


def test_thin_rows_have_no_share(paid):
    frame = paid([1.0] * 9, [str(n) for n in range(9)])
    assert rows(frame, "country").loc["US", ["jobs", "stating"]].tolist() == [9, 9]
    assert np.isnan(rows(frame, "country").loc["US", "share"])
    assert pd.isna(rows(frame.head(4), "country").loc["US", "jobs"])
    assert disclosure(frame.head(0)).empty


def test_the_interval_needs_ten_effective_employers(stating):
    few = stating.assign(employer=[f"e{n % 7}" for n in range(60)])
    assert not np.isnan(rows(few, "country").loc["US", "share"])
    assert np.isnan(rows(few, "country").loc["US", "interval_low"])


def test_the_widest_ranges_come_first(paid):
    frame = paid([100.0] * 16, [*"A" * 5, *"B" * 6, *"C" * 4, "A"])
    wide = frame["employer"] == "B"
    frame["annual_min"] = frame["annual_min"].where(~wide, 50)
    frame["annual_max"] = frame["annual_max"].where(~wide, 150)
    found = widest_ranges(frame)
    assert found["employer"].tolist() == ["B", "A"]  # C has four jobs
    assert found["median_width"].tolist() == pytest.approx([1.0, 0.2])
    assert found["share_over_half"].tolist() == [1, 0]
    assert found["jobs"].tolist() == [6, 6]
    named = widest_ranges(frame, most=2, names={"B": "Bramble & Co."})
    assert named["name"].tolist()[0] == "Bramble & Co."
    assert named["name"].tolist()[1:] == named["employer"].tolist()[1:]
    assert widest_ranges(frame, most=1)["employer"].tolist() == ["B"]
    assert widest_ranges(frame.head(0)).empty
