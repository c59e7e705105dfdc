import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pay.bands import read_text as part
from pipeline.pay.grammar import layout, spans
from pipeline.pay.lexing.lexicon import lexicon
from pipeline.pay.reader import read_pay
from tests.support.rows import every_row


def texts(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["country"]) for row in csv.DictReader(file)]


def alone(folded, *, indian, prose, intern=False):
    """Lay out a text for itself, whatever others of its shape there are."""
    return layout._layout(folded, indian=indian, prose=prose, intern=intern)


def read_alone(text, country, *, prose):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(part, "lay_out", alone)
        return read_pay.__wrapped__(text, country=country, prose=prose)


@every_row(("text", "country"), texts("read_cases.csv"))
def test_a_field_is_read_as_by_itself(text, country):
    assert read_pay(text, country=country) == read_alone(text, country, prose=False)


@every_row(("text", "country"), texts("prose_cases.csv"))
def test_a_sentence_is_read_as_by_itself(text, country):
    text = text.replace("\\n", "\n")
    assert read_pay(text, country=country, prose=True) == read_alone(text, country, prose=True)


FIGURES = ["0", "1", "12", "14", "16", "45", "120", "000", "401", "2024", "60", "75,000", "1.250"]
MARKS = ["$", "k", ",", ".", "'", " ", ", 000", "-", "/", "€", "万", "千", "x", "% "]
PHRASES = [" ".join(words) for words in lexicon().phrases("currency", "noise", "period", "months")]


@given(
    st.lists(st.sampled_from([*FIGURES, *MARKS, *PHRASES]), max_size=14),
    st.sampled_from(["US", "IN", "JP", "DE"]),
    st.booleans(),
)
def test_any_text_is_read_as_by_itself(parts, country, prose):
    text = "".join(parts)
    known = read_pay.__wrapped__(text, country=country, prose=prose)

    assert known == read_alone(text, country, prose=prose)


def test_one_layout_serves_all_texts_of_a_shape():
    layout.shared_layout.cache_clear()
    for text in ("$90K - $120K", "$70K - $115K", "$10K - $200K"):
        read_pay.__wrapped__(text, country="US")

    assert (layout.shared_layout.cache_info().hits, layout.shared_layout.cache_info().misses) == (
        2,
        1,
    )


@pytest.mark.parametrize("read", ["value", "other", "digits"])
def test_a_layout_that_reads_a_figure_is_not_shared(read, monkeypatch):
    def find_spans(tokens, amounts):
        [getattr(amount.number, read) for amount in amounts]
        return spans.find_spans(tokens, amounts)

    monkeypatch.setattr(layout, "find_spans", find_spans)
    assert layout.shared_layout.__wrapped__("$99.999 an hour", indian=False, prose=False) is None


def test_texts_whose_figures_decide_share_no_layout():
    readings = [read_pay(f"€2.500 monthly, {n} pagas", country="ES") for n in (99, 16, 15)]

    assert [reading.bands[0].months for reading in readings] == [None, 16, 15]


def test_texts_whose_zeros_decide_share_no_layout():
    text = "salary{n} to reais4010"
    for figure in ("999", "015"):
        known = read_pay.__wrapped__(text.format(n=figure), country="SE")
        assert known == read_alone(text.format(n=figure), "SE", prose=False)
