"""Figures in which letters stand for digits are found, and other words with digits are not."""

import pytest

from models.vocab import Flag
from pipeline.pay.lexing.misread import misread
from pipeline.pay.reader import read_pay


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("$1,350 - 1,6o0 a week", "1,6o0"),
        ("£2z,000 - £26,000", "2z,000"),
        ("$22.5o - $25.00 per hour", "22.5o"),
        ("$62,000 - $7x,000", "7x,000"),
        ("8 000 - 1o 000 zł", "1o 000"),
        ("$55,000 to ??? a year", "???"),
        ("$1,350 - 2400x a week", "2400x"),
    ],
)
def test_a_figure_with_letters_in_it_is_found(text, figure):
    found = misread(text)

    assert found is not None
    assert text[found] == figure


@pytest.mark.parametrize(
    "text",
    [
        "401k and dental",
        "b2b sales",
        "l5 level",
        "2nd shift",
        "9am to 5pm",
        "10x growth",
        "100% ok?",
    ],
)
def test_other_words_with_digits_are_none(text):
    assert misread(text) is None


@pytest.mark.parametrize(("text", "country"), [("₹12L - 15L", "IN"), ("Q12,000 - Q18,000", "GT")])
def test_a_letter_that_is_a_scale_or_a_currency_is_no_slip(text, country):
    band = read_pay(text, country=country).band

    assert band is not None
    assert band.flags == ()


def test_in_a_description_it_is_doubted_too():
    band = read_pay("The salary is £31,000 - 3S,000 per annum.", country="GB", prose=True).band

    assert band is not None
    assert Flag.UNREAD_FIGURE in band.flags
    assert band.reasons == ("unread_figure: '3S,000' beside it was not understood",)
