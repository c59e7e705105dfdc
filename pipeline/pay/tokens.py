"""Text into tokens: figures, and words with the roles the rules give them."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.pay.lexicon import NO_ROLES, Lexicon, Roles, lexicon
from pipeline.pay.numbers import Number, Writing, read_writing
from pipeline.pay.pieces import Piece, fold, split

_BREAKS = frozenset(";|•·!?\n。●◦▪")
_RUN = re.compile(r"\d+")
_TELLING = frozenset({"0", "000"})  # zeros that decide how a figure is written
_LONGEST_SHAPE = 160


@dataclass(frozen=True, slots=True)
class Token:
    """A figure (`number` is set), a word of the rules (`roles`), or any other word or mark."""

    text: str
    start: int
    end: int
    roles: Roles
    number: Number | None = None
    figure: bool = False
    ends: bool = False  # a sentence, a line or a list item ends here

    def has(self, role: str) -> bool:
        """Tell whether the rules give the token this role."""
        return role in self.roles

    def value(self, role: str) -> str:
        """Return what the token stands for in this role; empty where it has no such role."""
        return self.roles[role].value if role in self.roles else ""

    def how(self, role: str) -> str:
        """Return how the token must stand in this role."""
        return self.roles[role].how if role in self.roles else ""


# One shape serves many texts: the words of `$90K - $120K` and `$70K - $85K` are the same tokens.
Shape = tuple[tuple[Token, ...], tuple[tuple[int, Writing], ...]]


def tokenize(text: str) -> list[Token]:
    """Return the tokens of the text in order; their places are places in `text`."""
    folded = fold(text)
    masked = _RUN.sub(_mask, folded)
    shape = shape_of if len(masked) <= _LONGEST_SHAPE else shape_of.__wrapped__
    return fill(shape(masked), folded)


def fill(shape: Shape, folded: str) -> list[Token]:
    """Return the tokens of a folded text of that shape."""
    words, figures = shape
    tokens = list(words)
    for at, writing in figures:
        word = words[at]
        written = folded[word.start : word.end]
        number = writing.read(written)
        tokens[at] = Token(written, word.start, word.end, NO_ROLES, number, figure=True)
    return tokens


def _mask(run: re.Match[str]) -> str:
    """Return the digits that stand for all others of their length, unless they tell something."""
    digits = run.group()
    return digits if digits in _kept_digits() else "9" * len(digits)


@cache
def _kept_digits() -> frozenset[str]:
    return lexicon().digits | _TELLING


@lru_cache(maxsize=16_384)
def shape_of(text: str) -> Shape:
    """Return the tokens of a folded text, and which are figures, written in which way."""
    pieces = split(text)
    book, tokens, figures, at = lexicon(), list[Token](), list[tuple[int, Writing]](), 0
    while at < len(pieces):
        taken, token, writing = _token(book, text, pieces, at)
        if writing is not None:
            figures.append((len(tokens), writing))
        tokens.append(token)
        at += taken
    return tuple(tokens), tuple(figures)


def _token(
    book: Lexicon, folded: str, pieces: list[Piece], at: int
) -> tuple[int, Token, Writing | None]:
    taken, roles = book.match(pieces, at)
    first = pieces[at]
    writing = None
    if not taken and first.text.isdigit():
        taken, writing = read_writing(pieces, at, folded)
    last = pieces[at + max(taken, 1) - 1]
    text = folded[first.start : last.end]
    ends = text in _BREAKS or (text == "." and _spaced(folded, last.end))
    return max(taken, 1), Token(text, first.start, last.end, roles, ends=ends), writing


def _spaced(folded: str, at: int) -> bool:
    return at >= len(folded) or folded[at].isspace()
