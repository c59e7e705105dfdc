"""Ten texts, and what the trace says of each of their words.

`word_traces.txt` was read by eye: each line must explain its words. It leaves out the numbers of
rows, because they change with every row that is added. Another test looks them up.
"""

import json
import re
from pathlib import Path

import pytest

from models.raw import RawPosting
from pipeline.clean.posting_text import texts
from pipeline.pay.trace import trace_pay
from pipeline.publish.explain.traced.place import trace_place
from pipeline.publish.explain.traced.posting import trace_words
from pipeline.publish.explain.traced.title import trace_title
from pipeline.rules.rulebook import rule_text

GOLDEN = Path(__file__).with_name("word_traces.txt")
FIELDS = {
    "title": "title",
    "place": "location",
    "level": "level",
    "employment": "employment",
    "workplace": "workplace",
    "description": "description_html",
}
ROW = re.compile(r"(\w+/)?\w+\.csv:(?P<row>\d+)")


def traced(kind, text):
    """Return the lines of a trace: words, meaning, value, row."""
    if kind == "pay":
        (part,) = trace_pay(text, country="DE").fragments
        words = [(t.text, r.role, r.value, r.rule) for t in part.tokens for r in t.roles]
        return words + [
            (a.text, "amount", a.why_not or f"{a.low} to {a.high}", "") for a in part.amounts
        ]
    raw = RawPosting(source="", source_key="", url="", **{"title": "", FIELDS[kind]: text})
    found = trace_words(raw, texts(raw)[0])
    return [tuple(map(str, each.values())) for words in found.values() for each in words]


def cases():
    blocks = GOLDEN.read_text(encoding="utf-8").strip().split("\n\n")
    return [(block.split(": ", 1)[0], *block.split(": ", 1)[1].split("\n")) for block in blocks]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[1][:40])
def test_a_trace_explains_each_word(case):
    kind, text, *expected = case
    lines = (" | ".join(line).rstrip(" |") for line in traced(kind, text))
    assert [re.sub(r"(\.csv):\d+", r"\1", line) for line in lines] == expected


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[1][:40])
def test_each_row_that_a_trace_names_is_in_its_file(case):
    kind, text, *_ = case
    named = [(words, rule) for words, *_, rule in traced(kind, text) if ROW.fullmatch(rule)]
    assert named or "place" in kind
    for words, rule in named:
        file, row = rule.split(":")
        line = rule_text(file).split("\n")[int(row) - 1]
        assert line, (words, rule)


def test_explain_shows_the_words_of_a_title_and_of_a_place(payband):
    title = payband("explain", "--trace", "--as", "title", "Sr. ML Engineer").stdout
    assert "Words of the title" in title
    assert "title/levels.csv:" in title
    place = payband("explain", "--trace", "--as", "place", "--json", "Leeds, UK").stdout
    named = {(w["text"], w["means"]) for w in json.loads(place)["words"]["place"]}
    assert {("Leeds", "city"), ("UK", "country")} <= named


def test_a_meaning_that_does_not_count_here_is_said():
    (grade,) = [found for found in trace_title("Data Wrangler II") if found.means == "level"]
    assert grade.value == "mid (not counted here)"
    (grade,) = [found for found in trace_title("Data Analyst II") if found.means == "level"]
    assert grade.value == "mid"
    uttarakhand, country = sorted(
        (found.value for found in trace_place("The Big Smoke, UK") if found.text == "UK"), key=len
    )[::-1]
    assert (uttarakhand, country) == ("Uttarakhand, IN (not counted here)", "GB")


def test_words_of_a_title_that_protect_each_other_are_traced():
    found = trace_title("Data Analyst - University Graduate")
    assert [w.value for w in found if w.rule.startswith("title/title_noise")]
