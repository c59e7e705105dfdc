"""The regular expression that one writes in five minutes: the least a reader should beat."""

import re
from decimal import Decimal

from paybench.reader import Pay, Read, Reader
from paybench.rows import Row

SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "₹": "INR", "¥": "JPY"}
FIGURE = r"([$£€₹¥])?\s?(\d[\d,.]*\d|\d)\s?([kK]\b)?"
PAY = re.compile(rf"{FIGURE}(?:\s?(?:-|–|—|to)\s?{FIGURE})?")  # noqa: RUF001  # dashes of ranges
PERIODS = {"hour": r"\bhour|/ ?hr?\b", "day": r"\bday\b", "month": r"\bmonth", "week": r"\bweek"}


def _load() -> Read:
    return _read


def _read(row: Row) -> Pay | None:
    found = PAY.search(row.text)
    if not found:
        return None
    sign, low, kilo, other, high, other_kilo = found.groups()
    ends = [_amount(low, kilo or (other_kilo if high else None))]
    ends.append(_amount(high, other_kilo) if high else ends[0])
    currency = SIGNS.get(sign or other or "", "USD")
    return Pay(min(ends), max(ends), currency, _period(row.text))


def _amount(figure: str, kilo: str | None) -> Decimal:
    whole = re.sub(r"[,.](?=\d{3})", "", figure).replace(",", ".")
    head, *rest = whole.split(".")
    return Decimal(".".join([head, *rest[:1]])) * (1000 if kilo else 1)


def _period(text: str) -> str:
    found = (name for name, words in PERIODS.items() if re.search(words, text, re.IGNORECASE))
    return next(found, "year")


NAIVE = Reader("naive regex", "", frozenset({"currency", "period"}), _load)
