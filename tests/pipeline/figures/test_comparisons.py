"""A page compares two cells only where they differ in one thing."""

import pandas as pd
import pytest

from pipeline.figures.comparisons import comparisons
from pipeline.figures.identity import id_parts
from pipeline.figures.tables import country_cells

ROLES = ("Data Scientist", "Data Engineer")
LEVELS = ("mid", "senior")
PAY = {"mid": 100_000, "senior": 150_000}


@pytest.fixture
def people(paid):
    """Two roles that pay alike at each level; nine in ten jobs of the first are senior."""

    def some(role, level, n):
        amounts = [PAY[level] + 500 * (i % 7) for i in range(n)]
        firms = [f"F{i % 24}" for i in range(n)]
        return paid(amounts, firms, role=role, level=level)

    parts = [some(ROLES[0], "senior", 90), some(ROLES[0], "mid", 24),
             some(ROLES[1], "senior", 24), some(ROLES[1], "mid", 90)]  # fmt: skip
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(posting_id=[f"{n:04}" for n in rows.index])


def test_roles_are_compared_within_a_level_and_levels_within_a_role(people):
    found = comparisons(people, country_cells(people, {"US": "USD"}))
    keys = [
        tuple((id_parts(name) or ("", "", {}))[2] for name in pair)
        for pair in zip(found["first"], found["second"], strict=True)
    ]
    assert [{name for name in one if one[name] != other[name]} for one, other in keys] == [
        {"role"}, {"role"}, {"level"}, {"level"},
    ]  # fmt: skip
    verdicts = list(found["verdict"])
    assert verdicts == ["not told apart"] * 2 + ["higher"] * 2
