from datetime import date
from decimal import Decimal

import pytest

from pipeline.fx.rates import SHIPPED
from pipeline.rules.rulebook import rule_text
from tools import make_rates

HISTORY = """Date,USD,JPY,CYP,RUB,
2024-03-04,1.08,163.0,N/A,N/A,
2024-03-01,1.0834,162.8,N/A,,
2022-03-01,1.1162,128.2,N/A,117.2010,
2014-12-31,1.2141,145.2,0.58,72.3,
"""


@pytest.mark.parametrize(
    ("currency", "day", "dollars", "rated"),
    [
        ("EUR", date(2024, 3, 1), "108.13", date(2024, 3, 1)),
        ("EUR", date(2024, 3, 3), "108.13", date(2024, 3, 1)),
        ("RUB", date(2022, 3, 8), "0.95", date(2022, 3, 1)),
    ],
)
def test_the_rate_is_the_days_or_the_last_before_it(currency, day, dollars, rated):
    assert SHIPPED.usd(Decimal(100), currency, day) == (Decimal(dollars), rated)


@pytest.mark.parametrize(
    ("currency", "day"),
    [
        ("RUB", date(2022, 3, 9)),
        ("RUB", date(2024, 6, 3)),
        ("VND", date(2024, 6, 3)),
        ("EUR", date(2014, 6, 3)),
        ("EUR", date(2199, 1, 1)),
        ("XXX", date(2024, 6, 3)),
    ],
)
def test_a_rate_over_a_week_old_is_none(currency, day):
    assert SHIPPED.usd(Decimal(100), currency, day) is None


def test_dollars_need_no_rate():
    assert SHIPPED.usd(Decimal("90000.5"), "USD", date(2199, 1, 1)) == (
        Decimal("90000.5"),
        date(2199, 1, 1),
    )


def test_the_table_is_compact_and_in_order():
    assert make_rates.table(HISTORY) == (
        "date,JPY,RUB,USD\n"
        "2022-03-01,128.2,117.2010,1.1162\n"
        "2024-03-01,162.8,,1.0834\n"
        "2024-03-04,163.0,,1.08\n"
    )


def test_the_command_writes_the_table_that_is_shipped(tmp_path):
    make_rates.main([str(tmp_path)])

    made = (tmp_path / "ecb_rates.csv").read_text(encoding="utf-8")
    assert made.splitlines()[:100] == rule_text("pay/ecb_rates.csv").splitlines()[:100]


def test_the_shipped_table_has_each_day_once_and_dollars_on_each():
    head, *lines = rule_text("pay/ecb_rates.csv").splitlines()
    days = [line.split(",")[0] for line in lines]
    dollars = head.split(",").index("USD")

    assert days == sorted(set(days))
    assert all(line.split(",")[dollars] for line in lines)
