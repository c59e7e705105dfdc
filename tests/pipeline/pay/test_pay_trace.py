"""The trace of a text of pay tells what the reader did, by the reader's own code."""

import csv
import re
from pathlib import Path

import pytest

from pipeline.pay.bands.read_text import OTHER_MONEY
from pipeline.pay.reader import read_pay
from pipeline.pay.trace import NO_AMOUNT, trace_pay
from tests.support.rows import every_row


def cases(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FIELDS = cases("read_cases.csv")


@every_row("case", FIELDS, ids=lambda case: case["text"][:60])
def test_a_trace_has_every_figure_once_and_the_readings_own_bands(case):
    trace = trace_pay(case["text"], country=case["country"] or None)
    (part,) = trace.fragments
    assert trace.reading == read_pay(case["text"], country=case["country"] or None)
    figures = [token.text for token in part.tokens if token.figure]
    told = [re.sub(r"\s", "", amount.text) for amount in part.amounts]
    for figure in figures:
        assert any(re.sub(r"\s", "", figure) in text for text in told)
    paid = [amount for amount in part.amounts if not amount.why_not]
    assert len({band.evidence for band in trace.reading.bands}) <= len(paid)
    assert bool(trace.reading.bands) == bool(paid)


@pytest.mark.parametrize(
    ("text", "country", "left_over"),
    [
        ("Requisition 104532: 95-105k EUR p.a.", "DE", {"104532": NO_AMOUNT}),
        ("£60,000 a year and 25 days of holiday", "GB", {"25": NO_AMOUNT}),
        ("Salary 90,000 CAD, signing bonus of 5,000 CAD", "CA", {"5,000 CAD": OTHER_MONEY}),
        ("PLN 12 000 - 15 000 / mies. + VAT (B2B)", "PL", {}),
    ],
)
def test_what_was_left_over_and_why(text, country, left_over):
    (part,) = trace_pay(text, country=country).fragments
    assert {a.text: a.why_not for a in part.amounts if a.why_not} == left_over


def test_each_word_names_the_row_that_gave_its_meaning():
    (part,) = trace_pay("95-105k EUR p.a.", country="DE").fragments
    rules = {t.text: {(r.role, r.value): r.rule for r in t.roles} for t in part.tokens if t.roles}
    assert rules["EUR"]["currency", "EUR"].startswith("pay/pay_currencies.csv:")
    assert rules["p.a."]["period", "year"].startswith("pay/pay_periods.csv:")
    assert [t.text for t in part.tokens if t.figure] == ["95", "105"]


def test_a_description_is_traced_by_its_excerpts():
    text = "We are 40 people. " * 5 + "The salary is €70,000 a year. We raised €20m."
    trace = trace_pay(text, country="IE", prose=True)
    paid = [a.text for part in trace.fragments for a in part.amounts if not a.why_not]
    assert [re.sub(r"\s", "", text) for text in paid] == ["€70,000ayear"]
    assert trace.skipped > len("We are 40 people. ") * 4


def test_explain_shows_the_trace_as_words_and_as_json(payband):
    shown = payband("explain", "--trace", "95-105k EUR p.a., ref 104532", "--country", "DE").stdout
    assert "pay/pay_currencies.csv:" in shown
    assert "Headline of the pay text" in shown
    told = payband("explain", "--trace", "--json", "95-105k EUR p.a.", "--country", "DE").stdout
    assert '"why_not": ""' in told
