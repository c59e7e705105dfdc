"""Tell whether the clause that names the pay of an amount speaks of this job.

`The salary is £40,000` and `you will receive a salary of £40,000` do. In `the exemption requires a
salary of $844 per week` and `workers on a salary below £18,000` the pay word belongs to something
else: words that no rule knows lead to it, and none of them points at this job.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from pipeline.pay.grammar.brackets import is_of_share
from pipeline.pay.grammar.payers import Payer, may_tell_payer, payer_of
from pipeline.pay.grammar.spans import Span
from pipeline.pay.grammar.third_parties import is_subject
from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token
from pipeline.text.scripts import HAS_CJK, HIRAGANA, IN_ONE_RUN

_PARTICLES = "의の的은는은は이가"
_KINDS = (("hangul", "\uac00"), ("han", "\u3400"), ("kana", "\u30a0"))
_LONGEST = {"han": 2}  # Chinese signs of an adjective: `想定年収`
_LONGEST_NAME = 10  # signs of the name of a job
_SHORT = 3  # letters of `the`, `für`, `et`
_REACH = 60
_FEW = 2  # unknown words between `you` and the pay word: `you can expect a starting salary`
_STARTS = frozenset({":", "(", "|", "•", "*", "="})
_JOINTS = frozenset({",", "and", "und", "et", "y", "e", "och", "og", "и", "та", "ve", "、", "，"})
_MANY = 6  # unknown words of a clause that are looked at
_VERBS = frozenset({"paying", "pays", "paid"})
_TITLE = 6  # tokens of the name of a job before its pay: `Senior data engineer salary £60,000`


class Place(NamedTuple):
    """The text of a band, and how it is written.

    `capitals` means that its language writes nouns in small letters, so that a name of pay with a
    capital begins a heading. `cut` means that it is not the beginning of its sentence.
    """

    text: str
    capitals: bool
    cut: bool


def is_offer(tokens: Sequence[Token], span: Span, place: Place) -> bool:
    """Return whether the words that lead to the pay word of a band let it be this job's."""
    at = _pay_name(tokens, span)
    if at and at == span.first - 1 and _parts(tokens[at - 1]):
        return True
    between = tokens[at + 1 : span.first]
    paid = may_tell_payer(tokens, span) and payer_of(tokens, span) is Payer.EMPLOYER
    if paid or any(_is_this_job(t) for t in between):
        return True
    if len(between) > _FEW and _is_of_other_clause(between):
        return False
    if at and tokens[at - 1].figure and any(map(_is_word, between)):
        return False  # `a £450 day rate turns out to be £263`
    if is_of_share(tokens, at) or (_is_verb(tokens[at]) and any(map(_is_word, between))):
        return False
    labelled = tokens[span.first - 1].text == ":"
    lead = _Lead(tokens, at, labelled=labelled, cut=place.cut)
    if lead.is_offer():
        return True
    return place.capitals and not lead.closed and _is_heading(tokens, lead.at, place.text)


def _parts(token: Token) -> bool:
    """Return whether a clause begins after a token: a mark, or other money."""
    return token.ends or token.text in _STARTS or _is_money(token)


def _is_money(token: Token) -> bool:
    return token.has("currency") or token.has("scale")


def _is_of_other_clause(between: Sequence[Token]) -> bool:
    """Return whether a pay word ends a clause: `Acme Pay for farms: our software handles $12`."""
    said = list(takewhile(lambda t: t.text != ":", between[::-1]))
    return len(said) < len(between) and sum(map(_is_word, said)) > _FEW


def begins_with_pay(tokens: Sequence[Token], span: Span) -> bool:
    """Return whether a sentence or a line begins with a name of pay, or names this job."""
    at = _pay_name(tokens, span)
    if any(_is_this_job(t) for t in tokens[at : span.last + 1 + _FEW]):
        return True
    between = tokens[at + 1 : span.first]
    if any(t.has("noise") for t in between) or sum(map(_is_word, between)) > 1:
        return False
    if any(t.text == ":" for t in between[:-1]):
        return False
    lead = list(takewhile(lambda t: not _is_start(t), tokens[max(at - _REACH, 0) : at][::-1]))
    if tokens[span.first - 1].text == ":" and any(t.has("ours") for t in lead[:_SHORT]):
        return True  # `What we pay: $140k`
    return not any(map(_is_word, lead)) and len(lead) <= _SHORT


def _is_start(token: Token) -> bool:
    return token.ends or token.text in ("-", "*")


class _Lead:
    """The words that lead to the pay word at `at`, back to the start of its clause."""

    def __init__(self, tokens: Sequence[Token], at: int, *, labelled: bool, cut: bool) -> None:
        self.tokens, self.at, self.labelled, self.cut = tokens, at, labelled, cut
        self.words = self.signs = 0
        self.run, self.run_at = "", at
        self.adjective = self.closed = False

    def is_offer(self) -> bool:
        """Return whether nothing unknown leads to the pay word, or words for this job do."""
        own = False
        for n in range(self.at - 1, max(self.at - 1 - _REACH, -1), -1):
            token = self.tokens[n]
            if token.has("supposed") or (_is_of_others(self.tokens, n) and not own):
                self.closed = not self.labelled
                return self.labelled
            if self._begins_after(n):
                break
            own = own or _is_ours(self.tokens, n) or _is_this_job(token)
            if not own:
                self._take(n)
            if self.words > (_FEW if own else _MANY):
                return False
        else:
            if self.cut:
                return own
        return own or self._is_bare() or self._is_of_title()

    def _is_bare(self) -> bool:
        few = not self.words or (self.words == 1 and self.adjective)
        return few or (bool(self.run) and _ends_in_job(self.run))

    def _begins_after(self, n: int) -> bool:
        """Return whether the clause of the pay word begins after the token at `n`."""
        token, after = self.tokens[n], self.tokens[n + 1]
        apart = token.end < after.start
        if _parts(token):
            return token.ends or not self.words or not _is_money(token)
        if token.text == "-":
            return apart and n > 0 and self.tokens[n - 1].end < token.start
        if token.text in _JOINTS:
            return not self.words
        return apart and IN_ONE_RUN.match(after.text) is not None

    def _take(self, n: int) -> None:
        """Take the token at `n` as one of the words that lead to the pay word."""
        token = self.tokens[n]
        if _is_pay_name(token):
            self.at, self.words, self.signs, self.run = n, 0, 0, ""
        elif token.unknown and HAS_CJK.match(token.text):
            self._take_sign(n)
        elif _is_word(token):
            self.words += 1
            between = self.tokens[n + 1 : self.at + 1]
            self.adjective = all(t.has("period") or _is_pay_name(t) for t in between)
            self.adjective = self.adjective and not _is_verb(self.tokens[self.at])

    def _take_sign(self, n: int) -> None:
        """Take a sign of a script without spaces between words, or of Korean.

        A run of signs of one kind is a word: `運転手 月給`, `경력 연봉`.
        """
        token, after = self.tokens[n], self.tokens[n + 1]
        self.run = (token.text + self.run)[-_LONGEST_NAME:]
        if HIRAGANA.match(token.text):
            return
        joined = (
            token.end == after.start and after.unknown and _kind(after.text) == _kind(token.text)
        )
        if joined and self.run_at == n + 1:
            self.signs += 1
        else:
            self.words, self.signs = self.words + 1, 1
            self.adjective = n + 1 == self.at
        self.run_at = n
        if self.signs > _LONGEST.get(_kind(token.text), 2 * _MANY):
            self.adjective = False

    def _is_of_title(self) -> bool:
        """Return whether the name of a job that begins the sentence stands right before it."""
        before = self.tokens[max(self.at - _TITLE - 1, 0) : self.at][::-1]
        title = list(takewhile(lambda t: not t.ends, before))
        nearest = next((t for t in title if t.text[0].isalpha() and not t.has("offer")), None)
        return nearest is not None and len(title) <= _TITLE and is_job_word(nearest.text)


def _pay_name(tokens: Sequence[Token], span: Span) -> int:
    """Return the place of the nearest pay word before a band, else that of the band."""
    for at in range(span.first - 1, max(span.first - 1 - _REACH, -1), -1):
        if tokens[at].ends:
            break
        if _is_pay_name(tokens[at]):
            return at
    return span.first


def _is_pay_name(token: Token) -> bool:
    if token.has("pay") or token.has("kind"):
        return True
    return token.how("period") == "before" and len(token.text) > 1


def _is_verb(token: Token) -> bool:
    """Return whether a word of pay is a verb or a participle: `clinics paying $799`."""
    return token.text in _VERBS or token.has("earning")


def _is_this_job(token: Token) -> bool:
    return token.how("ours") == "strong" or token.how("offer") == "strong"


def _kind(sign: str) -> str:
    return next((kind for kind, first in _KINDS if sign >= first), "")


def _ends_in_job(run: str) -> bool:
    """Return whether a run of signs is the name of a job, perhaps with a particle after it."""
    name = run.rstrip(_PARTICLES)
    return any(is_job_word(name[n:]) for n in range(len(name) - 1))


def _is_of_others(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word says that what follows is others'.

    So does the possessive of several: `partners' pay`.
    """
    token = tokens[at]
    if token.has("others") and token.how("others") != "weak":
        return True
    owned = token.text == "'" and at > 0 and tokens[at - 1].text.endswith("s")
    return owned and tokens[at - 1].end == token.start and token.end < tokens[at + 1].start


def _is_word(token: Token) -> bool:
    """Return whether a word may say that the pay is of something else."""
    if token.how("noise") == "strong" and not token.has("trade"):
        return True
    if not token.unknown or token.has("offer") or token.has("besides"):
        return False
    return len(token.text) > _SHORT and not is_job_word(token.text)


def _is_ours(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.has("ours") or token.has("pay"):
        return False
    return token.how("ours") != "weak" or is_subject(tokens, at)


def _is_heading(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Return whether a capital begins the name of pay at `at`, as in a text without line ends."""
    first = at
    while first and not (tokens[first - 1].ends or _is_word(tokens[first - 1])):
        first -= 1
    words = [t for t in tokens[first : at + 1] if t.text[0].isalpha()]
    return not text.isupper() and any(text[t.start].isupper() for t in words)
