"""Sentences around the words of rules, against a slow reading of the same definition."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import ENDS, REACH, SentenceFinder

WORDS = [["office"], ["home", "office"], ["remote"]]
PIECES = st.sampled_from(
    [
        "office",
        "home",
        "remote",
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


@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_are_those_of_the_definition(low):
    finder = SentenceFinder(WORDS)
    spots: dict[tuple[int, int], set[int]] = {}
    start = end = -1
    for at, rules in finder._words.iter(low):
        if at >= end:
            start, end = slow(low, at)
        spots.setdefault((start, end), set()).update(rules)
    expected = [(*span, tuple(sorted(rules))) for span, rules in spots.items()]
    assert finder.sentences(low) == expected
