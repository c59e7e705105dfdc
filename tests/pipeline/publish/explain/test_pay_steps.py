"""Pay is told from the text to US dollars, each step with the row behind it."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from models.raw import PayField, RawPosting
from pipeline.clean.engine import clean
from pipeline.fx.rates import SHIPPED
from pipeline.publish.explain.pay_steps import pay_steps

RULES = Path(__file__).resolve().parents[4] / "pipeline/rules"
AT = datetime(2024, 3, 1, tzinfo=UTC)


def steps(**given):
    raw = RawPosting(
        source="s", source_key="1", url="", title="ML Engineer", fetched_at=AT, **given
    )
    cleaned = clean(raw, SHIPPED)
    return cleaned.posting, pay_steps(raw, cleaned, SHIPPED)


def told(found, name):
    return [(step.result, step.by) for step in found if step.step == name]


def line(place):
    """Return the line of a row of the rules: `pay/pay_periods.csv:12`."""
    file, _, number = place.partition(":")
    return (RULES / file).read_text("utf-8").splitlines()[int(number) - 1]


def test_a_text_is_told_word_by_word():
    posting, found = steps(salary="€5.200 - 6.000 brutto pro Monat", country="DE")
    words = dict(result.split(": ", 1) for result, _ in told(found, "word"))
    assert words["€"] == "currency EUR"
    assert any(meaning.endswith("month") for meaning in words.values())
    for result, by in told(found, "word"):
        assert re.fullmatch(r"pay/\w+\.csv:\d+", by), result
        assert line(by)
    assert told(found, "amounts") == [("5,200 to 6,000", "read from: text")]
    assert told(found, "currency") == [("EUR", "stated")]
    assert told(found, "a year") == [("62,400 to 72,000 EUR", "12 times a month")]
    [(dollars, rate)] = told(found, "US dollars")
    one = Decimal(rate.removeprefix("1 EUR = ").removesuffix(" USD on 2024-03-01"))
    assert abs(posting.annual_max_usd - 72_000 * one) < 1
    assert f"{posting.annual_max_usd:,f}" in dollars
    assert told(found, "check") == [("no check flagged it", "")]


def test_the_bounds_are_those_of_the_row_that_is_named():
    _, found = steps(salary="$150,000 a year", country="US")
    [(within, by)] = told(found, "bounds")
    assert within.endswith(" USD a year")
    assert within.split()[0].replace(",", "") in line(by)


def test_fields_have_the_row_of_their_unit():
    pay = PayField(min="100000", max="120000", currency="USD", unit="1 YEAR")
    _, found = steps(salary_fields=(pay,), country="US")
    [unit] = [(result, by) for result, by in told(found, "word") if result.startswith("1 YEAR")]
    assert unit[0] == "1 YEAR: unit year"
    assert unit[1].startswith("pay/pay_units.csv:")
    assert told(found, "amounts") == [("100,000 to 120,000", "read from: structured")]
    assert told(found, "US dollars") == [("100,000 to 120,000", "no conversion")]


def test_what_is_inferred_names_its_row():
    _, found = steps(salary="90.000 - 100.000", country="DE", salary_fields=())
    [(currency, by)] = told(found, "currency")
    assert currency == "EUR"
    assert "DE" in line(by.removeprefix("inferred: "))
    [(period, row)] = told(found, "period")
    assert period == "year"
    assert line(row.removeprefix("inferred: ")).split(",")


@pytest.mark.parametrize(
    ("pay", "flag"), [("USD 1111111K - 1111111K", "placeholder"), ("$12 a year", "below_floor")]
)
def test_a_failed_check_is_told(pay, flag):
    _, found = steps(salary=pay, country="US")
    assert flag in [result for result, _ in told(found, "check")]
    assert told(found, "a year")[0][0] == "not computed"


def test_the_choice_among_bands_is_told():
    fields = tuple(
        PayField(min=low, max=high, currency="USD", unit="1 YEAR", label=place)
        for low, high, place in (
            ("100000", "120000", "Denver, CO"),
            ("140000", "160000", "Boston, MA"),
        )
    )
    _, found = steps(salary_fields=fields, location="Boston, MA", country="US")
    assert told(found, "band") == [("1 of 2 read", "its label names the posting's place")]
    assert told(found, "amounts") == [("140,000 to 160,000", "read from: structured")]


def test_without_pay_there_is_one_step():
    _, found = steps()
    assert [(step.step, step.result) for step in found] == [("band", "no band was read")]
