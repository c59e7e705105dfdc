"""Find how many of the days of the week a sentence tells: `five days out of five`, `2/5 days`."""

from collections.abc import Iterator, Sequence

from pipeline.caches import cached_reader
from pipeline.clean.workplace.known_words import Span, beginning, words_of

REACH = 4
"""The most tokens from one number to the other: `five`, `of`, `the`, `five`."""
SAME = 3
"""Letters that two forms of one number share: `пять из пяти`."""
WEEK = "5"
"""Days of a week of work."""
BETWEEN = frozenset({"day", "of", "ours"})


def shares(tokens: Sequence[str], language: str) -> Iterator[tuple[str, Span]]:
    """Yield where a sentence tells days of days, and their kind: `all`, or `some` of five."""
    known = _numbers(language)
    numbers = [n for n, token in enumerate(tokens) if token in known or token.isdecimal()]
    for first in numbers:
        for second in numbers:
            kind = _kind_of_share(tokens[first], tokens[second])
            near = kind and 0 < second - first <= REACH
            if near and (end := _end_of_days(tokens, first, second, language)):
                yield kind, (first, end)


def _kind_of_share(one: str, other: str) -> str:
    """Return `all` for two forms of one number, `some` for digits below five, or nothing."""
    if not (one.isdecimal() or other.isdecimal()):
        return "all" if one[:SAME] == other[:SAME] else ""
    if one == other:
        return "all"
    return "some" if one.isdecimal() and one < other == WEEK else ""


def _end_of_days(tokens: Sequence[str], first: int, second: int, language: str) -> int:
    """Return the end of the days if one number is counted of the other; else 0."""
    between = tokens[first + 1 : second]
    joins = words_of("of", language)
    kinds = [frozenset({"of"}) if t in joins else _kinds(t, language) for t in between]
    behind = _kinds(tokens[second + 1], language) if second + 1 < len(tokens) else frozenset()
    told = frozenset({"of"}) if tokens[first].isdecimal() and not between else frozenset()
    told = told.union(*kinds)
    if not all(each & BETWEEN for each in kinds) or ("of" not in told and joins):
        return 0
    return second + 1 + ("day" in behind) if "day" in told | behind else 0


@cached_reader(64)
def _numbers(language: str) -> frozenset[str]:
    return words_of("number", language) | words_of("many", language)


def _kinds(token: str, language: str) -> frozenset[str]:
    """Return the kinds of a token, as far as it is known alone."""
    known = beginning(token).get(language, ())
    return frozenset(each.kind for each in known if len(each.tokens) == 1)
