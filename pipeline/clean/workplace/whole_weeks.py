"""Find days that are all days of the week: `five days out of five`, `5/5 days`."""

from collections.abc import Iterator, Sequence

from pipeline.clean.workplace.known_words import Known, Span, beginning, words_of

REACH = 4
"""The most tokens between the two numbers: `five`, `of`, `the`, `five`."""
SAME = 3
"""Letters that two forms of one number share: `пять из пяти`."""
NUMBERS = frozenset({"number", "many"})


def whole_weeks(tokens: Sequence[str], language: str) -> Iterator[Span]:
    """Yield where a sentence of a language tells a number of days of the same number."""
    numbers = [n for n, token in enumerate(tokens) if _is_number(token, language)]
    for first in numbers:
        for second in numbers:
            if 0 < second - first <= REACH and _is_same(tokens[first], tokens[second]):
                end = _end_of_week(tokens, first, second, language)
                if end:
                    yield (first, end)


def _end_of_week(tokens: Sequence[str], first: int, second: int, language: str) -> int:
    """Return the end of the days if one number is counted of the other; else 0."""
    between = tokens[first + 1 : second]
    joins = words_of("of", language)
    kinds = [frozenset({"of"}) if t in joins else _kinds(t, language) for t in between]
    behind = _kinds(tokens[second + 1], language) if second + 1 < len(tokens) else frozenset()
    told = {"of"} if tokens[first].isdecimal() and not between else set().union(*kinds)
    if not all(each & {"day", "of", "ours"} for each in kinds) or ("of" not in told and joins):
        return 0
    return second + 1 + ("day" in behind) if "day" in told | behind else 0


def _is_number(token: str, language: str) -> bool:
    return token.isdecimal() or bool(_kinds(token, language) & NUMBERS)


def _is_same(one: str, other: str) -> bool:
    """Return whether two tokens are forms of one number."""
    if one.isdecimal() or other.isdecimal():
        return one == other
    return one[:SAME] == other[:SAME]


def _kinds(token: str, language: str) -> frozenset[str]:
    """Return the kinds of a token, as far as it is known alone."""
    known: tuple[Known, ...] = beginning(token).get(language, ())
    return frozenset(each.kind for each in known if len(each.tokens) == 1)
