"""Read the words around a band: its unit, kind, facts, months paid, and signs of pay."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.pay.grammar.amounts import currency_named, names_currency
from pipeline.pay.grammar.brackets import (
    end_of_former,
    is_of_share,
    is_share,
    lists_parts,
    opens_next,
    opens_remark,
    remark_after,
)
from pipeline.pay.grammar.months_paid import months_after
from pipeline.pay.grammar.next_sums import opens_money
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token

_REACH_AFTER = _REACH_BEFORE = 12
_FEW_WORDS, _FEW_OF_TIME = 8, 2  # before an amount, and after a time that it is for
_SOFT_ENDS = frozenset("•·|")
_PASSED_AFTER = frozenset("()[],:/*-+'\"=") | {"plus", "as", "of", "is", "in", "x"}
_LINKS = frozenset({":", "is", "of", "are", "be", "ranges", "ranging", "-"})
_ITEM_ENDS = frozenset({",", "+", "plus"})
_PASSED_BEFORE = frozenset("()[]:-*'\"=•·") | {"of", "is", "the", "a", "=", "は"}


@dataclass(slots=True)
class Modifiers:
    """What the words around a band say about it.

    `period` is None if no unit is stated, and empty if the unit is not a time (`per project`).
    `marks` are currency marks. `months` is the number of months paid a year. `pay` means that a
    pay word introduces the band, `extras` that benefits or praise of the pay follow it.
    """

    period: str | None = None
    marks: list[str] = field(default_factory=list)
    kind: str = ""
    facts: list[str] = field(default_factory=list)
    months: Decimal | None = None
    pay: bool = False
    extras: bool = False


def read_modifiers(tokens: Sequence[Token], spans: Sequence[Span], at: int) -> Modifiers:
    """Return the modifiers of `spans[at]`."""
    setting, span = Modifiers(), spans[at]
    after = spans[at + 1] if at + 1 < len(spans) else None
    _take_own(tokens, span, setting)
    _look_after(tokens, span, after, setting)
    _look_before(tokens, span, setting, after=spans[at - 1].last if at else -1)
    setting.months = months_after(tokens, span.last + 1)
    setting.facts = list(dict.fromkeys(setting.facts))
    return setting


def _take_own(tokens: Sequence[Token], span: Span, setting: Modifiers) -> None:
    stated = [a.period for a in span.ends if a.period is not None]
    if stated:
        setting.period = stated[-1]
    elif span.first and tokens[span.first - 1].how("period") == "before":
        _take_unit(tokens[span.first - 1], setting)
    inner = tokens[span.first : span.last + 1]
    setting.facts += [token.value("fact") for token in inner if token.has("fact")]


def _look_after(
    tokens: Sequence[Token], span: Span, after: Span | None, setting: Modifiers
) -> None:
    plus = apart = False
    stop = min(span.last + 1 + _REACH_AFTER, len(tokens), after.first if after else len(tokens))
    remark = remark_after(tokens, span.last + 1, stop)
    for at in range(span.last + 1, stop):
        token = tokens[at]
        if at in remark or (token.has("kind") and lists_parts(tokens, at)):
            continue
        if (token.ends and token.text not in _SOFT_ENDS) or token.figure:
            setting.extras = setting.extras or is_share(tokens, at)
            return
        if after is not None and opens_next(tokens, at, stop):
            return
        if token.has("period"):
            if not _is_ours(tokens, at, plus=plus, close=at == span.last + 1):
                return
            _take_unit(token, setting)
            named = token.how("period") == "before" and token.text.isalpha()
            setting.pay = setting.pay or (named and not apart)  # `70.000 € Jahresgehalt`
        elif token.has("kind") and _is_next_ones(tokens, at, after):
            return
        elif not (_take_money(tokens, at, setting, apart=apart) or _is_passed(token)):
            setting.extras = setting.extras or token.has("boast")
            if token.text not in _SOFT_ENDS:
                _take_listed(tokens, at + 1, stop, setting)
                return
        plus = plus or token.text in ("+", "plus")
        apart = apart or token.text == "," or opens_remark(tokens, at)


def _is_passed(token: Token) -> bool:
    """Return whether a band may reach beyond a word: `sabit` in `950 AZN sabit maaş`."""
    offer = token.has("offer") and token.how("offer") != "strong" and not token.has("boast")
    return token.text in _PASSED_AFTER or offer


def _take_listed(tokens: Sequence[Token], at: int, stop: int, setting: Modifiers) -> None:
    """Take a kind that is a separate item of the list after a band: `, inc benefits, OTE`."""
    for n in range(at, stop):
        token = tokens[n]
        if token.ends or token.figure:
            return
        if token.has("kind") and tokens[n - 1].text == "," and _is_last(tokens, n + 1):
            _take(token, setting)


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].ends or tokens[at].text in (",", ")")


def _take_unit(token: Token, setting: Modifiers) -> None:
    """Take a unit, and the fact that some unit words include (Bruttojahresgehalt)."""
    if setting.period is None:
        setting.period = token.value("period")
    if token.has("fact"):
        setting.facts.append(token.value("fact"))


def _take_money(tokens: Sequence[Token], at: int, setting: Modifiers, *, apart: bool) -> bool:
    """Take the money that a particle at `at` leads to (`netto w euro`), else what `_take` takes."""
    named = currency_named(tokens, at)
    return _take(tokens[named or at], setting, apart=apart and not named)


def _take(token: Token, setting: Modifiers, *, apart: bool = False) -> bool:
    """Take what the token says about the band. Return False if it says nothing.

    `apart`: a comma stands before it, so that a currency says how pay is paid out (`, USDT`).
    """
    if token.has("currency"):
        if not (apart or token.how("currency") == "glued"):
            setting.marks.append(token.value("currency"))
    elif token.has("kind"):
        setting.kind = setting.kind or token.value("kind")
        setting.pay = True
    elif token.has("fact"):
        setting.facts.append(token.value("fact"))
    elif token.has("pay"):
        setting.pay = setting.pay or not apart
    elif token.has("extra"):
        setting.extras = True
    else:
        return token.has("above") or token.has("below")
    return True


def _is_ours(tokens: Sequence[Token], at: int, *, plus: bool, close: bool) -> bool:
    """Return whether a unit word after the band belongs to the band, not to what follows."""
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if tokens[at - 1].text == "," and opens_money(tokens, at + 1):
        return False
    if token.how("period") == "bare":
        return close
    if token.how("period") == "after":
        return True
    if plus:
        return False
    roles = ("currency", "noise", "from", "upto", "circa")
    return after is None or not (after.figure or any(after.has(r) for r in roles))


def _is_next_ones(tokens: Sequence[Token], at: int, after: Span | None) -> bool:
    """Return whether the kind word at `at` belongs to the next band: `£40k OTE £100k`."""
    if after is None:
        return False
    gap = tokens[at + 1 : after.first]
    if any(t.text not in _PASSED_BEFORE and not t.has("upto") for t in gap) or len(gap) > 2:
        return False
    own = tokens[after.last + 1 : after.last + 3]
    return not any(t.has("kind") for t in own)


def _look_before(tokens: Sequence[Token], span: Span, setting: Modifiers, *, after: int) -> None:
    """Take what stands before the band, up to what is said of the band that ends at `after`."""
    words, comma = 0, False
    own = end_of_former(tokens, after, span.first)
    linked = span.first > 0 and tokens[span.first - 1].text in _LINKS
    for at in range(span.first - 1, max(span.first - 1 - _REACH_BEFORE, own - 1, -1), -1):
        token = tokens[at]
        if token.ends or token.figure or "noise" in token.roles or words > _FEW_WORDS:
            return
        if words and "unstated" in token.roles:
            return  # salary negotiable and a laptop for $900
        if token.has("period") and token.how("period") != "bare":
            _take_period(tokens, at, span, setting, words=words)
        elif _speaks_of_it(token, words=words, linked=linked and not comma):
            _take(token, setting)
        elif not words and "currency" in token.roles and names_currency(tokens, at):
            setting.marks.insert(0, token.value("currency"))
        elif (token.has("pay") or token.value("kind") == "base") and not is_of_share(tokens, at):
            setting.pay = setting.pay or not comma or _is_minimum(tokens, span)
        elif token.text in _ITEM_ENDS:
            comma = True
        elif not (token.text in _PASSED_BEFORE or _is_opening(token) or token.has("ours")):
            words += 1


def _is_minimum(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the text ends so: `Salary DOE, $88,000 minimum`."""
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    closed = after is None or after.ends
    return closed and tokens[span.last].has("above") and tokens[span.first - 1].text == ","


def _speaks_of_it(token: Token, *, words: int, linked: bool) -> bool:
    """Return whether a kind or fact before the band belongs to it: adjacent, or `OTE for X is`."""
    return (token.has("kind") and (linked or not words)) or (token.has("fact") and not words)


def _take_period(
    tokens: Sequence[Token], at: int, span: Span, setting: Modifiers, *, words: int
) -> None:
    """Take a unit before the band: adjacent, or with a pay word (`annual salary for …`)."""
    if at and tokens[at - 1].has("unit"):
        return  # 37 hrs/week: £29,000
    if not words or _names_pay(tokens, at, span.first) or _opens_offer(tokens, at, span):
        _take_unit(tokens[at], setting)
    setting.pay = setting.pay or tokens[at].how("period") == "before"


def _opens_offer(tokens: Sequence[Token], at: int, span: Span) -> bool:
    """Return whether a sentence begins with a time and offers: `Za hodinu práce platíme 6 €`."""
    begins = not at or tokens[at - 1].ends or tokens[at - 1].text in "-*"
    few = sum(len(t.text) > 1 for t in tokens[at + 1 : span.first - 1]) <= _FEW_OF_TIME
    return begins and few and tokens[span.first - 1].has("ours")


def _is_opening(token: Token) -> bool:
    return any(token.has(r) for r in ("from", "upto", "circa", "between", "own", "estimate"))


def _names_pay(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Return whether a pay word follows within two words: `annual salary`, not `annual leave`."""
    if tokens[at].how("period") == "before":
        return True
    near = tokens[at + 1 : min(at + 3, end)]
    return any(t.has("pay") or t.value("kind") == "base" for t in near)
