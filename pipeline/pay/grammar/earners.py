"""Tell whose an amount is: `the typical salary of our graduates`, `paga R$ 700 aos jovens`."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token

_REACH = 20
_ON = 2  # tokens before the pay word of `staff on salaries`
_NEAR = 3  # tokens from `of` to those who earn: `of all our graduates`
_ADJECTIVES = 3  # tokens between `typical` and the pay word: `typical starting base`
_MANY = frozenset({"salaries", "wages", "incomes", "earnings", "gehälter", "löhne", "sueldos"})
_PRONOUN = 3  # characters: `qui`, `die`, `che` are no people
_OF = frozenset(
    {"of", "von", "der", "unserer", "de", "des", "di", "dei", "do", "dos", "das", "van", "av", "af"}
)
_AMONG = frozenset(
    {"for", "in", "at", "across", "among", "within", "für", "im", "bei", "en", "dans"}
)
_YOU = frozenset({"you", "you'll", "you'd"})
_CLAUSE = 30
_AFTER = 8
_NAMED = 3  # tokens from the particle to the people: `to all our trainees`
_TO = frozenset({"to", "aos", "às", "ai", "agli", "alle", "aux", "an", "aan", "til", "till"})
_PAIRS = frozenset({("a", "los"), ("a", "las")})
_OPEN = frozenset({"to", "an", "aan", "til", "till", "alle"})
"""Particles that other words than people follow, too: only a plural counts behind them."""
_PLURALS = ("s", "e", "en", "er", "ar", "people")


def names_its_earners(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the words after the pay word name others who earn the amount.

    They follow `of`, or a word of an average stands before the pay word.
    """
    at = _pay_name(tokens, span)
    if at is not None and _has_earners(tokens, at):
        return True
    if at is None or at + 1 >= span.first:
        return False
    earners = tokens[at + 2 : span.first]
    if any(_is_of_this_job(earners, n) for n in range(len(earners))):
        return False
    usual = any(t.has("average") for t in tokens[max(at - _ADJECTIVES, 0) : at])
    link = tokens[at + 1].text
    if link in _OF:
        near = earners[: _NEAR + 1]
        counted = bool(near) and (near[0].figure or _is_of_many(tokens[at], near))
        return counted or any(_is_people(t) or _is_relative(near, n) for n, t in enumerate(near))
    if link == "at" and any(t.has("others") and t.how("others") != "weak" for t in earners):
        return True
    return usual and link in _AMONG and _is_market(tokens[at], earners)


def _is_of_many(pay: Token, earners: Sequence[Token]) -> bool:
    """Return whether several have the pay, and not this job: `salaries of state legislators`."""
    return pay.text in _MANY and not any(t.has("ours") for t in earners)


def _has_earners(tokens: Sequence[Token], at: int) -> bool:
    """Return whether people stand before the pay that they are on: `place staff on salaries`."""
    if at < _ON or tokens[at - 1].text != "on":
        return False
    people = tokens[at - 2]
    return _is_people(people) or people.how("ours") == "weak"


def _pay_name(tokens: Sequence[Token], span: Span) -> int | None:
    """Return the place of the nearest pay word before a band in its sentence."""
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        token = tokens[at]
        if token.ends or (token.figure and not _counts_earners(tokens, at, span.first)):
            return None
        if _is_pay_name(token) and not (at and tokens[at - 1].text in _YOU):
            return at
    return None


def _is_pay_name(token: Token) -> bool:
    return token.has("pay") or token.value("kind") == "base" or token.how("period") == "before"


def _counts_earners(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Return whether a figure says of how many people the pay is: `the pay of 900 employees`."""
    if not at or tokens[at - 1].text not in _OF:
        return False
    near = tokens[at + 1 : min(at + 1 + _NEAR, end)]
    people = next((n for n, t in enumerate(near) if _is_people(t) or _is_staff(t)), None)
    return people is not None and all(t.unknown or t.has("period") for t in near[:people])


def _is_staff(token: Token) -> bool:
    return token.has("unit") and token.how("ours") == "weak"


def _is_people(token: Token) -> bool:
    return token.has("others") and len(token.text) > _PRONOUN


def _is_market(pay: Token, earners: Sequence[Token]) -> bool:
    """Return whether an average is of a kind of people, or of all who earn somewhere."""
    return any(_is_people(t) for t in earners) or pay.text.endswith("s")


def _is_of_this_job(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if not token.has("ours") or _is_relative(words, at):
        return False
    return token.how("ours") != "weak"


def _is_relative(words: Sequence[Token], at: int) -> bool:
    """Return whether `you` opens a clause about people: `the freelancers you book`."""
    if words[at].text not in _YOU or not at:
        return False
    people = words[at - 1]
    return _is_people(people) or people.how("ours") == "weak"


def goes_to_others(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether somebody who is named pays a band to people whom the clause names.

    As in `o instituto paga R$ 700 por mês aos jovens`. A clause with a word for this job, its
    applicant or its employer (`we pay`) names no others.
    """
    after = takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _AFTER])
    rest = [t for t in after if not t.has("period") and not t.has("fact")]
    pair = tuple(t.text for t in rest[:2]) in _PAIRS
    if len(rest) <= 1 + pair or not (pair or rest[0].text in _TO):
        return False
    before = list(
        takewhile(lambda t: not t.ends, tokens[max(span.first - _CLAUSE, 0) : span.first][::-1])
    )
    if any(map(_is_own, before)) or not any(t.unknown and len(t.text) > _NAMED for t in before):
        return False
    people = list(takewhile(lambda t: t.text[0].isalpha(), rest[1 + pair : 1 + pair + _NAMED]))
    if any(map(_is_own, people)) or any(t.has("unit") for t in people):
        return False
    return any(map(_is_plural if rest[0].text in _OPEN else _is_named, people))


def _is_own(token: Token) -> bool:
    """Return whether a word is of this job or its applicant."""
    own = token.has("ours") and token.how("ours") != "weak"
    return own or token.how("offer") == "strong"


def _is_named(token: Token) -> bool:
    weak = token.how("ours") == "weak"
    return weak or token.unknown or token.has("others")


def _is_plural(token: Token) -> bool:
    return _is_named(token) and len(token.text) > _NAMED and token.text.endswith(_PLURALS)
