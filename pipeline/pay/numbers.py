"""Figures: which separators group, which one starts the decimals, and what is no figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.pay.pieces import Piece

_MAX_DIGITS = 15
_MAX_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as written.

    `value` is the usual reading; `other` the second one of a lone separator before three digits
    (`25.500` is 25,500, or 25.5 where the unit is an hour or a scale follows); `digits` are the
    digits before the decimals.
    """

    value: Decimal
    digits: str
    other: Decimal | None = None
    grouped: bool = False


def read_number(pieces: Sequence[Piece], at: int, folded: str) -> tuple[int, Number | None]:
    """Return how many pieces the figure at `at` takes and the figure; None where it is none."""
    groups = _groups(pieces, at, folded)
    number = _number(groups)
    while number is None and groups[-1][0] == " ":
        groups = groups[:-1]
        number = _number(groups)
    return 2 * len(groups) - 1 - _joined_by_space(groups), number


def _joined_by_space(groups: list[tuple[str, str]]) -> int:
    # a space is no piece; `, 000` is a comma and a space
    return sum(sep == " " for sep, _ in groups)


def _groups(pieces: Sequence[Piece], at: int, folded: str) -> list[tuple[str, str]]:
    """Return (separator, digits) in order, as far as they may be one figure."""
    groups = [("", pieces[at].text)]
    here = at
    while len(groups) < _MAX_GROUPS:
        step = _next_group(pieces, here, folded)
        if step is None or (step[0] == " " and groups[-1][0] not in ("", " ")):
            break
        sep, here = step
        groups.append((sep, pieces[here].text))
    return groups


def _next_group(pieces: Sequence[Piece], here: int, folded: str) -> tuple[str, int] | None:
    after = here + 1
    if after >= len(pieces):
        return None
    piece, end = pieces[after], pieces[here].end
    if piece.text.isdigit():
        return (" ", after) if _space_groups(pieces, here, folded) else None
    if piece.text not in ",.'" or piece.start != end or after + 1 >= len(pieces):
        return None
    digits = pieces[after + 1]
    if not digits.text.isdigit():
        return None
    # `£90, 000`: a slip of the typist's, safe only where nothing but zeros follows
    slip = piece.text == "," and digits.text == "000" and folded[piece.end : digits.start] == " "
    return (piece.text, after + 1) if digits.start == piece.end or slip else None


def _space_groups(pieces: Sequence[Piece], here: int, folded: str) -> bool:
    left, right = pieces[here], pieces[here + 1]
    if folded[left.end : right.start] != " " or len(right.text) != 3 or len(left.text) > 3:
        return False
    follows = folded[right.end : right.end + 1]
    return follows in _AFTER_GROUP or not (follows == "%" or follows.isalpha())


# units that touch a figure
_AFTER_GROUP = frozenset("kzfpt円元원đ\u043a\u0440\u043f\u0442\u0433")


def _number(groups: list[tuple[str, str]]) -> Number | None:
    digits = "".join(d for _, d in groups)
    if len(digits) > _MAX_DIGITS:
        return None
    if len(groups) == 1:
        return Number(Decimal(digits), digits)
    whole, decimals = _decimals(groups)
    if not _grouped(whole):
        return None
    figure = "".join(d for _, d in whole)
    value = Decimal(f"{figure}.{decimals}") if decimals else Decimal(figure)
    return Number(value, figure, _other(groups), len(whole) > 1)


def _decimals(groups: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], str]:
    """Split off the decimals: after the last `.` or `,` where that one cannot group."""
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
    """Tell whether the groups are thousands, or lakhs and crores (25,00,000)."""
    if len(groups) == 1:
        return True
    if len({sep for sep, _ in groups[1:]}) > 1 or len(groups[-1][1]) != 3:
        return False
    if not 1 <= len(groups[0][1]) <= 3:
        return False
    middle = {len(d) for _, d in groups[1:-1]}
    return middle <= {3} or (middle == {2} and groups[1][0] == ",")


def _other(groups: list[tuple[str, str]]) -> Decimal | None:
    if len(groups) == 2 and groups[1][0] in (".", ",") and len(groups[1][1]) == 3:
        return Decimal(f"{groups[0][1]}.{groups[1][1]}")
    return None
