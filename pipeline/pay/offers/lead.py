"""Read the words that lead to a word of pay, back to the start of their clause."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.pay.lexing.job_words import is_job_word
from pipeline.pay.lexing.tokens import Token
from pipeline.pay.offers.words import (
    is_money,
    is_of_others,
    is_ours,
    is_pay_name,
    is_this_job,
    is_verb_of_pay,
    is_word,
    parts_clauses,
)
from pipeline.text.scripts import HAS_CJK, HIRAGANA, IN_ONE_RUN

_PARTICLES = "의の的은는은は이가"
_KINDS = (("hangul", "\uac00"), ("han", "\u3400"), ("kana", "\u30a0"))
_LONGEST = {"han": 2}  # Chinese signs of an adjective: `想定年収`
_LONGEST_NAME = 10  # signs of the name of a job
_REACH = 60
FEW = 2
"""Unknown words between `you` and the pay word: `you can expect a starting salary`."""
_JOINTS = frozenset({",", "and", "und", "et", "y", "e", "och", "og", "и", "та", "ve", "、"})
_ARTICLES = frozenset({"a", "an"})
_MANY = 6  # unknown words of a clause that are looked at
_TITLE = 6  # tokens of the name of a job before its pay: `Senior data engineer salary £60,000`


class Lead:
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
            if token.has("supposed") or (is_of_others(self.tokens, n) and not own):
                self.closed = not self.labelled
                return self.labelled
            if self._begins_after(n):
                break
            own = own or is_ours(self.tokens, n) or is_this_job(token)
            if not own:
                self._take(n)
            if self.words > (FEW if own else _MANY):
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
        if parts_clauses(self.tokens, n):
            return token.ends or not self.words or not is_money(self.tokens, n)
        if token.text == "-":
            return apart and n > 0 and self.tokens[n - 1].end < token.start
        if token.text in _JOINTS:
            return not self.words
        return apart and IN_ONE_RUN.match(after.text) is not None

    def _take(self, n: int) -> None:
        """Take the token at `n` as one of the words that lead to the pay word."""
        token = self.tokens[n]
        if is_pay_name(token):
            self.at, self.words, self.signs, self.run = n, 0, 0, ""
        elif token.has("offer"):
            return
        elif token.unknown and HAS_CJK.match(token.text):
            self._take_sign(n)
        elif is_word(token):
            self.words += 1
            between = self.tokens[n + 1 : self.at + 1]
            self.adjective = all(t.has("period") or is_pay_name(t) for t in between)
            self.adjective = self.adjective and not is_verb_of_pay(self.tokens[self.at])

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
        nearest = next((t for t in title if not _leads_on(t)), None)
        return nearest is not None and len(title) <= _TITLE and is_job_word(nearest.text)


def _leads_on(token: Token) -> bool:
    """Return whether a token may stand between the name of a job and its pay: `draws a`."""
    led = token.has("offer") or token.has("earning") or token.text in _ARTICLES
    return led or not token.text[0].isalpha()


def _kind(sign: str) -> str:
    return next((kind for kind, first in _KINDS if sign >= first), "")


def _ends_in_job(run: str) -> bool:
    """Return whether a run of signs is the name of a job, perhaps with a particle after it."""
    name = run.rstrip(_PARTICLES)
    return any(is_job_word(name[n:]) for n in range(len(name) - 1))
