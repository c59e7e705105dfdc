from decimal import Decimal

import pytest

from models.raw import PayField
from pipeline.pay.fields import MOST, read_fields
from pipeline.pay.reader import read_pay


def field(low, high=""):
    return PayField(min=low, max=high, currency="USD", unit="YEAR")


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ("1.2E5", "1.5e+05", (120_000, 150_000)),
        ("9e4", "", (90_000, None)),
        ("1e5", "1e5", (100_000,) * 2),
    ],
)
def test_a_figure_with_an_exponent_is_read_as_a_number(low, high, ends):
    (band,) = read_fields((field(low, high),)).bands
    assert (band.min, band.max) == tuple(end and Decimal(end) for end in ends)


@pytest.mark.parametrize(
    ("low", "high"),
    [("1e400", "1e400"), ("1e400", ""), ("90000", "1e999"), ("1e-400", ""), ("1e14", "")],
)
def test_a_figure_that_nobody_earns_is_no_range_of_its_parts(low, high):
    reading = read_fields((field(low, high),))
    assert (reading.bands, reading.status) == ((), "unparsed")


@pytest.mark.parametrize("text", ["1e999 - 1e9999 USD", "1e400 USD", "$1e5", "USD 1.5e5 a year"])
def test_a_text_with_an_exponent_is_no_range_of_its_parts(text):
    reading = read_pay(text)
    assert (reading.bands, reading.status) == ((), "unparsed")


def test_the_first_of_too_many_fields_are_read_with_an_issue():
    fields = tuple(field(str(50_000 + n), str(60_000 + n)) for n in range(MOST + 5))
    reading = read_fields(fields)
    assert len(reading.bands) == MOST
    told = {d.code: d.detail for d in reading.issues}
    assert told.pop("pay_too_many") == "100 of 105 were read"
    assert [*told] == ["several_bands"]
    assert [d.code for d in read_fields(fields[:MOST]).issues] == ["several_bands"]


def test_the_first_of_too_long_fields_are_read_with_an_issue():
    fields = tuple(PayField(text=f"${n},000 - $90,000 a year. " * 200) for n in range(40, 60))
    reading = read_fields(fields)
    assert "pay_too_many" in [issue.code for issue in reading.issues]
    assert len(reading.bands) < len(fields)


def test_a_cell_of_a_million_digits_is_not_understood():
    assert read_fields((field("1" * 1_000_000),)).status == "unparsed"
