"""A reading that is ok accounts for every figure of money in its text."""

import pytest

from models.vocab import Flag, SalaryStatus
from pipeline.pay.reader import read_pay


@pytest.mark.parametrize(
    "text",
    ["$1,200 - 2400X a week", "€60.000 - 1.2.3", "2400X - $1,200 a week"],
)
def test_a_band_beside_a_figure_that_was_not_understood_is_flagged(text):
    band = read_pay(text, country="US").band

    assert band is not None
    assert band.flags
    assert band.annual_min is None


def test_the_flag_has_its_reason():
    band = read_pay("$1,200 - 2400X a week", country="US").band

    assert band is not None
    assert Flag.UNREAD_FIGURE in band.flags
    assert band.reasons == ("unread_figure: the other end of the range was not understood",)


@pytest.mark.parametrize(
    "text",
    [
        "£30,000 - 40 hours a week",
        "£450 per day - 2026 start",
        "£45,000 - £55,000, 12 positions",
        "£80,000 Happy 2021",
        "$90,000 - $110,000, a $500 million company",
    ],
)
def test_a_figure_that_is_no_money_is_none_of_its_business(text):
    band = read_pay(text, country="GB").band

    assert band is not None
    assert band.flags == ()


@pytest.mark.parametrize(
    "text",
    ["€ 80X-95X p.a.", "80X-95.000 € p.a.", "80.000-95X EUR", "$80F-95F per year", "EUR 80Z p.a."],
)
def test_a_figure_with_a_letter_that_no_rule_reads_is_flagged(text):
    band = read_pay(text, country="DE").band

    assert band is not None
    assert Flag.UNREAD_FIGURE in band.flags
    assert band.annual_min is None


@pytest.mark.parametrize("text", ["80X-95X € p.a.", "80F - 95F EUR brutto", "80Z EUR p.a."])
def test_a_field_with_such_figures_alone_is_unparsed(text):
    assert read_pay(text, country="DE").status is SalaryStatus.UNPARSED


@pytest.mark.parametrize(
    "text",
    [
        "80T-95T € p.a.",
        "€ 80T-95T p.a.",
        "80-95T EUR brutto",
        "14x €2.500",
        "€2.500 14x",
        "€15-20h",
        "€60.000 2D",
        "£9.50p an hour",
    ],
)
def test_a_letter_that_a_rule_reads_is_no_doubt(text):
    reading = read_pay(text, country="DE")

    assert reading.status is SalaryStatus.OK
