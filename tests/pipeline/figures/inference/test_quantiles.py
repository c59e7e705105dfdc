import duckdb
import numpy as np
import pandas as pd
import pytest

from pipeline.figures.inference.quantiles import (
    employer_weights,
    median_by_employer,
    median_by_job,
    quantiles_by_job,
    weighted_quantile,
)

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)


def tables():
    for seed in range(200):
        random = np.random.default_rng(seed)
        n = int(random.integers(1, 400))
        amounts = np.round(np.exp(random.normal(11.8, 0.4, n)), random.integers(-3, 3))
        yield amounts, random.integers(0, random.integers(1, 60), n)


def coded(employers):
    return np.unique(employers, return_inverse=True)[1]


def test_quantiles_by_job_are_numpy_s_and_pandas_s_on_200_tables():
    for amounts, _ in tables():
        mine = quantiles_by_job(amounts, SHARES)
        assert mine == pytest.approx(np.quantile(amounts, SHARES), rel=1e-9)
        assert mine == pytest.approx(pd.Series(amounts).quantile(list(SHARES)).tolist(), rel=1e-9)
        assert median_by_job(amounts) == pytest.approx(np.median(amounts), rel=1e-9)
        assert (
            mine
            == quantiles_by_job(np.sort(amounts), SHARES)
            == tuple(np.quantile(amounts, SHARES))
        )


def test_quantiles_by_job_are_duckdb_s_on_200_tables():
    rows = pd.concat(
        pd.DataFrame({"table_number": number, "amount": amounts})
        for number, (amounts, _) in enumerate(tables())
    )
    connection = duckdb.connect()
    connection.register("jobs", rows)
    told = connection.execute(
        "SELECT table_number, quantile_cont(amount, [0.1, 0.25, 0.5, 0.75, 0.9]), median(amount)"
        " FROM jobs GROUP BY table_number ORDER BY table_number"
    ).fetchall()
    assert len(told) == 200
    for (amounts, _), (_, quantiles, median) in zip(tables(), told, strict=True):
        assert quantiles_by_job(amounts, SHARES) == pytest.approx(quantiles, rel=1e-9)
        assert median_by_job(amounts) == pytest.approx(median, rel=1e-9)


def test_the_median_by_employer_is_numpy_s_weighted_inverse_on_200_tables():
    agree = 0
    for amounts, employers in tables():
        codes = coded(employers)
        weights = 1 / pd.Series(codes).map(pd.Series(codes).value_counts()).to_numpy()
        known = float(np.quantile(amounts, 0.5, method="inverted_cdf", weights=weights))
        # where weights come to exactly a half, numpy's sum may fall a rounding short of it
        agree += known == pytest.approx(median_by_employer(amounts, codes), rel=1e-9)
        assert median_by_employer(amounts, codes) == exact_median(amounts, codes)
    assert agree >= 190


def exact_median(amounts, codes):
    """In whole numbers, for where a sum of weights is exactly a half."""
    sizes = np.bincount(codes)
    unit = int(np.lcm.reduce(sizes.astype(object)))
    order = np.argsort(amounts, kind="stable")
    reached, whole = 0, unit * len(sizes)
    for place in order:
        reached += unit // int(sizes[codes[place]])
        if 2 * reached >= whole:
            return amounts[place]
    return None


def test_each_employer_weighs_one():
    amounts = np.array([100.0, 200, 200, 200, 200, 200, 300])
    assert median_by_job(amounts) == 200
    codes = np.array([0, 1, 1, 1, 1, 1, 2])
    assert median_by_employer(amounts, codes) == 200
    assert median_by_employer(np.array([100.0, 110, 200, 200, 200]), np.array([0, 1, 2, 2, 2])) == (
        110
    )


def test_a_weighted_quantile_of_one_job_is_its_amount():
    assert weighted_quantile(np.array([7.0]), np.array([1.0]), 0.5) == 7


def test_the_ends_are_the_lowest_and_the_highest():
    for amounts in ([30.0, 10, 20], [30.0, 20, 10]):
        assert quantiles_by_job(np.array(amounts), (0, 1)) == (10, 30)
    assert quantiles_by_job(np.array([7.0]), (0, 0.5, 1)) == (7, 7, 7)


def test_half_way_is_rounded_as_numpy_rounds():
    low, high = 18.4, 105.7  # low + half the distance is another float than high - half of it
    assert low + (high - low) / 2 != high - (high - low) / 2
    assert median_by_job(np.array([low, high])) == np.median([low, high])


def test_a_job_weighs_one_divided_by_the_jobs_of_its_employer():
    weights = employer_weights(np.array([0, 1, 1, 2, 2, 2, 2]))
    assert weights.tolist() == [1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25]


def test_a_share_that_is_just_reached_counts_as_reached():
    amounts, tenths = np.arange(1.0, 11), np.full(10, 0.1)  # ten tenths are less than 1
    assert [weighted_quantile(amounts, tenths, share) for share in (0.3, 0.7, 1)] == [3, 7, 10]
    assert weighted_quantile(amounts, tenths, 0.3 + 1e-6) == 4
