import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.clean.requirements.experience import read_experience
from pipeline.clean.requirements.sections import MOST, requirement_text


def issues(html):
    raw = RawPosting(
        source="s", source_key="1", url="u", title="ML Engineer", description_html=html
    )
    return [issue.detail for issue in clean(raw).issues if issue.code == "description_too_long"]


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<p>" + "word " * 300_000, "1000000 of 1500003 characters were read"),
        ("<p>" + "word " * 10_000, "40000 of 49999 characters were read"),
        ("5+ years\n" * 1_000, "the first 500 phrases of degrees and years were read"),
    ],
)
def test_what_is_not_read_of_a_description_is_an_issue(html, why):
    assert issues(html) == [why]


def test_an_ordinary_description_is_read_whole():
    assert issues("<p>5+ years of experience. " * 100) == []


def test_of_one_sentence_a_bounded_number_of_phrases_is_looked_at():
    found = requirement_text("5+ years " * 4_000)
    assert (len(found.signs["years"]), found.more) == (MOST, True)


def test_sentences_end_where_they_did():
    found = requirement_text("First one; second. Third\nFourth. fifth")
    ends = {found.raw[slice(*found.sentence(at))] for at in range(len(found.raw) + 1)}
    assert ends == {b"First one;", b" second.", b" Third", b"Fourth. fifth"}
    years = read_experience("3 years of experience with SQL. We grew for 20 years.")
    assert years is not None
    assert years.low == 3
