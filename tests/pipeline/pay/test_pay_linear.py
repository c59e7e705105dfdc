import sys

import pytest

from pipeline.pay.places import places
from pipeline.pay.reader import read_pay
from pipeline.pay.tokens import tokenize

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
    short, long = (unit * (n // len(unit)) for n in (1_500, 3_000))
    reader(short)  # builds the lexicon

    assert steps(reader, long) <= 2.4 * steps(reader, short) + 2_000


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_has_more_tokens_than_characters(unit):
    text = unit * 500

    assert len(tokenize(text)) <= len(text)
    assert sum(map(len, places(text))) <= len(text)
