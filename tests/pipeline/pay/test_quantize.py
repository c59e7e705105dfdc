from decimal import Decimal

import pytest

from models.raw import PayField
from models.vocab import Period, SalaryStatus
from pipeline.pay.api import read_pay
from pipeline.pay.fields import read_fields
from pipeline.pay.reference.annual import LARGEST, annual, quantize


@pytest.mark.parametrize(
    ("amount", "stays"),
    [
        ("60000", "60000"),
        ("60000.00000", "60000.00000"),
        ("70000.00015", "70000.0002"),
        ("33333.333333", "33333.3333"),
        ("999999999999.9999", "1000000000000"),
        ("12345678901234.3", "12345678901234.3"),
        ("0.00004", "0"),
        ("1e27", "1e27"),
    ],
)
def test_an_amount_is_kept_to_four_decimals_and_fifteen_digits(amount, stays):
    assert quantize(Decimal(amount)) == Decimal(stays)
    assert Decimal(str(float(quantize(Decimal(amount))))) == Decimal(stays)


@pytest.mark.parametrize("text", ["$999999999999999K a year", "$10,000,000,000,000 an hour"])
def test_ten_million_millions_are_nobodys_pay(text):
    assert read_pay(text).status is SalaryStatus.UNPARSED
    assert read_fields((PayField(max=text),)).status is SalaryStatus.UNPARSED


def test_a_years_pay_is_that_of_the_amount_kept():
    (band,) = read_pay("$50.123456 an hour").bands
    assert (band.min, band.annual_min) == (Decimal("50.1235"), Decimal("104256.88"))


def test_a_year_that_is_nobodys_pay_is_none():
    assert annual(LARGEST / 2000, Period.HOUR) is None
    assert annual(LARGEST / 3000, Period.HOUR) is not None
