"""Recognise what others earn, pay or are promised: couriers, customers, a market, the law."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.grammar.earners import goes_to_others, names_its_earners
from pipeline.pay.grammar.holders import are_paid, is_paid_by_us
from pipeline.pay.grammar.payers import TOPICS, depends_on_applicant
from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token
from pipeline.text.scripts import IS_CYRILLIC

_TELLING = frozenset({"others", "earning", "pay"})
_REACH = 30
_NEXT = 3
_AFTER = 8
_SHORTEST_PRONOUN = 3
_TITLE, _ARTICLE = 6, 3  # tokens before the name of a job that begins a sentence
_CLAUSE_ENDS = frozenset({",", "and", "und", "et", "y", "e", "en", "och", "og", "i", "и", "with"})

_BEFORE_SUBJECT = frozenset({"all", "our", "the", "new", "full-time", "-"})
_BEFORE_INFINITIVE = frozenset({"to", "can", "could", "will", "would", "may", "and", "or", "we"})


def of_third_parties(tokens: Sequence[Token], spans: Sequence[Span]) -> list[bool]:
    """Return of each band of a description whether its clause speaks of others than its reader.

    `Couriers earn $20 an hour`, `the median salary of graduates is $92,000`. It does not if a
    word for this job or its applicant is nearer, or if a pay word begins another clause:
    `we help nurses find work, salary $120,000`. Some people may hold the job (nurses): they
    need a verb of earning, too. An amount after a colon is labelled pay.
    """
    found = [at for at, t in enumerate(tokens) if not _TELLING.isdisjoint(t.roles)]
    if not found:
        return [False] * len(spans)
    nearest = [bisect_left(found, span.first) - 1 for span in spans]
    return [
        n >= 0 and span.first - found[n] <= _REACH and _is_theirs(tokens, span)
        for n, span in zip(nearest, spans, strict=True)
    ]


def of_other_topics(tokens: Sequence[Token], spans: Sequence[Span]) -> list[bool]:
    """Return of each band of a field whether its sentence is about other jobs or other money."""
    return [_has_topic(tokens, span) for span in spans]


def _is_theirs(tokens: Sequence[Token], span: Span) -> bool:
    at = span.first - 1
    if any(test(tokens, span) for test in (_has_topic, _has_payer, goes_to_others)):
        return True
    if _is_paid_by(tokens, at):
        return True
    labelled = span.first > 0 and tokens[span.first - 1].text == ":"
    own = is_of_this_job(tokens, span) or are_paid(tokens, span)
    if labelled or own or depends_on_applicant(tokens, span):
        return False
    return names_its_earners(tokens, span) or _is_told_of_others(tokens, span)


def _is_told_of_others(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a word for others, or a verb of what they earn, is nearer than ours."""
    earning = named = told = False
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        token = tokens[at]
        if (token.has("ours") and _is_ours(tokens, at)) or is_earned_here(tokens, at):
            return False
        if token.ends or _parts(tokens, at, named=named):
            return told
        if token.has("others") and (token.how("others") != "weak" or earning):
            return not is_paid_by_us(tokens, at)
        earning = earning or token.has("earning")
        told = told or (token.how("earning") == "strong" and has_subject(tokens, at))
        named = named or _is_pay_name(token)
    return told


def _is_ours(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word points at the applicant, not at those they meet: `clients you meet`."""
    if tokens[at].how("ours") == "weak":
        return is_subject(tokens, at)
    return not (at and tokens[at].text == "you" and tokens[at - 1].has("others"))


def _has_topic(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether the sentence is about other money from its start: `if you refer a friend`.

    What earns a reward may also follow it: `£500 if you refer a friend`.
    """
    before = tokens[max(span.first - _REACH, 0) : span.first]
    if any(t.how("others") in TOPICS for t in takewhile(lambda t: not t.ends, before[::-1])):
        return True
    after = (t for t in tokens[span.last + 1 : span.last + 1 + _NEXT] if not t.has("period"))
    following = next(after, None)
    return following is not None and following.how("others") == "reward"


def _is_paid_by(tokens: Sequence[Token], at: int) -> bool:
    """Return whether several of some kind pay the amount after `at`: `residents pay £950`."""
    if at < 1 or tokens[at].text != "pay" or not tokens[at - 1].unknown:
        return False
    return tokens[at - 1].text.endswith("s")


def _has_payer(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether somebody pays people whom the clause names: `raters, paid $6 by the vendor`.

    A clause that speaks of this job or its applicant names no others.
    """
    if not span.first or not tokens[span.first - 1].has("earning"):
        return False
    rest = takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _AFTER])
    if next((t.text for t in rest if not t.has("period")), "") != "by":
        return False
    before = tokens[max(span.first - _REACH, 0) : span.first][::-1]
    return not any(t.has("ours") for t in takewhile(lambda t: not t.ends and t.text != ":", before))


def has_subject(tokens: Sequence[Token], at: int) -> bool:
    """Return whether somebody earns: `agents earn $20`, not `earn $20` or `and earn $20`.

    A clause about them may stand between: `carers who travel with us, earn $20`.
    """
    before = tokens[at - 1] if at else None
    if before is not None and before.text == ",":
        clause = takewhile(lambda t: not t.ends, tokens[max(at - _REACH, 0) : at][::-1])
        return any(t.has("others") and len(t.text) > _SHORTEST_PRONOUN for t in clause)
    return before is not None and before.text.isalpha() and before.text not in _BEFORE_INFINITIVE


def is_subject(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a sentence begins with a word, as in `All interns are paid`."""
    before = tokens[at - 1] if at else None
    return before is None or before.ends or before.text in _BEFORE_SUBJECT


def is_earned_here(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the name of one job is the subject of a verb: `The cook gets`, `Koch erhält`.

    It begins its sentence, perhaps after an article.
    """
    if tokens[at].how("earning") != "singular" or not at:
        return False
    name = tokens[at - 1]
    before = list(takewhile(lambda t: not t.ends, tokens[max(at - _TITLE, 0) : at - 1][::-1]))
    if len(before) > _ARTICLE or not is_job_word(name.text):
        return False
    return not any(t.has("others") and t.how("others") != "weak" and _long(t) for t in before)


def _long(token: Token) -> bool:
    return len(token.text) > _SHORTEST_PRONOUN


def is_of_this_job(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether `for this role` follows, as in `average pay is $95,000 for this role`.

    So does `with us` after a verb of earning.
    """
    after = list(takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _AFTER]))
    if any(t.how("ours") == "strong" for t in after):
        return True
    return any(t.has("here") for t in after) and _is_earned(tokens, span)


def _is_earned(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a verb of earning leads to an amount, and no customer earns it."""
    before = tokens[max(span.first - _AFTER, 0) : span.first]
    before = list(takewhile(lambda t: not t.ends, before[::-1]))
    served = any(t.has("others") and t.how("others") != "weak" for t in before)
    return not served and any(t.has("earning") for t in before)


def _parts(tokens: Sequence[Token], at: int, *, named: bool) -> bool:
    """Return whether a new clause begins after `at`: after a dash, or a comma before pay."""
    token = tokens[at]
    if token.text == "-" and _is_verb(tokens, at):
        return False
    if token.text == "-":
        return tokens[at - 1].end < token.start < tokens[at + 1].start - 1 if at else True
    if token.text not in _CLAUSE_ENDS:
        return False
    return named or tokens[at + 1].has("earning")  # `work with nurses and earn $100,000`


def _is_verb(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a dash before an amount is the verb: `средний чек — 18 000 рублей`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    russian = bool(at) and IS_CYRILLIC.match(tokens[at - 1].text) is not None
    return russian and after is not None and (after.figure or after.has("period"))


def _is_pay_name(token: Token) -> bool:
    return token.has("pay") or token.value("kind") == "base" or token.how("period") == "before"
