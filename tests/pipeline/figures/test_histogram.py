import numpy as np
import pytest

from pipeline.figures.amounts import amounts_of
from pipeline.figures.cell import cell_of
from pipeline.figures.histogram import cell_histogram, histogram


def test_edges_are_round_and_every_job_is_counted():
    amounts = np.array([100_000.0, 104_999, 105_000, 120_000, 149_000, 150_000])
    found = histogram(np.repeat(amounts, 20))
    assert sum(found.counts) == 120
    assert found.edges[0] <= 100_000
    assert found.edges[-1] > 150_000
    width = found.edges[1] - found.edges[0]
    assert width in {1_000, 2_000, 5_000, 10_000, 20_000}
    for low, count in zip(found.edges, found.counts, strict=False):
        assert count == 20 * np.sum((amounts >= low) & (amounts < low + width))


@pytest.mark.parametrize("scale", [0.01, 1, 1e6])
def test_the_unit_of_currency_changes_no_count(drawn, scale):
    amounts, _ = drawn(1, employers=80)
    assert histogram(amounts * scale).counts == histogram(amounts).counts


def test_equal_amounts_and_far_ones_stay_few_bins():
    assert histogram(np.full(9, 50.0)).counts == (9,)
    assert len(histogram(np.append(np.full(99, 50.0), 5_000_000)).counts) <= 31


def test_only_where_tails_are_shown(drawn, paid):
    for employers, rho, shown in ((80, 0.0, True), (12, 0.9, False)):
        amounts, codes = drawn(1, employers=employers, rho=rho)
        frame = paid(amounts, codes.astype(str))
        found = cell_histogram(amounts_of(frame), cell_of(frame, {"country": "US"}, currency="USD"))
        assert (found is not None) == shown
