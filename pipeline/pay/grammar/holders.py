"""Recognise a sentence that says what those who hold a job are paid: `The Clerk is paid £14`.

An employer says so of its own people. Reports tell where and when, or what people `earn`.
"""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.grammar.spans import Span
from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token

_LONGEST = 7  # tokens of `the deputy head of catering services`
_REACH = 14
_MODIFIERS = 2  # tokens of `home care` in `our home care workers`
_AFTER = 6
_SINGLE = frozenset({"the", "this", "your"})
_ALL = (["all", "our"], ["all", "of", "our"], ["every"], ["each"])
_STARTS = frozenset({"-", "*", ":"})
_JOINTS = frozenset({"-", "&", "/"})
_HELPERS = frozenset(
    {"are", "is", "be", "will", "shall", "would", "will be", "will receive", "currently", "now"}
)
_VERBS = frozenset({"paid", "earn", "earns", "receive", "receives", "will receive", "at"})
_PARTICIPLES = frozenset({"paid", "remunerated", "compensated"})
_PLURAL_VERB = ["are", "paid"]
_PAYERS = frozenset({"by", "from"})
_OUR = frozenset({"our", "unseren", "nos", "nuestros", "onze", "i nostri", "våra", "vores"})
_PAYING = ("pay", "zahl", "paie", "paga", "betal", "płac", "offer", "biet")
_ONWARD = frozenset({"and", "but", "so", "while", "which", "or", "yet"})


def are_paid(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a sentence begins with the name of a job and says what it is paid."""
    at = span.first - 1
    if at < 1 or tokens[at].text not in _VERBS:
        return False
    before = tokens[max(at - _REACH, 0) : at + 1][::-1]
    sentence = list(takewhile(lambda t: not (t.ends or t.text in _STARTS), before))[::-1]
    if len(sentence) > _REACH:
        return False
    verb = _verb(sentence)
    subject = sentence[: len(sentence) - verb]
    said = [t.text for t in sentence[len(subject) :]]
    if not verb or not _is_holder(subject) or _has_payer(tokens, span):
        return False
    if subject[0].text in _SINGLE:
        return not subject[-1].text.endswith("s")
    if any([t.text for t in subject[: len(words)]] == words for words in _ALL):
        return _is_closed(tokens, span)
    return said == _PLURAL_VERB and subject[-1].text.endswith("s") and _is_closed(tokens, span)


def is_paid_by_us(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the employer pays those whom the word at `at` names: `we pay our chefs`."""
    before = tokens[max(at - _MODIFIERS - 2, 0) : at]
    ours = [
        n for n, t in enumerate(before) if n and t.text in _OUR and _is_our_paying(before[n - 1])
    ]
    named = tokens[at].how("others") == "weak" or is_job_word(tokens[at].text.split()[-1])
    return bool(ours) and named and all(t.unknown for t in before[ours[-1] + 1 :])


def _is_our_paying(token: Token) -> bool:
    return token.has("ours") and any(stem in token.text for stem in _PAYING)


def _verb(sentence: Sequence[Token]) -> int:
    """Return how many tokens at the end of a sentence are a verb of receiving; 0 if it is none."""
    words = [t.text for t in sentence][::-1]
    if words[0] == "at" and words[1:2] and words[1] not in _PARTICIPLES:
        return 0
    first = 1 + (words[0] == "at")
    return first + len(list(takewhile(_HELPERS.__contains__, words[first:])))


def _is_holder(subject: Sequence[Token]) -> bool:
    """Return whether words name a job: `chefs`, `the parish clerk`, `all of our porters`."""
    if not 0 < len(subject) <= _LONGEST:
        return False
    if any(not (t.text[0].isalpha() or t.text in _JOINTS) for t in subject):
        return False
    if any(t.has("average") or t.has("supposed") or t.has("noise") for t in subject):
        return False
    head = subject[-1]
    if head.has("ours") and head.how("ours") != "weak":
        return False
    named = is_job_word(head.text) or head.how("others") == "weak"
    alone = len(subject) == 1 or subject[0].text == "all"
    plural = alone and head.unknown and head.text.endswith("s")
    theirs = any(t.has("others") and t.how("others") not in ("weak", "") for t in subject)
    return (named or plural) and not theirs


def _has_payer(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether others pay the amount: `is paid £40 an hour by the families`."""
    after = takewhile(lambda t: not t.ends, tokens[span.last + 1 : span.last + 1 + _AFTER])
    return any(t.text in _PAYERS for t in after)


def _is_closed(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether no other statement follows: `are paid £11 an hour, and our union …`."""
    after = [t for t in tokens[span.last + 1 : span.last + 1 + _AFTER] if not t.has("period")][:2]
    if not after or after[0].ends:
        return True
    return after[0].text in (",", "and") and not (len(after) > 1 and after[1].text in _ONWARD)
