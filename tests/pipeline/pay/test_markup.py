"""Markup and wrong encodings in a text of pay."""

import pytest

from pipeline import read_pay
from pipeline.pay.bands.format import brief
from pipeline.pay.lexing.markup import without_markup


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (r"\$120,000 \- \$140,000", "$120,000 - $140,000"),
        (r"€4\.000,00 \- €4\.500,00", "€4.000,00 - €4.500,00"),
        ("<b>Salary:</b>$50", " Salary: $50"),
        ("&pound;45k &amp; bonus", "£45k & bonus"),
        ("pay < 3 and > 2", "pay < 3 and > 2"),
        ("**$185,000** – **$225,000** base", "$185,000 – $225,000 base"),
        ("* $50 an hour", "* $50 an hour"),
        (r"C:\jobs", r"C:\jobs"),
    ],
)
def test_a_text_is_as_a_reader_sees_it(text, seen):
    assert without_markup(text) == seen


def test_a_tag_does_not_mean_more_than():
    reading = read_pay("<p>Pay<br/>$120,000 - $140,000</p>", country="US")

    assert brief(reading) == "120000..140000 USD year"


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Â£45,000 - Â£55,000", "45000..55000 GBP year"),
        ("â‚¬60,000 a year", "60000..60000 EUR year"),
    ],
)
def test_a_wrong_code_page_is_undone(text, reads):
    assert brief(read_pay(text, country="GB")) == reads
