"""Recognise figures that are not amounts: counts, grades, dates, times, shares, names."""

from collections.abc import Sequence

from pipeline.pay.lexing.tokens import Token

_MONTHS = range(12, 19)  # months paid a year
_LATEST_YEAR = 2100
_LONG = 4  # digits that no count of years or hours has
_CENTS = 2
_GRADE_DIGITS = 2
_NEAR = 7
_LETTERS = 3
_HOUR_DIGITS = 2
_PEOPLE = 4  # letters of a word for people; shorter ones are pronouns
_HALVES_OF_DAY = frozenset({"am", "pm"})
_BEFORE_NUMBERS = frozenset({":", "#", ".", "number", "no", "-", "("})
_RANGE = 4  # tokens back to the currency of a range: `USD 45 to 62 HOUR`


def is_no_amount(tokens: Sequence[Token], at: int, first: int, *, marked: bool) -> bool:
    """Return whether a figure is a count, a grade, a date or a share, and not an amount.

    The figure is `tokens[at]`. Its currency marks begin at `first`; `marked` means it has some.
    """
    token = tokens[at]
    before = tokens[first - 1] if first else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and _spoils_after(tokens, at, after, marked=marked):
        return True
    if before is None or _is_identifier(tokens, at, first):
        return before is not None
    if marked:
        return False
    touches = before.end == token.start
    code = touches and (
        (_ends_in_letter(before) and not before.roles.keys() - {"scale"})
        or _is_in_path(tokens, first - 1)
    )
    if before.figure or code:
        return True  # 555 123 4567, ABJ5080, L5
    if touches and before.text in ("-", "#", ":", "@") and not _range_left(tokens, first - 1):
        return True
    ordinal = before.has("ordinal") and not before.has("period")
    if ordinal and before.has("between") and after is not None and after.has("range"):
        ordinal = after.text == "-"  # Latvian: `no 1500 līdz 1900 EUR`
    return ordinal or _is_grade(tokens, at, before, after)


def _is_grade(tokens: Sequence[Token], at: int, before: Token, after: Token | None) -> bool:
    """Return whether a figure is a grade in brackets: (schaal 9)."""
    inside = at > 1 and tokens[at - 2].text == "(" and after is not None and after.text == ")"
    return inside and not before.roles and len(tokens[at].text) <= _GRADE_DIGITS


def _is_identifier(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Return whether a figure is the number of a job: `Requisition R1620934`, `Job ID: 120000`."""
    if first < at and not tokens[first].text.isalpha():
        return False
    near = tokens[first - 1]
    if near.roles and not (near.has("ordinal") or near.text in _BEFORE_NUMBERS):
        return False
    back = first - 1
    while back >= 0 and first - back <= _NEAR and _is_of_number(tokens, back):
        back -= 1
    return back >= 0 and _names_number(tokens[back])


def _names_number(token: Token) -> bool:
    return token.value("ordinal") == "id"


def _is_of_number(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a token is part of a number or a sign in it: `ID: R-2024-104532`."""
    token = tokens[at]
    if token.text in _BEFORE_NUMBERS:
        return True
    after = tokens[at + 1]
    if token.figure and after.text == ":":
        return False  # `Requisition 104532: 95-105k EUR`: the number ends there
    if _names_number(token):
        return False  # `Req.`: its dot touches it
    touches = after.start == token.end
    return touches and (token.figure or (len(token.text) <= _LETTERS and token.text.isalpha()))


def _is_in_path(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the slash at `at` joins a figure to a word that has no role: DS/45000."""
    word = tokens[at - 1] if at else None
    if tokens[at].text != "/" or word is None or word.end != tokens[at].start:
        return False
    return word.text.isalpha() and not word.roles


def _ends_in_letter(token: Token) -> bool:
    """Return whether a token ends in a letter of a script that writes spaces between words."""
    last = token.text[-1]
    return last.lower() != last.upper()


def _range_left(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the dash or colon at `at` separates two things and is not a sign."""
    if tokens[at].text == ":":
        return not (at and tokens[at - 1].figure and tokens[at - 1].end == tokens[at].start)
    if not at or tokens[at].text != "-":
        return False
    return not tokens[at - 1].has("range")


def _spoils_after(tokens: Sequence[Token], at: int, after: Token, *, marked: bool) -> bool:
    touches = after.start == tokens[at].end
    if after.text.startswith("%"):
        return True
    if touches and after.text == ":" and at + 2 < len(tokens) and tokens[at + 2].figure:
        return True  # 5:00
    return not marked and (
        _is_share_range(tokens, at)
        or _counts_things(tokens, at, after)
        or _is_split_or_date(tokens, at, after)
    )


def _is_share_range(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the figure is the lower end of a share: `0.5-1.5%`."""
    after = tokens[at + 1 : at + 4]
    return len(after) > 2 and after[0].has("range") and after[2].text.startswith("%")


def counts_after(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a thing that is counted follows token `at`: `60k followers`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.has("unit"):
        return False
    return not any(after.has(role) for role in ("period", "scale", "currency"))


def is_rate(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a figure before a bare unit is money: `150000 YEAR`, not `4 year`.

    It is if it has four digits or cents, or ends a range that begins with a currency.
    """
    number = tokens[at].number
    if number is None:
        return False
    if len(number.written) - number.writing.decimals >= _LONG or number.writing.decimals == _CENTS:
        return True
    before = tokens[max(at - _RANGE, 0) : at]
    return any(t.has("range") for t in before) and any(t.has("currency") for t in before)


def _counts_things(tokens: Sequence[Token], at: int, after: Token) -> bool:
    """Return whether the figure counts things: 4 days, 100+ employees, 14 salaries, 3D."""
    number = tokens[at].number
    if after.figure or _is_glued(tokens, at, after):
        return True
    if after.start == tokens[at].end and not after.roles and after.text.isascii():
        return False
    if after.has("months"):
        return number is not None and number.value in _MONTHS
    if after.how("period") == "bare":
        return not is_rate(tokens, at)
    if after.has("unit"):
        return counts_after(tokens, at)
    more = after.text == "+" and at + 2 < len(tokens) and tokens[at + 2].has("unit")
    return more or _is_people(after)


def _is_people(token: Token) -> bool:
    """Return whether a word is one for people: `pays 90,000 workers`."""
    return token.how("others") == "weak" and len(token.text) >= _PEOPLE


def _is_glued(tokens: Sequence[Token], at: int, after: Token) -> bool:
    """Return whether the word that touches a figure makes it no amount: 3D, 3pm."""
    if after.start != tokens[at].end or not after.text.isascii():
        return False
    if after.text in _HALVES_OF_DAY:
        return len(tokens[at].text) <= _HOUR_DIGITS
    return not after.roles and after.text[0].isalpha()


def is_thousands(tokens: Sequence[Token], at: int) -> bool:
    """Return whether the second figure of `40/50k` has a scale that touches it, or `K€`."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not after.has("scale"):
        return False
    return after.start == tokens[at].end or after.has("currency")


def _is_split_or_date(tokens: Sequence[Token], at: int, after: Token) -> bool:
    """Return whether the figure is part of a split or a date: 50/50, 24/7, 01/05/2024."""
    number = tokens[at].number
    left = at > 1 and tokens[at - 1].text == "/" and tokens[at - 2].figure
    right = after.text == "/" and at + 2 < len(tokens) and tokens[at + 2].figure
    if number is None or number.writing.grouped or not (left or right):
        return False
    if is_thousands(tokens, at + 2 if right else at):
        return False
    return number.value <= _LATEST_YEAR
