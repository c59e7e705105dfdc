import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pay.lexicon import lexicon
from pipeline.pay.pieces import fold
from pipeline.pay.tokens import fill, shape_of, tokenize


def texts(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def by_itself(text):
    """Return the tokens of a text that shares its shape with no other."""
    folded = fold(text)
    return fill(shape_of.__wrapped__(folded), folded)


@pytest.mark.parametrize("text", [*texts("read_cases.csv"), *texts("prose_cases.csv")])
def test_a_text_has_the_tokens_that_it_has_by_itself(text):
    assert tokenize(text) == by_itself(text)


PIECES = [*"0123456789", "00", "000", "$", "k", ",", ".", "'", " ", ", 000", "-", "/", "€", "万"]
PHRASES = [" ".join(words) for words in lexicon().phrases("currency", "noise", "period", "months")]


@given(st.lists(st.sampled_from([*PIECES, *PHRASES]), max_size=14))
def test_any_text_has_the_tokens_that_it_has_by_itself(parts):
    text = "".join(parts)

    assert tokenize(text) == by_itself(text)
