import sys
from decimal import Decimal

import pytest

from models.vocab import SalaryStatus
from pipeline.pay.lexing.tokens import tokenize
from pipeline.pay.parts.excerpts import excerpts
from pipeline.pay.reader import read_pay

UNITS = [
    "1 ", "$1,", "$1 - ", "111 ", "1.", "1,1", "$", "k", "1k-", "up to ", "from $", "per ", "a ",
    "salary ", "$5 bonus ", "£1/", "401(k", "% of ", "1-", "月給1万", "\n1", ": \n", "1'", "to ",
]  # fmt: skip


def steps(function, *arguments):
    """Return how many lines of Python a call runs: a clock that other processes cannot move."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def read_field(text):
    read_pay.__wrapped__(text, country="US")


def read_prose(text):
    read_pay.__wrapped__(text, country="US", prose=True)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("reader", [read_field, read_prose])
def test_twice_the_text_takes_twice_the_steps(reader, unit):
    short, long = (unit * (n // len(unit)) for n in (900, 1_800))
    reader(short)  # builds the lexicon

    assert steps(reader, long) <= 2.4 * steps(reader, short) + 2_000


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("reader", [read_field, read_prose])
def test_a_text_of_any_length_takes_few_steps(reader, unit):
    text = unit * (100_000 // len(unit))
    reader(text[:3_000])  # builds the lexicon and the words of adverts

    assert steps(reader, text) <= 1_000_000  # ten lines of Python a character


def test_a_field_too_long_to_be_one_is_read_as_a_description():
    filling = "We are a friendly team of many trades. " * 60

    reading = read_pay(f"{filling} Salary: $120,000 - $150,000 a year.", country="US")

    assert [band.max for band in reading.bands] == [Decimal(150_000)]
    assert [issue.code for issue in reading.issues] == ["currency_inferred"]


def test_what_is_too_long_to_be_read_to_its_end_says_so():
    listed = "Salary: $120,000 - $150,000 a year. " * 400

    reading = read_pay(listed, country="US", prose=True)

    assert "pay_too_long" in [issue.code for issue in reading.issues]
    assert reading.status is SalaryStatus.OK


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_has_more_tokens_than_characters(unit):
    text = unit * 500

    assert len(tokenize(text)) <= len(text)
    assert sum(len(part.text) for part in excerpts(text).stretches) <= len(text)
