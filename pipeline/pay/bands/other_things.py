"""Tell whether words that no rule knows say what an amount of a field is for.

A figure of a field is pay if the words beside it are words of pay: amounts, units, currencies,
gross and net, benefits after it. A name that no rule knows is another thing: `regres 1.500 €`.
It is no doubt beside a range, beside an amount that can only be the pay of a year (`Leeds
£45,000`), and beside an amount with a time that is clearly above the least pay. Nor is the name of
a job: `Welder, nights $34/hr`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.bands.one_off import has_pay_name
from pipeline.pay.bands.sizes import is_below_pay, is_of_a_year, is_part_of_pay, is_too_much
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token
from pipeline.text.scripts import HAS_CJK

_SHORT_WORD = 3
_OF = frozenset({"of", "at", "de", "von", "van", "di", "worth", "is"})
_TIMES = frozenset({"x", "*"})
_ITEM_ENDS = frozenset({",", "+", "plus", "&", "-"})
_PLUS = frozenset({"+", "plus"})
_NEAR = 2
_REACH = 12


class Stated(NamedTuple):
    """An amount of a field with the words around it, and the country of the job."""

    tokens: Sequence[Token]
    span: Span
    setting: Modifiers
    money: MoneyRange
    country: str | None

    @property
    def before(self) -> Sequence[Token]:
        """The tokens before the amount, the nearest first."""
        first = self.span.first
        return self.tokens[max(first - _REACH, 0) : first][::-1]

    @property
    def after(self) -> Sequence[Token]:
        """The tokens after the amount."""
        return self.tokens[self.span.last + 1 : self.span.last + 1 + _REACH]


def is_unnamed(stated: Stated) -> bool:
    """Return whether words that no rule knows say what one amount of a field is for.

    They are right beside an amount that no size and no time make pay, `$65 application fee`, or
    only a part of them is a word of pay, `salary sacrifice`. Or another item of the field says of
    the pay that it is not stated: `Negotiable, medical cover of $5,000`.
    """
    setting = stated.setting
    if setting.kind or setting.facts:
        return False
    if _is_on_top(stated):
        return True
    only_timed = is_below_pay(stated.money, stated.country) and not has_pay_name(*stated[:2])
    if setting.pay and not only_timed:
        least = setting.period is None or is_part_of_pay(stated.money, stated.country)
        return least and _is_in_compound(stated)
    if _is_after_unstated(stated) or _is_length(stated):
        return True
    if stated.span.shape is Shape.RANGE:
        return False
    return _is_of_thing(stated) or _is_beside_unsaid_pay(stated)


def _is_on_top(stated: Stated) -> bool:
    """Return whether an amount is added to words without an amount: `Negotiable + £600 CPD`."""
    if not stated.span.first or stated.tokens[stated.span.first - 1].text not in _PLUS:
        return False
    before = stated.before
    return not any(t.figure for t in before) and any(t.text[0].isalpha() for t in before[1:3])


def _is_of_thing(stated: Stated) -> bool:
    """Return whether an unknown name says what one amount is for."""
    after, period = stated.after, stated.setting.period
    if not period and stated.money.period is None:
        unknown = _has_unknown(after) or _has_unknown(stated.before)
        return _is_named(stated) or (period is None and unknown)
    if is_below_pay(stated.money, stated.country) or is_too_much(stated.money, stated.country):
        thing = next((t for t in after if not t.has("period")), None)
        named = _is_named(stated) or _has_unknown(stated.before)
        return named or (thing is not None and _is_unknown(thing))
    apart = bool(after) and after[0].start > stated.tokens[stated.span.last].end
    behind = apart and _is_unknown(after[0])
    if is_of_a_year(stated.money, stated.country):
        return period is None and behind and _is_named(stated)
    if period is None:
        return behind or _is_named(stated)
    return is_part_of_pay(stated.money, stated.country) and _is_named(stated)


def _is_length(stated: Stated) -> bool:
    """Return whether a bare figure says how long something is: `4 x 10 hr shifts`."""
    span, setting = stated.span, stated.setting
    if not span.low.bare or setting.marks or setting.period is None:
        return False
    joined = [t.text for t in stated.tokens[span.high.at + 1 :][:1]] == ["-"]
    if joined and any(t.has("period") for t in stated.tokens[span.high.at + 2 :][:1]):
        return True  # `36-hour week`
    times = bool(stated.before) and stated.before[0].text in _TIMES
    after = [t for t in stated.tokens[span.high.at + 1 :][: 2 * _NEAR] if not _is_time(t)]
    return times or (bool(after) and after[0].has("unit") and not after[0].has("currency"))


def _is_time(token: Token) -> bool:
    """Return whether a token belongs to the time of a length: `12-hour shifts`."""
    return token.has("period") or token.text == "-"


def _is_in_compound(stated: Stated) -> bool:
    """Return whether the pay word is only a part of an unknown name: `salary sacrifice up to`."""
    if stated.span.shape is Shape.RANGE or is_of_a_year(stated.money, stated.country):
        return False
    name = [t for t in stated.before if not _leads_to_amount(t)][:_NEAR]
    return len(name) == _NEAR and _is_unknown(name[0]) and name[1].has("pay")


def _is_after_unstated(stated: Stated) -> bool:
    """Return whether the field says that no pay is stated, and then names the amount."""
    if not any(t.has("unstated") for t in stated.before):
        return False
    beside = [*stated.after[:1], *[t for t in stated.before if not _leads_to_amount(t)][:1]]
    return any(t.has("noise") or t.has("besides") or t.unknown for t in beside)


def _is_named(stated: Stated) -> bool:
    """Return whether the name of a thing ends right before the amount: `transit pass $156/month`.

    A short part of the name does not hide it: `medisave top-up $1,800`.
    """
    short, nearer = False, None
    limited = stated.span.first < stated.span.low.first
    for token in stated.before:
        if _names_thing(token):
            return not is_job_word(token.text)
        if _is_sign(token) and _is_sign(nearer):
            return True
        counted = token.figure and _is_sign(nearer)  # 食事手当 1食300円
        if token.text == "," and limited:
            limited = False
        elif not (counted or _is_passed(token) or token.unknown):
            return short and token.text in _ITEM_ENDS
        short = short or (token.unknown and len(token.text) == _SHORT_WORD)
        nearer = token
    return short and len(stated.before) < _REACH


def _names_thing(token: Token) -> bool:
    """Return whether a word before an amount says what it is for: also `bonus`, `average`."""
    served = token.has("others") and token.how("others") != "weak"
    return served or _is_unknown(token) or token.has("extra") or token.has("noise")


def _is_beside_unsaid_pay(stated: Stated) -> bool:
    """Return whether another item speaks of the pay without a figure: `fuel 500, salary open`.

    The item of the amount has a name of its own.
    """
    if is_of_a_year(stated.money, stated.country):
        return False
    own, rest = _item(stated.before)
    after, more = _item(stated.after)
    if not any(t.has("noise") or t.has("extra") or t.unknown for t in (*own, *after)):
        return False
    return _speaks_of_pay(rest) or _speaks_of_pay(more)


def _item(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return (the words of the amount's own item of a list, those of the next one)."""
    ends = [n for n, t in enumerate(words) if t.ends or t.text in _ITEM_ENDS]
    if not ends:
        return words, ()
    stop = ends[1] if len(ends) > 1 else len(words)
    return words[: ends[0]], words[ends[0] + 1 : stop]


def _speaks_of_pay(words: Sequence[Token]) -> bool:
    named = any(t.has("pay") or t.has("unstated") or t.value("kind") == "base" for t in words)
    return named and not any(t.figure for t in words)


def _leads_to_amount(token: Token) -> bool:
    """Return whether a token between a name and its amount says nothing itself: `of up to`."""
    ranged = any(token.has(role) for role in ("upto", "from", "circa", "between"))
    return ranged or token.text in (":", "(") or (token.unknown and token.text in _OF)


def _is_passed(token: Token) -> bool:
    """Return whether a token may stand between a name and its amount: `of up to`, `a month`."""
    timed = token.has("period") and token.how("period") != "before"
    return timed or _leads_to_amount(token) or token.text in ("-", ".")


def _is_sign(token: Token | None) -> bool:
    """Return whether a token is a sign of Chinese, Japanese or Korean that no rule knows."""
    return token is not None and token.unknown and HAS_CJK.match(token.text) is not None


def _has_unknown(words: Sequence[Token]) -> bool:
    """Return whether a word that no rule knows comes before the next figure or the end."""
    former = None
    for token in words:
        if token.ends or token.figure:
            return False
        if _is_unknown(token) or (_is_sign(token) and _is_sign(former)):
            return True
        former = token
    return False


def _is_unknown(token: Token) -> bool:
    if token.has("noise"):
        return token.how("noise") == "strong"
    return token.unknown and len(token.text) > _SHORT_WORD
