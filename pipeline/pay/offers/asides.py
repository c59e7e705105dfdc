"""Recognise an amount that a sentence gives as an example, as an aside, or in a question."""

from collections.abc import Sequence
from itertools import takewhile
from operator import attrgetter

from pipeline.pay.grammar.layout import Layout
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.offers.words import is_pay_name, is_word
from pipeline.text.scripts import HAS_CJK

_NEAR = 3  # tokens from `for example` to the amount
_HOST = 12  # tokens before a bracket
_FEW = 2  # unknown words before a bracket: `Berlin or remote (€60,000)`
_SIGNS = 9
_REACH = 40
_AFTER = 8
_LABEL = 6  # tokens of a label
_BREAKS = frozenset({":", "-", "|", "("})
_TEXT = attrgetter("text")
_ONWARD = frozenset({":", "of", "toward", "towards", "olan"})
_TELLING = _ONWARD | {"(", "?", "supposed"}
_QUOTES = frozenset({'"', "\u201d", "\u201c", "\u00bb", "\u300d"})
_TOWARDS = frozenset({"toward", "towards"})


def is_aside(layout: Layout, span: Span) -> bool:
    """Return whether a band is an example, an aside, a share, or part of a question.

    So are `lost wages (say, $1,120 a week)` and `are you a chef earning £38k who never rests?`.
    """
    tokens, says = layout.tokens, layout.says
    if _TELLING.isdisjoint(says):
        return False
    opened = _bracket(tokens, span) if "(" in says else None
    if "supposed" in says and _is_supposed(tokens, span, opened):
        return True
    if opened is not None and _is_remark(tokens, opened, span):
        return True
    if "?" in says and _is_asked(tokens, span):
        return True
    return (":" in says and _is_of_label(tokens, span)) or _goes_on(tokens, span)


def _is_supposed(tokens: Sequence[Token], span: Span, opened: int | None) -> bool:
    """Return whether a word right before a band, or in its bracket, says that it is an example."""
    begin = span.first - _NEAR if opened is None else opened
    return any(t.has("supposed") for t in _clause(tokens[max(begin, 0) : span.low.at]))


def _clause(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words from the last end of a sentence on, the nearest first."""
    return list(takewhile(lambda t: not t.ends, words[::-1]))


def _bracket(tokens: Sequence[Token], span: Span) -> int | None:
    """Return the place of the bracket that is open before a band in its sentence."""
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        token = tokens[at]
        if token.text == ")" or token.ends:
            return None
        if token.text == "(":
            return at
    return None


def _is_remark(tokens: Sequence[Token], opened: int, span: Span) -> bool:
    """Return whether a bracket follows a clause about other things than pay or this job.

    Or it begins with such a thing: `with a car (fuel covered, 3,500 lei monthly)`.
    """
    if opened and tokens[opened - 1].text in _QUOTES:
        return True  # of what is quoted
    inner = tokens[opened + 1 : span.first]
    if not any(map(_is_of_offer, inner)) and sum(map(is_word, inner)) > _FEW - 1:
        return True
    added = any(t.has("noise") or t.has("extra") for t in inner)
    words = signs = 0
    for at in range(opened - 1, max(opened - 1 - _HOST, -1), -1):
        token = tokens[at]
        if token.ends or token.text in _BREAKS:
            break
        if token.has("others") and token.how("others") != "weak":
            return True
        if _is_of_offer(token):
            return words > _FEW
        signs += bool(HAS_CJK.match(token.text)) and token.unknown
        words += is_word(token)
    return added or words > _FEW or signs > _SIGNS


def _is_of_offer(token: Token) -> bool:
    own = token.has("ours") and token.how("ours") != "weak"
    return own or is_pay_name(token) or token.how("offer") == "strong"


def _is_asked(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the sentence of a band is a question that speaks to somebody, and goes on."""
    before = _clause(tokens[max(span.first - _REACH, 0) : span.first])
    if not any(t.has("ours") for t in before):
        return False
    after = tokens[span.last + 1 : span.last + 1 + _REACH]
    rest = list(takewhile(lambda t: not t.ends, after))
    end = after[len(rest)] if len(rest) < len(after) else None
    return end is not None and end.text == "?" and any(t.unknown for t in rest)


def _is_of_label(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the sentence begins with a name of other money, or of others, and a colon.

    As in `Salary sacrifice: drive a car from £279 a month`.
    """
    before = _clause(tokens[max(span.first - _REACH, 0) : span.first])
    colon = next((n for n, t in enumerate(before) if t.text == ":"), None)
    if colon is None or any(_names_pay(t) for t in before[:colon]):
        return False
    label = before[colon + 1 :]
    if any(t.has("pay") for t in label) and colon == 0:
        return False  # `Average salary: $60,000`
    return len(label) <= _LABEL and any(map(_is_other, label))


def _is_other(token: Token) -> bool:
    others = token.has("others") and token.how("others") != "weak"
    return others or token.has("average") or token.how("noise") == "strong"


def _names_pay(token: Token) -> bool:
    return _is_of_offer(token) and token.text != "pay"


def _goes_on(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the words after a band say what it is for, or which share it pays.

    As in `up to $40,000 a year towards your loans` and `£18,001 to £28,000: 5.8%`.
    """
    after = tokens[span.last + 1 : span.last + 1 + _AFTER]
    if _ONWARD.isdisjoint(map(_TEXT, after)):
        return False
    rest = list(takewhile(lambda t: not t.ends, after))
    triples = zip(rest, rest[1:], rest[2:], strict=False)
    if any(a.text == ":" and b.figure and c.text.startswith("%") for a, b, c in triples):
        return True
    if len(rest) > 1 and rest[0].text == "of" and not _is_of_offer(rest[1]):
        return True  # `£20,000 of this went to a hospice`
    if [t.text for t in rest[:1]] == ["olan"]:
        return True  # Turkish: those who have it
    return any(t.text in _TOWARDS for t in rest)
