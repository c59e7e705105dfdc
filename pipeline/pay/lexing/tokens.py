"""Split text into tokens: figures, and words with the roles that the rules give them."""

from decimal import Decimal
from typing import NamedTuple

from pipeline.pay.lexing.english_numbers import ENGLISH_NUMBERS, read_english
from pipeline.pay.lexing.han_numbers import HAN_DIGITS, read_han
from pipeline.pay.lexing.lexemes import Lexeme, fold, split
from pipeline.pay.lexing.lexicon import NO_ROLES, Lexicon, Roles, lexicon
from pipeline.pay.lexing.numbers import Number, in_words, read_number
from pipeline.text.scripts import FULL_STOPS, HAS_RUNS

_BREAKS = frozenset(f";|•·!?\n●◦▪{FULL_STOPS}")
_NO_WORDS_OF_PAY = {"duty", "besides", "average", "value", "offer", "supposed"}
_NUMBER_WORDS = HAN_DIGITS | ENGLISH_NUMBERS
_RANKED = frozenset({"jahr", "lehrjahr", "ausbildungsjahr"})


class Token(NamedTuple):
    """A figure (`figure`), a word of the rules (`roles`), or any other word or mark.

    `number` is None for a figure that is malformed.
    """

    text: str
    start: int
    end: int
    roles: Roles
    number: Number | None = None
    figure: bool = False
    ends: bool = False  # a sentence, a line or a list item ends here

    def has(self, role: str) -> bool:
        """Return whether the rules give the token this role."""
        return role in self.roles

    @property
    def unknown(self) -> bool:
        """Whether it is a word that no rule knows, or that says nothing of pay by itself."""
        return self.text[0].isalpha() and not self.roles.keys() - _NO_WORDS_OF_PAY

    def value(self, role: str) -> str:
        """Return the value of the token in this role; empty if it does not have the role."""
        return self.roles[role].value if role in self.roles else ""

    def how(self, role: str) -> str:
        """Return how the token must be placed in this role; empty if it does not have the role."""
        return self.roles[role].how if role in self.roles else ""

    def rule(self, role: str) -> str:
        """Return the row that gives the token this role, `pay/pay_periods.csv:12`; or empty."""
        return self.roles[role].rule if role in self.roles else ""


def tokenize(text: str) -> list[Token]:
    """Return the tokens of the text in order. Their offsets are offsets in `text`."""
    return tokenize_folded(fold(text))


def tokenize_folded(folded: str, *, prose: bool = False) -> list[Token]:
    """Return the tokens of a folded text in order; in `prose`, English words may be figures."""
    numbers = _NUMBER_WORDS if prose else HAN_DIGITS
    book, tokens, at = lexicon(), list[Token](), 0
    pieces = split(folded)
    if not folded.isascii() and HAS_RUNS.search(folded):
        pieces = list(book.cut(pieces))
    while at < len(pieces):
        taken, token = _token(book, folded, pieces, at, numbers)
        tokens.append(token)
        at += taken
    return tokens


def _token(
    book: Lexicon, folded: str, pieces: list[Lexeme], at: int, numbers: frozenset[str]
) -> tuple[int, Token]:
    taken, roles = book.match(pieces, at)
    text, start, end = pieces[at]
    if taken > 1:
        end = pieces[at + taken - 1].end
        return taken, Token(folded[start:end], start, end, roles)
    if not taken and text.isdecimal() and _is_rank(pieces, at):
        return 1, Token(text, start, end, NO_ROLES)
    if not taken and text.isdecimal():
        taken, number = read_number(pieces, at, folded)
        end = pieces[at + taken - 1].end
        return taken, Token(folded[start:end], start, end, NO_ROLES, number, figure=True)
    if not taken and text in numbers and (run := _read_words(book, pieces, at))[0]:
        end = pieces[at + run[0] - 1].end
        return run[0], Token(folded[start:end], start, end, NO_ROLES, in_words(run[1]), figure=True)
    if not taken and text[0].isdecimal():  # with an exponent: no text states pay like this
        return 1, Token(text, start, end, NO_ROLES, figure=True)
    ends = text in _BREAKS or (text == "." and _spaced(folded, end) and not _short(pieces, at))
    return 1, Token(text, start, end, roles, ends=ends)


def _read_words(book: Lexicon, pieces: list[Lexeme], at: int) -> tuple[int, int | Decimal]:
    """Return (pieces in the figure in words at `at`, its value); (0, 0) if there is none."""
    if pieces[at].text in HAN_DIGITS:
        return read_han(pieces, at)
    return read_english(book, pieces, at)


def _short(pieces: list[Lexeme], at: int) -> bool:
    """Return whether a point belongs to an abbreviation or a rank: `U.S. pay`, `im 1. Lehrjahr`."""
    if at and _is_rank(pieces, at - 1):
        return True
    if at < 3 or pieces[at - 2].text != ".":
        return False
    return (
        len(pieces[at - 1].text) == len(pieces[at - 3].text) == 1 and pieces[at - 1].text.isalpha()
    )


def _is_rank(pieces: list[Lexeme], at: int) -> bool:
    """Return whether a figure is the number of a year of training: `2. Lehrjahr`."""
    if at + 2 >= len(pieces) or pieces[at + 1].text != ".":
        return False
    return pieces[at].text.isdecimal() and pieces[at + 2].text in _RANKED


def _spaced(folded: str, at: int) -> bool:
    """Return whether a space follows, but no dash: `$99,000/Yr. - $121,000/Yr.` is one range."""
    return at >= len(folded) or (folded[at].isspace() and not folded.startswith(" - ", at))
