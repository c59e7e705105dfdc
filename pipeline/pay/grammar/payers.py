"""Recognise a verb of paying and its payer: only pay that an employer gives may be this job's."""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import takewhile
from operator import attrgetter

from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.tokens import Token
from pipeline.text.scripts import HAS_CJK

TOPICS = frozenset({"topic", "reward"})
"""How a word for others is placed that says that its whole sentence is about other money."""
_REACH = 10
_AFTER = 8
_WHO = frozenset({"who", "which", "that", "they"})
_HELPERS = frozenset({"will", "would", "can", "could", "must", "may", "also", "currently", "now"})
_BEFORE_VERB = _WHO | _HELPERS | frozenset({"to", "we", "and", "or"})
_CHARGES = frozenset({"charge", "charges", "bill", "bills", "invoice", "invoices"})
_PAY = frozenset({"pay", "pays", "we pay"})
_CHARGERS = frozenset({"we", "who", "which", "firm", "shop", "company", "to"})
_PURPOSE = frozenset({"for", "toward", "towards", "to", "into", "each", "a", "an"})
_HOURS = frozenset({"hour", "hours", "week", "experience", "shift", "shifts", "start", "weeks"})
_RECEIVED = frozenset({"earn", "earns", "paid"})
_TRAINED = frozenset(
    {"degree", "diploma", "licence", "license", "certificate", "certification", "qualification"}
)
_ELSEWHERE = frozenset(
    {"in", "on", "at", "near", "nearby", "elsewhere", "locally", "typically", "usually", "who"}
    | {"that", "average", "median", "graduates", "alumni", "can", "could", "may", "might", "often"}
)


_DEPENDS = ("depending on", "depends on", "according", "based on", "commensurate", "dependent on")
_TIMES = frozenset({"月額", "年額", "月々", "毎月", "每月", "每年"})
_OF = frozenset({"の", "的", "의"})
_OF_PAY = frozenset("給报報薪固手収収賃工仕求案ポ待岗崗职職高급보연조포일")
_RECEIVING = ("을받는", "를받는", "을받던", "를받던")  # those who receive it
_LIMITS = frozenset({"以上", "以下", "이상", "이하", "台", "代", "대"})
_USED = ("導入", "利用", "ご利用", "使え", "始め", "契約", "提供")
_TASKS = frozenset({"管理", "指導", "育成", "採用", "教育"})
_MANAGED = 14
_RENT = frozenset({"hire", "rental"})
_NO_THING = frozenset({"this", "new", "direct", "the", "each", "a", "our", "we", "to", "will"})
_TELLING = _PAY | _CHARGES | _TIMES | _RENT | _OF | {"for", "을", "를"}
_TEXT = attrgetter("text")


class Payer(Enum):
    """Who pays the amount after a verb of paying, and for what."""

    NOBODY = "there is no such verb"
    OTHERS = "those who buy or attend something, or what is paid for is a thing"
    EMPLOYER = "an employer, or the job"


def may_tell_payer(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a word before a band, or right after it, may tell who pays it."""
    return not _TELLING.isdisjoint(map(_TEXT, tokens[max(span.first - _REACH, 0) : span.last + 3]))


def payer_of(tokens: Sequence[Token], span: Span) -> Payer:
    """Return who pays a band of a description, by the verb `pay` that leads to it.

    `Residents pay £950` and `who pay £5 each` are others, and so is what an employer pays for a
    thing: `the firm pays up to $3,500 for exam fees`.
    """
    if any(test(tokens, span) for test in (is_price, _is_charged, _is_rent, _is_of_managed)):
        return Payer.OTHERS
    at = next(_verbs(tokens, span), None)
    if at is None:
        return Payer.NOBODY
    if _is_many(tokens, at) or (at and tokens[at - 1].has("noise")):
        return Payer.OTHERS
    return Payer.OTHERS if _has_purpose(tokens, span) else Payer.EMPLOYER


def is_price(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether an amount belongs to a thing or to people: `月額9,800円のサービス`.

    A genitive links it to them. Or a verb says that customers use it from that price:
    `月額30万円から導入`.
    """
    if not span.first or not HAS_CJK.search(tokens[span.first - 1].text):
        return False
    after = [t.text for t in tokens[span.last + 1 : span.last + 5]]
    after = after[1:] if after[:1] and after[0] in _LIMITS else after
    priced = tokens[span.first - 1].text in _TIMES
    from_it = after[:1] == ["から"] or span.shape is Shape.FROM
    after = after[1:] if after[:1] == ["から"] else after
    if "".join(after).startswith(_RECEIVING):
        return True
    if priced and from_it and "".join(after).startswith(_USED):
        return True
    return len(after) > 1 and after[0] in _OF and after[1][0] not in _OF_PAY


def _is_of_managed(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether those who get an amount are the object of a task: `時給1,200円の社員の管理`.

    A genitive links the amount to them, and a second one links them to the task.
    """
    after = [t.text for t in tokens[span.last + 1 : span.last + 1 + _MANAGED]]
    rest = "".join(after)
    if "あなた" in rest and any(task in rest for task in _TASKS):
        return True  # `時給は1,100円で、あなたはシフトを管理します`
    if after[:1] != ["の"] or "の" not in after[2:]:
        return False
    second = after.index("の", 2)
    return "".join(after[second + 1 : second + 3]) in _TASKS


def depends_on_applicant(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a kind of employee gets an amount that depends on the applicant.

    `Journeymen are paid $48 an hour, according to licence` states the pay of a job, and so does
    `teachers with a degree earn $165 a day`, while what people of a region typically earn does not.
    """
    before = tokens[max(span.first - _REACH, 0) : span.first]
    before = list(takewhile(lambda t: not t.ends and t.text != ",", before[::-1]))
    if len(before) < 2 or before[0].text.split()[-1] not in _RECEIVED:
        return False
    if any(t.text in _ELSEWHERE or t.figure or t.how("others") in TOPICS for t in before):
        return False
    if any(t.text in _TRAINED for t in before):
        return any(t.text == "with" for t in before)
    after = takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _AFTER])
    return any(t.text.startswith(_DEPENDS) for t in after)


def _is_charged(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the employer takes the amount: `we charge a day rate of £900`."""
    before = tokens[max(span.first - _REACH, 0) : span.first]
    before = list(takewhile(lambda t: not t.ends, before[::-1]))
    pairs = zip(before[1:], before, strict=False)
    return any(b.text in _CHARGES and a.text in _CHARGERS for a, b in pairs)


def _is_rent(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a thing is let at the amount: `the rate for hall hire`, `for the hall covers`.

    A word that may name a person (`new hire`) is no thing.
    """
    before = tokens[max(span.first - _REACH, 0) : span.first]
    before = list(takewhile(lambda t: not t.ends, before[::-1]))
    pairs = zip(before[1:], before, strict=False)
    if any(b.text in _RENT and a.unknown and a.text not in _NO_THING for a, b in pairs):
        return True
    after = list(takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 6]))
    ours = any(t.has("ours") for t in after)
    return not ours and [t.text for t in after[:1]] == ["for"] and "covers" in map(_TEXT, after)


def _verbs(tokens: Sequence[Token], span: Span) -> Iterator[int]:
    """Yield the place of the verb of paying before a band, if no noun of pay is nearer."""
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        token = tokens[at]
        if token.text in _PAY:
            if _is_verb(tokens, at):
                yield at
            return
        if token.ends or token.text == ":" or token.has("pay") or token.value("kind") == "base":
            return


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    if tokens[at].text == "we pay":
        return True
    if before is None or before.ends:
        return False
    if tokens[at].text == "pays":
        return True
    following = tokens[at + 1].text
    subject = before.text in _BEFORE_VERB or _is_plural(before) or before.has("noise")
    return subject or following in ("a", "an", "us")


def _is_many(tokens: Sequence[Token], at: int) -> bool:
    """Return whether people of some kind are the subject of `pay`."""
    if tokens[at].text != "pay":
        return False
    n = at - 1
    while n > 0 and tokens[n].text in _HELPERS:
        n -= 1
    return n >= 0 and (tokens[n].text in _WHO or _is_plural(tokens[n]))


def _is_plural(token: Token) -> bool:
    named = token.unknown or token.has("others")
    return named and token.text.endswith(("s", "people", "men")) and not token.has("ours")


def _has_purpose(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether words after a band say what is paid for: `for exam fees`, `a pupil`."""
    after = list(takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _AFTER]))
    if any(t.how("ours") == "strong" for t in after):
        return False
    rest = [t for t in after if not t.has("period")]
    if len(rest) > 1 and rest[0].text == "in" and rest[1].has("noise"):
        return True
    if not rest or rest[0].text not in _PURPOSE:
        return False
    return not any(t.figure or t.text in _HOURS or t.has("extra") for t in rest[1:4])
