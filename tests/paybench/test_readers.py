from decimal import Decimal

import pytest

from paybench.measures import read_all
from paybench.reader import Pay, Reader, decimal
from paybench.readers import READERS, installed
from paybench.readers.naive import NAIVE
from paybench.readers.payband import PAYBAND
from paybench.readers.price_parser import PRICE_PARSER
from paybench.rows import row_of
from tests.rows import every_row


def read(reader, text, country=None, place="field"):
    label = dict.fromkeys(("min", "max", "currency", "period", "bogus", "form"), "")
    own = {"id": "1", "text": text, "country": country or "", "place": place, "batch": "b"}
    ((_, pay),) = read_all(reader, [row_of({**label, **own, "split": "dev"}, "here")])
    return pay


@every_row(
    "text, wanted",
    [
        ("$120,000 - $150,000 a year", Pay(Decimal(120000), Decimal(150000), "USD", "year")),
        ("£40-45k", Pay(Decimal(40000), Decimal(45000), "GBP", "year")),
        ("€25,50 per hour", Pay(Decimal("25.50"), Decimal("25.50"), "EUR", "hour")),
        ("€3.500 to €4.800 per month", Pay(Decimal(3500), Decimal(4800), "EUR", "month")),
        ("5 to 3", Pay(Decimal(3), Decimal(5), "USD", "year")),
        ("Competitive", None),
    ],
)
def test_the_naive_regex_reads_what_it_can(text, wanted):
    assert read(NAIVE, text) == wanted


def test_payband_is_given_the_country_and_told_prose():
    prose = "The team of 5 to 9 raised $40m. Salary: $120,000 to $150,000."

    assert read(PAYBAND, "$120k - $150k", "CA") == Pay(
        Decimal(120000), Decimal(150000), "CAD", "year"
    )
    assert read(PAYBAND, prose, "US", "prose") == Pay(
        Decimal(120000), Decimal(150000), "USD", "year"
    )
    assert read(PAYBAND, "We raised $40m.", "US", "prose") is None
    flagged = read(PAYBAND, "£80k OTE", "GB")
    assert flagged is not None
    assert flagged.flagged


def test_price_parser_reads_one_price():
    assert read(PRICE_PARSER, "$50.25 an hour") == Pay(Decimal("50.25"), Decimal("50.25"))
    assert read(PRICE_PARSER, "Competitive") is None


@pytest.mark.parametrize(
    "reader", [r for r in READERS if installed(r) is not None], ids=lambda r: r.name
)
def test_each_reader_that_is_installed_reads_a_plain_range(reader):
    pay = read(reader, "$120,000 - $150,000", "US")

    assert pay is not None
    assert pay.min == Decimal(120000)
    if reader.name != "price-parser":
        assert pay.max == Decimal(150000)
    if "currency" in reader.tells:
        assert (pay.currency, pay.period) == ("USD", "year")
    assert read(reader, "Competitive", "US") is None


def test_a_package_that_is_absent_has_no_version():
    assert installed(Reader("x", "no-such-package-of-pay", frozenset(), NAIVE.load)) is None


def test_a_float_becomes_the_figure_it_shows():
    assert (decimal(18.4), decimal(None)) == (Decimal("18.4"), None)
