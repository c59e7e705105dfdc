"""Sentences around the words of rules, against a slow reading of the same definition."""

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text.needed_letters import needed_letters
from pipeline.text.patterns import NUMBER, has_number, plain
from pipeline.text.sentences import ENDS, REACH, WORD, SentenceFinder


@dataclass(frozen=True)
class Row:
    phrase: str
    about: str
    source: str = "rules.csv:2"


ROWS = (
    Row("(the|our) office", "office"),
    Row("(home ?office|office at home)", "home office"),
    Row("remote(ly)?", "remote"),
    Row("# days remote", "remote"),
    Row("[1-4] ?% remote", "remote"),
    Row("co-op term", "co-op"),
)
PIECES = st.sampled_from(
    [
        "office",
        "our ",
        "at ",
        "home",
        "remotely",
        "two days ",
        "3 % ",
        "co-op term",
        "code ",
        ". ",
        ".",
        "! ",
        "\n",
        "。",
        "; ",
        " ",
        "a b c d ",
        "x" * 70,
        "v1.2",
    ]
)


def slow(low, at):
    first = max(0, at - REACH)
    before = [match.end() for match in ENDS.finditer(low, first, at)]
    after = ENDS.search(low, at, at + REACH)
    start = before[-1] if before else first
    return start, after.start() if after else min(len(low), at + REACH)


def may_match(number, text):
    """Return whether a text has the letters and the number that a row needs."""
    words = ROWS[number].phrase
    counts = "#" not in words or NUMBER.search(text)
    return counts and all(any(each in text for each in one) for one in needed_letters(words))


def opened(low):
    """Yield where a word with the letters of `about` ends, and its row."""
    for match in WORD.finditer(low):
        for number, row in enumerate(ROWS):
            words = ["co"] if number == 5 else row.about.split()
            if any(word == match[0] if number == 5 else word in match[0] for word in words):
                yield match.end() - 1, number


@example("co-op term" + "x" * 70 + "officeoffice" + "x" * 70)  # cut in the middle of a word
@example("office" * 3 + "x" * 140 + "our office")  # a word that also stands inside a longer one
@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_are_those_of_the_definition(low):
    spots: dict[tuple[int, int], set[int]] = {}
    start = end = -1
    for at, number in sorted(opened(low)):
        if not may_match(number, low):
            continue
        if at >= end:
            start, end = slow(low, at)
        spots.setdefault((start, end), set()).add(number)
    expected = []
    for (start, end), rows in spots.items():
        fit = tuple(n for n in sorted(rows) if may_match(n, low[start:end]))
        expected += [(start, end, fit)] if fit else []
    assert list(SentenceFinder(lambda: ROWS).sentences(low, low)) == expected


@given(st.lists(st.sampled_from(["two", "drei", "4", "14", "dois", " ", "-", "x", "三", "é"])))
def test_a_number_of_days_is_found_by_words(pieces):
    low = plain("".join(pieces))
    assert has_number(low, WORD.findall(low)) == bool(NUMBER.search(low))
