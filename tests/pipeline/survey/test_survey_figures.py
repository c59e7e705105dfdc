from decimal import Decimal

import pytest

from models.survey import SurveySalary
from models.vocab import Level
from pipeline.survey.figures import medians


def said(middle, role="Data Analyst", level=Level.MID, *, times=1, is_clipped=False):
    return SurveySalary(
        dataset="set",
        survey_id=str(middle),
        work_year=2023,
        title="x",
        role=role,
        level=level,
        employee_country="US",
        company_country="US",
        company_size="M",
        currency="USD",
        pay_min=Decimal(1),
        pay_max=Decimal(1),
        usd_min=Decimal(middle - 10),
        usd_max=Decimal(middle + 10),
        is_band=True,
        is_clipped=is_clipped,
        times=times,
    )


def test_the_middles_of_bands_are_counted_once_each():
    (line,) = medians([said(n, times=99) for n in (100, 200, 300, 400, 1000)], by_level=False)
    assert (line.role, line.level, line.n) == ("Data Analyst", "", 5)
    assert (line.p25_usd, line.median_usd, line.p75_usd) == (200, 300, 400)


@pytest.mark.parametrize(("n", "shown"), [(4, False), (5, True)])
def test_few_observations_have_a_count_and_no_figure(n, shown):
    (line,) = medians([said(100 + i, is_clipped=i == 0) for i in range(n)], by_level=False)
    assert (line.n, line.clipped) == (n, 1)
    assert (line.median_usd is not None) is shown


def test_levels_come_from_the_lowest_after_all_of_the_role():
    found = [said(1, level=level) for level in (Level.SENIOR, Level.ENTRY, Level.EXECUTIVE, None)]
    lines = medians([*found, said(1, role=None)], by_level=True)
    assert [(line.role, line.level, line.n) for line in lines] == [
        ("(no role read)", "", 1),
        ("(no role read)", "mid", 1),
        ("Data Analyst", "", 4),
        ("Data Analyst", "entry", 1),
        ("Data Analyst", "senior", 1),
        ("Data Analyst", "executive", 1),
    ]
