# A figure that is missing fails its test.
# mypy: disable-error-code="union-attr"
import numpy as np
import pandas as pd
import pytest

from pipeline.figures.elsewhere import elsewhere_table, same_job_elsewhere

RATIO = 0.82


@pytest.fixture
def planted(paid):
    """40 employers, each title in SF and Austin at 0.82 of it; Austin wants far more seniors."""
    random, rows = np.random.default_rng(3), []
    for employer in range(40):
        base = 120_000 * np.exp(0.3 * random.standard_normal())
        for title in range(4):
            for city, ratio, share in (("SF", 1, 0.2), ("Austin", RATIO, 0.8)):
                for _ in range(int(random.integers(1, 6))):
                    senior = random.random() < share
                    pay = base * ratio * (1.5 if senior else 1) * (1 + 0.1 * title)
                    noise = np.exp(0.004 * random.standard_normal())
                    rows.append((pay * noise, f"e{employer}", f"t{title}", city, senior))
    pay, employers, titles, cities, seniors = (list(column) for column in zip(*rows, strict=True))
    level = ["senior" if each else "mid" for each in seniors]
    return paid(pay, employers, title=titles, city=cities, level=level)


def test_the_planted_ratio_is_found_where_the_pooled_one_is_off(planted):
    pooled = planted.groupby("city")["pay"].median()
    assert abs(pooled["Austin"] / pooled["SF"] / RATIO - 1) > 0.10
    found = same_job_elsewhere(planted, "city", "SF", "Austin", pay="pay")
    assert found.ratio == pytest.approx(RATIO, rel=0.01)
    assert found.interval.low <= RATIO <= found.interval.high
    assert found.employers == 40
    assert found.pairs > 100


def test_the_other_way_round_is_the_inverse(planted):
    there = same_job_elsewhere(planted, "city", "SF", "Austin", pay="pay")
    back = same_job_elsewhere(planted, "city", "Austin", "SF", pay="pay")
    assert (back.ratio or 0) * (there.ratio or 0) == pytest.approx(1, rel=1e-3)


def test_a_pair_is_of_one_quarter(planted):
    apart = planted.assign(
        posted_on=pd.to_datetime(planted["city"].map({"SF": "2026-03-31", "Austin": "2026-04-01"}))
    )
    found = same_job_elsewhere(apart, "city", "SF", "Austin", pay="pay")
    assert (found.ratio, found.pairs) == (None, 0)


def test_jobs_in_several_places_are_in_no_pair(planted):
    both = planted.assign(city=planted["city"].astype("str").replace("Austin", "Austin; SF"))
    assert same_job_elsewhere(both, "city", "SF", "Austin; SF", pay="pay").pairs == 0


def test_the_table_has_every_two_places_with_enough_pairs(planted):
    table = elsewhere_table(planted, "city", pay="pay")
    assert table[["here", "there"]].to_numpy().tolist() == [["Austin", "SF"]]
    assert table["ratio"].iloc[0] == pytest.approx(1 / RATIO, rel=0.01)


@pytest.mark.parametrize("n", [0, 1, 9])
def test_few_pairs_say_so(paid, n):
    frame = paid([100.0, 90.0] * n, [str(i // 2) for i in range(2 * n)], city=["SF", "LA"] * n)
    found = same_job_elsewhere(frame, "city", "SF", "LA", pay="pay")
    assert (found.ratio, found.pairs) == (None, n)
    assert "fewer than 10 pairs" in found.why
    assert elsewhere_table(frame, "city", pay="pay").empty


def test_a_place_nobody_names_has_no_pair(planted):
    assert same_job_elsewhere(planted, "city", "SF", "Rome", pay="pay").pairs == 0


def test_order_of_rows_changes_nothing(planted):
    known = same_job_elsewhere(planted, "city", "SF", "Austin", pay="pay")
    shuffled = planted.sample(frac=1, random_state=1)
    assert same_job_elsewhere(shuffled, "city", "SF", "Austin", pay="pay") == known
