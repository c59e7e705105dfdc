"""Tell whether words that no rule knows say what an amount of a field is for.

A figure of a field is pay if the words beside it are words of pay: amounts, units, currencies,
gross and net, benefits after it. A name that no rule knows is another thing: `regres 1.500 €`.
It is no doubt beside a range, beside an amount with a time that fits, and beside the pay of a
year: `Leeds £45,000`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.pay.bands.money import MoneyRange
from pipeline.pay.bands.sizes import is_below_pay, is_of_a_year
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.surroundings import Modifiers
from pipeline.pay.lexing.tokens import Token

_SHORT_WORD = 3
_OF = frozenset({"of", "at", "de", "von", "van", "di", "worth", "is"})
_TIMES = frozenset({"x", "*"})
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
    only a part of them is a word of pay, `salary sacrifice`. Or the field says before them that
    no pay is stated: `Negotiable, medical cover of $5,000`.
    """
    setting = stated.setting
    if setting.kind or setting.facts:
        return False
    if setting.pay:
        return setting.period is None and _is_in_compound(stated)
    if _is_after_unstated(stated) or _is_length(stated):
        return True
    return stated.span.shape is not Shape.RANGE and _is_of_thing(stated)


def _is_of_thing(stated: Stated) -> bool:
    """Return whether an unknown name says what one amount is for."""
    after = stated.after
    if stated.setting.period is None and stated.money.period is None:
        return _has_unknown(after) or _has_unknown(stated.before)
    if is_below_pay(stated.money, stated.country):
        thing = next((t for t in after if not t.has("period")), None)
        return _is_named(stated) or (thing is not None and _is_unknown(thing))
    if not _may_be_thing(stated):
        return False
    apart = bool(after) and after[0].start > stated.tokens[stated.span.last].end
    return _is_named(stated) or (apart and _is_unknown(after[0]))


def _may_be_thing(stated: Stated) -> bool:
    """Return whether neither a time nor the size of a year's pay makes an amount pay."""
    return stated.setting.period is None and not is_of_a_year(stated.money, stated.country)


def _is_length(stated: Stated) -> bool:
    """Return whether a bare figure says how long something is: `4 x 10 hr shifts`."""
    span, setting = stated.span, stated.setting
    if not span.low.bare or setting.marks or setting.period is None:
        return False
    times = bool(stated.before) and stated.before[0].text in _TIMES
    after = [t for t in stated.tokens[span.high.at + 1 :][:_NEAR] if not t.has("period")]
    return times or (bool(after) and after[0].has("unit") and not after[0].has("currency"))


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
    """Return whether an unknown name ends right before the amount: `transit pass $156/month`.

    A short part of the name does not hide it: `medisave top-up $1,800`.
    """
    for token in stated.before:
        if _is_unknown(token):
            return True
        if not (_leads_to_amount(token) or token.unknown or token.text == "-"):
            return False
    return False


def _leads_to_amount(token: Token) -> bool:
    """Return whether a token between a name and its amount says nothing itself: `of up to`."""
    ranged = any(token.has(role) for role in ("upto", "from", "circa", "between"))
    return ranged or token.text in (":", "(") or (token.unknown and token.text in _OF)


def _has_unknown(words: Sequence[Token]) -> bool:
    """Return whether a word that no rule knows comes before the next figure or the end."""
    for token in words:
        if token.ends or token.figure:
            return False
        if _is_unknown(token):
            return True
    return False


def _is_unknown(token: Token) -> bool:
    if token.has("noise"):
        return token.how("noise") == "strong"
    return token.unknown and len(token.text) > _SHORT_WORD
