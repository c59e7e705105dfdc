"""Read figures: decide which separators group digits and which one starts the decimals."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.pay.lexing.lexemes import Lexeme
from pipeline.pay.lexing.lexicon import lexicon

_MAX_DIGITS = 15
_MAX_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Writing:
    """How a figure is written: its number of decimals, and the use of its separators."""

    decimals: int = 0
    grouped: bool = False
    twofold: bool = False  # one separator before three digits: 25.500 is 25,500 or 25.5


class MaskedNumberError(Exception):
    """Raised where somebody reads the figure of a text with masked digits."""


@dataclass(slots=True)
class Number:
    """A figure as written, whose value is computed when it is first read.

    The digits of a `masked` number stand for any others: its `writing` is known and its figure
    is not. Reading the figure raises MaskedNumberError.
    """

    written: str
    writing: Writing
    masked: bool = False
    _value: Decimal | None = field(default=None, compare=False, repr=False)

    @property
    def value(self) -> Decimal:
        """The usual reading."""
        if self._value is None:
            whole, decimals = self._parts()
            self._value = Decimal(f"{whole}.{decimals}" if decimals else whole)
        return self._value

    @property
    def other(self) -> Decimal | None:
        """The second reading of `25.500`: 25.5, used for an hour or before a scale."""
        if not self.writing.twofold:
            return None
        digits = "".join(self._parts())
        return Decimal(f"{digits[:-3]}.{digits[-3:]}")

    @property
    def digits(self) -> str:
        """The digits before the decimals."""
        return self._parts()[0]

    def _parts(self) -> tuple[str, str]:
        if self.masked:
            raise MaskedNumberError(self.written)
        digits = self.written.translate(_SEPARATORS)
        end = len(digits) - self.writing.decimals
        return digits[:end], digits[end:]


def in_words(value: int | Decimal) -> Number:
    """Return the number of a figure that is written in words, perhaps with cents."""
    if value == int(value):
        return Number(str(int(value)), _PLAIN)
    return Number(f"{value:.2f}", _WITH_CENTS)


_SEPARATORS = str.maketrans("", "", ",.' ")
_PLAIN, _WITH_CENTS = Writing(), Writing(decimals=2)


def read_number(pieces: Sequence[Lexeme], at: int, folded: str) -> tuple[int, Number | None]:
    """Return (pieces in the figure at `at`, the number); the number is None if malformed."""
    groups = _groups(pieces, at, folded)
    writing = _writing(groups)
    while writing is None and groups[-1][0] == " ":
        groups = groups[:-1]
        writing = _writing(groups)
    taken = 2 * len(groups) - 1 - _joined_by_space(groups)
    if writing is None:
        return taken, None
    return taken, Number(folded[pieces[at].start : pieces[at + taken - 1].end], writing)


def _joined_by_space(groups: list[tuple[str, str]]) -> int:
    # a space is not a piece; `, 000` is a comma and a space
    return sum(sep == " " for sep, _ in groups)


def _groups(pieces: Sequence[Lexeme], at: int, folded: str) -> list[tuple[str, str]]:
    """Return (separator, digits) in order, as long as they may be one figure."""
    groups = [("", pieces[at].text)]
    here = at
    while len(groups) < _MAX_GROUPS:
        step = _next_group(pieces, here, folded)
        if step is None or (step[0] == " " and groups[-1][0] not in ("", " ")):
            break
        sep, here = step
        groups.append((sep, pieces[here].text))
    return groups


def _next_group(pieces: Sequence[Lexeme], here: int, folded: str) -> tuple[str, int] | None:
    after = here + 1
    if after >= len(pieces):
        return None
    piece, end = pieces[after], pieces[here].end
    if piece.text.isdecimal():
        return (" ", after) if _space_groups(pieces, here, folded) else None
    if piece.text not in ",.'" or piece.start != end or after + 1 >= len(pieces):
        return None
    digits = pieces[after + 1]
    if not digits.text.isdecimal():
        return None
    # `£90, 000` is a typing mistake. It is safe to read only if three zeros follow.
    slip = piece.text == "," and digits.text == "000" and folded[piece.end : digits.start] == " "
    return (piece.text, after + 1) if digits.start == piece.end or slip else None


def _space_groups(pieces: Sequence[Lexeme], here: int, folded: str) -> bool:
    left, right = pieces[here], pieces[here + 1]
    if folded[left.end : right.start] != " " or len(right.text) != 3 or len(left.text) > 3:
        return False
    follows = folded[right.end : right.end + 1]
    if follows in _AFTER_GROUP or not (follows == "%" or follows.isalpha()):
        return True
    _, roles = lexicon().match(pieces, here + 2)
    return "currency" in roles  # 38 000euros


# units that touch a figure
_AFTER_GROUP = frozenset("kzfpt円元원đ\u043a\u0440\u043f\u0442\u0433")


def _writing(groups: list[tuple[str, str]]) -> Writing | None:
    if len(groups) == 1:
        return _PLAIN if len(groups[0][1]) <= _MAX_DIGITS else None
    if sum([len(digits) for _, digits in groups]) > _MAX_DIGITS:
        return None
    whole, decimals = _decimals(groups)
    if not _grouped(whole):
        return None
    return Writing(len(decimals), len(whole) > 1, _twofold(groups))


def _decimals(groups: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """Split off the decimals: the digits after a last `.` or `,` that cannot group."""
    sep, last = groups[-1]
    earlier = {s for s, _ in groups[1:-1]}
    first = groups[0][1]
    if sep not in (".", ",") or sep in earlier:
        return groups, ""
    lone_group = not earlier and len(last) == 3 and len(first) <= 3 and first != "0"
    if lone_group:
        return groups, ""
    return groups[:-1], last


def _grouped(groups: list[tuple[str, str]]) -> bool:
    """Return whether the groups are thousands, or lakhs and crores (25,00,000)."""
    if len(groups) == 1:
        return True
    if len({sep for sep, _ in groups[1:]}) > 1 or len(groups[-1][1]) != 3:
        return False
    if not 1 <= len(groups[0][1]) <= 3:
        return False
    middle = {len(d) for _, d in groups[1:-1]}
    return middle <= {3} or (middle == {2} and groups[1][0] == ",")


def _twofold(groups: list[tuple[str, str]]) -> bool:
    return len(groups) == 2 and groups[1][0] in (".", ",") and len(groups[1][1]) == 3
