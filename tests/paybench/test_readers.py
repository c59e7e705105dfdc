import sys
from decimal import Decimal
from types import ModuleType, SimpleNamespace

import pytest

from paybench.measures import read_all
from paybench.reader import Pay, Reader, decimal
from paybench.readers import READERS, installed
from paybench.readers.ats_scrapers import ATS_SCRAPERS
from paybench.readers.jobspy import JOBSPY
from paybench.readers.naive import NAIVE
from paybench.readers.payband import PAYBAND
from paybench.readers.payband_mcp import PAYBAND_MCP
from paybench.readers.price_parser import PRICE_PARSER
from paybench.rows import row_of
from tests.support.rows import every_row


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


def module(monkeypatch, name, **members):
    """Put a module with these members where an import finds it."""
    made = ModuleType(name)
    made.__dict__.update(members)
    monkeypatch.setitem(sys.modules, name, made)


def found(low, high, currency, interval):
    return SimpleNamespace(
        min_amount=low, max_amount=high, currency=currency, interval=SimpleNamespace(value=interval)
    )


def test_jobspy_is_asked_by_the_board_of_the_country_and_then_for_its_guess(monkeypatch):
    asked: list[str] = []

    def board(name, *own):
        def parse(text):
            asked.append(name)
            return found(*own) if own else found(None, None, None, "yearly")

        return SimpleNamespace(
            _parse_salary=parse, _guess_salary=lambda _text: found(9.5, 11.0, "USD", "hourly")
        )

    module(monkeypatch, "jobspy")
    module(monkeypatch, "jobspy.linkedin", LinkedIn=board("LinkedIn"))
    module(monkeypatch, "jobspy.hellowork", HelloWork=board("HelloWork", 38.5, 42, "EUR", "daily"))
    module(monkeypatch, "jobspy.bdjobs", BDJobs=board("BDJobs"))
    module(monkeypatch, "jobspy.bayt", Bayt=board("Bayt", 3000, 4000, "USD", "monthly"))

    assert read(JOBSPY, "x", "FR") == Pay(Decimal("38.5"), Decimal(42), "EUR", "day")
    assert read(JOBSPY, "x", "AE") == Pay(Decimal(3000), Decimal(4000), "USD", "month")
    assert read(JOBSPY, "x", "US") == Pay(Decimal("9.5"), Decimal(11), "USD", "hour")
    assert asked == ["LinkedIn", "HelloWork", "LinkedIn", "Bayt", "LinkedIn", "LinkedIn"]
    assert read(JOBSPY, "x", "FR", "prose") == Pay(Decimal("9.5"), Decimal(11), "USD", "hour")
    assert len(asked) == 6


def test_payband_mcp_is_told_which_text_is_the_pay_field_and_where_the_job_is(monkeypatch):
    asked: list[tuple[str, str | None, str]] = []

    def parse(text, prefer, location):
        asked.append((text, prefer, location))
        pay = {"min": 90000.0, "max": 95000.0, "currency": "AUD", "interval": "year"}
        return {**pay, "basis": "ote"} if text == "x" else None

    module(monkeypatch, "payband_mcp", money=SimpleNamespace(parse=parse))

    pay = Pay(Decimal(90000), Decimal(95000), "AUD", "year", flagged=True)
    assert read(PAYBAND_MCP, "x", "AU") == pay
    assert read(PAYBAND_MCP, "y", "US", "prose") is None
    assert asked == [("x", "x", "Australia"), ("y", None, "")]


def test_ats_scrapers_reads_two_ends_or_nothing(monkeypatch):
    ends = {"x": (90000.0, 95000.0), "y": (None, None)}
    module(monkeypatch, "ats_scrapers")
    module(monkeypatch, "ats_scrapers.enrichment", parse_salary_range=ends.__getitem__)

    assert read(ATS_SCRAPERS, "x") == Pay(Decimal(90000), Decimal(95000))
    assert read(ATS_SCRAPERS, "y") is None


def test_a_package_that_is_absent_has_no_version():
    assert installed(Reader("x", "no-such-package-of-pay", frozenset(), NAIVE.load)) is None


def test_a_float_becomes_the_figure_it_shows():
    assert (decimal(18.4), decimal(None)) == (Decimal("18.4"), None)
