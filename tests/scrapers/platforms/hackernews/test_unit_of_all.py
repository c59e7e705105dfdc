"""A currency that a line states once for all ranges of a list."""

import pytest

from scrapers.platforms.hackernews.words.unit_of_all import with_unit


@pytest.mark.parametrize(
    ("head", "line", "read"),
    [
        ("Openings (pay in USD per year):", "Analyst - 85,000 to 99,000", "USD 85,000 - 99,000"),
        ("All in thousands of EUR.", "Controls Engineer (120-145)", "EUR 120k - 145k"),
        ("Salary (CHF):", "Clerk: 60 000 - 70 000", "CHF 60 000 - 70 000"),
    ],
)
def test_a_range_gets_the_currency_of_the_list(head, line, read):
    assert read in with_unit([head, line])[1]


@pytest.mark.parametrize(
    "lines",
    [
        ["Analyst - 85,000 to 99,000"],
        ["Pay in USD.", "We are 20-30 people and work 32-40 hours."],
        ["Pay in USD.", "Analyst: €50,000 to 60,000"],
    ],
)
def test_no_other_figures_become_pay(lines):
    assert with_unit(lines) == lines
