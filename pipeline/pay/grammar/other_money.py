"""Recognise money that is not base pay: funding, bonuses, budgets, allowances, claims."""

from collections.abc import Sequence

from pipeline.caches import cached_file, cached_reader
from pipeline.pay.grammar.open_ends import Shape
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.lexemes import fold, words
from pipeline.pay.lexing.lexicon import lexicon
from pipeline.pay.lexing.tokens import Token, tokenize_folded

_BEFORE, _AFTER = 9, 6
_SHORTEST = 2  # the last token of a band, and a plus
_ADDED = frozenset({"+", "plus"})
_JOINERS = frozenset({"+", "plus", "&", "and", "with", ","})
_TITLE_ENDS = frozenset({"-", ")"})
_AFTER_GRANT = frozenset("(),/") | {
    *("over", "vesting", "vests", "vested", "grant", "grants", "package", "award", "awards"),
    *("plan", "units", "valued", "worth", "value"),
}
_VALUED = frozenset({"of", "value", "valued", "worth"})
_PARTITIVE = frozenset({"of", "in", "worth", "an", "de", "d'", "di", "van", "in form von"})
_LINKS = frozenset({":", "of", "is", "-", "to", "worth"})


def is_other_money(
    tokens: Sequence[Token], spans: Sequence[Span], at: int, *, named: bool, small: bool
) -> bool:
    """Return whether the words beside `spans[at]` name other money than pay.

    `named` means that a word of the text names such money, `small` that the amount is small for
    a year's pay: a `bonus` after it then names it. After a larger amount, `bonus` is the next item
    of a list.
    """
    span = spans[at]
    if any(a.noise for a in span.ends) or (at and _is_on_top(tokens, spans, at)):
        return True
    if not named:
        return False
    if _is_part_of(tokens, span) or (not at and _opens_text(tokens, span, small=small)):
        return True
    before = _named_before(tokens, span, small=small)
    if before is None or (not before and _is_per_other(tokens, span)):
        return _named_after(tokens, span, small=small)
    return before


def is_claim(tokens: Sequence[Token], span: Span, *, prose: bool) -> bool:
    """Return whether a band is only a claim: `earn up to`, `commission only`, a question."""
    near = tokens[max(span.first - _BEFORE, 0) : span.last + 1 + _AFTER]
    if not any("claim" in t.roles or t.text == "?" for t in near):
        return False
    if any(t.value("claim") != "after" for t in _claims(_back(tokens, span.first))):
        return True
    after = tokens[span.last + 1 : span.last + 1 + _AFTER]
    if any(t.value("claim") != "before" for t in _claims(_upto_end(after))):
        return True
    following = next((t for t in after if not (t.has("period") or t.has("above"))), None)
    return prose and following is not None and following.text == "?"


@cached_reader(65_536)
def lives_on_commission(title: str) -> bool:
    """Return whether a title names a trade that is paid by commission, such as a recruiter."""
    folded = fold(title)
    if _commission().isdisjoint(words(folded, 0, len(folded))):
        return False
    return any(token.has("commission") for token in tokenize_folded(folded))


@cached_file
def _commission() -> frozenset[str]:
    """Return the first word of each phrase for such a trade."""
    return frozenset(phrase[0] for phrase in lexicon().phrases("commission"))


def _claims(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if "claim" in t.roles]


def _back(tokens: Sequence[Token], first: int) -> list[Token]:
    """Return the tokens before `first`, nearest first, back to the start of the sentence."""
    return _upto_end(tokens[max(first - _BEFORE, 0) : first + 1][::-1])


def _upto_end(tokens: Sequence[Token]) -> list[Token]:
    end = next((n for n, t in enumerate(tokens) if t.ends), len(tokens))
    return list(tokens[:end])


def _is_on_top(tokens: Sequence[Token], spans: Sequence[Span], at: int) -> bool:
    """Return whether an amount is added to the band before it: `£45,000 + £15,000 OTE`."""
    former, first = spans[at - 1].last, spans[at].first
    if not _SHORTEST <= first - former <= _BEFORE:
        return False
    between = tokens[former:first]
    added = next((n for n, t in enumerate(reversed(between)) if t.text in _ADDED), None)
    if added is None or any(t.ends for t in between):
        return False
    # `+ variable 2 LPA`, but `+ OTE £100k` and `+ car, senior: £100k` are bands
    named = between[len(between) - added :]
    return all(t.text.isalpha() and not (t.has("kind") or t.has("pay")) for t in named)


def _named_before(tokens: Sequence[Token], span: Span, *, small: bool) -> bool | None:
    """Return what the nearest naming word before a band names: other money, pay (False), or None.

    A trade in a job title says nothing about pay after a dash: `Analyst, Insurance - £60,000`.
    """
    start = max(span.first - _BEFORE, 0)
    titled = False
    for at in range(span.first - 1, start - 1, -1):
        token = tokens[at]
        counted = token.figure and tokens[at + 1].has("unit")  # bonus, 2 times a year: 500,000
        limited = at == span.first - 1 and span.shape is Shape.UPTO and token.text == ","
        if limited:
            continue  # 60% of your salary, up to $10,000
        if token.ends or (token.figure and not counted) or token.text in (",", "+", "plus"):
            return None
        titled = titled or (token.text in _TITLE_ENDS and not small)
        if not token.roles or ("trade" in token.roles and (titled or _are_lakhs(tokens, span))):
            continue
        if token.has("noise") and token.value("noise") != "after":
            alone = not at or tokens[at - 1].ends
            between = tokens[at + 1 : span.low.first]
            if _names_it(token, between, alone=alone) or (small and _is_bracket(between)):
                return True
        elif token.has("pay") or (token.how("period") == "before" and len(token.text) > 1):
            return False
    return None


def _are_lakhs(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether an amount is in lakhs a year, as only pay is: `Budget: 15-20 LPA`."""
    return tokens[span.high.last].text.startswith("lpa")


def _is_part_of(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether other money is what an amount is of: `$25,000 of life insurance`."""
    after = tokens[span.last + 1 : span.last + 3]
    return len(after) > 1 and after[0].text in _PARTITIVE and after[1].has("noise")


def _opens_text(tokens: Sequence[Token], span: Span, *, small: bool) -> bool:
    """Return whether a benefit opens the text and its limit follows: `Tuition aid up to $5,000`.

    Before the limit of a small amount more may be said: `Sign-on bonus available, up to $5,000`.
    """
    if tokens[0].how("noise") != "strong":
        return False
    between = tokens[1 : span.first + 1]
    links = [t.text == "of" or t.has("upto") for t in between]
    if small and span.shape is Shape.UPTO:
        return not any(t.ends or t.figure or _names_pay(t) for t in between[:-1])
    return any(links) and all(links[:-1])


def _names_pay(token: Token) -> bool:
    return token.has("pay") or token.has("kind") or token.how("period") == "before"


def _names_it(token: Token, between: Sequence[Token], *, alone: bool) -> bool:
    """Return whether a word before a band names it: funding does, a bonus only if linked to it.

    `alone` means that the word begins a line: `Bonus Rp 5.000.000`.
    """
    if alone and not between:
        return True
    if token.how("noise") == "grant" and not _VALUED.isdisjoint(t.text for t in between):
        return all(t.text[0].isalpha() or t.text == ":" for t in between)
    return token.how("noise") not in ("weak", "grant") or _only_links(between)


def _is_bracket(between: Sequence[Token]) -> bool:
    """Return whether only a bracket opens before a small amount: `bonus (£2,000 last year)`."""
    return [t.text for t in between] == ["("]


def _only_links(between: Sequence[Token]) -> bool:
    """Return whether only linking words follow a bonus word: `bonus of up to`."""
    return bool(between) and all(
        t.text in _LINKS or t.has("upto") or t.has("circa") for t in between
    )


def _is_per_other(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether other money follows directly, also after `pay`: `pay $100 per referral`."""
    after = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    return after is not None and after.how("noise") == "strong" and _owns(after, tokens, span)


def _owns(after: Token, tokens: Sequence[Token], span: Span) -> bool:
    """Return whether an amount belongs to the word after it: `includes a $5,000 hiring bonus`."""
    return after.value("noise") == "after" or tokens[span.first - 1].text == "a"


def _is_grant(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a grant is all that follows a band: `$40K - $60K equity`.

    In `£80,000 Equity options Unlimited holiday` it is one of several benefits.
    """
    if tokens[at - 1].text == "+":
        return False
    while at < len(tokens) and tokens[at].how("noise") == "grant":
        at += 1
    return at >= len(tokens) or tokens[at].ends or tokens[at].text in _AFTER_GRANT


def _is_of_next(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word of pay belongs to other money after it: `basic life insurance`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.how("noise") == "strong" and tokens[at].has("kind")


def _named_after(tokens: Sequence[Token], span: Span, *, small: bool) -> bool:
    for n, token in enumerate(tokens[span.last + 1 : span.last + 1 + _AFTER]):
        if not n and token.how("noise") == "grant" and _is_grant(tokens, span.last + 1):
            return True
        if token.ends or token.figure or token.text in _JOINERS:
            return False
        if token.has("noise") and token.value("noise") != "before":
            return token.how("noise") == "strong" or (small and span.shape is not Shape.RANGE)
        if _names_pay(token) or token.has("boast"):
            return _is_of_next(tokens, span.last + 1 + n)
    return False
