"""Stage: shares in the employer, from the board's own field."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from pipeline.clean.posting_text import repair_line
from pipeline.clean.stage import Evidence, Job, Reading

OFFERED, NONE = "offered", "none"
PERCENT, CASH = "EquityPercentage", "EquityCashValue"  # Ashby's words
KEYS = ("incentiveCompensation", "incentives")  # of schema.org
SHARES = re.compile(
    r"\b(?<!gender )(?<!pay )(?:equity|stock options?|share options?|RSUs?|restricted stock|ESOP"
    r"|VSOP|BSPCE|ESPP|shares? in the company|stock grants?|virtual shares)\b",
    re.IGNORECASE,
)
YES = frozenset({"yes", "true", "1", "offered", "offers equity", "y", "ja", "oui", "si", "equity"})
NO = frozenset({"no", "false", "0", "none", "n", "nein", "non", "no equity", "0%"})
LONGEST = 80
Ends = tuple[Decimal, Decimal]


def equity(job: Job) -> Reading:
    """Return equity: `0.1% - 0.4%`, `USD 20000 - 40000`, `offered` or `none`; no value if unsaid.

    Ashby's tiers, incentives of schema.org pages, and the column of a table are read; a
    description is not.
    """
    for read, where in READERS:
        for text, value in read(job.raw.extra):
            if value:
                return Reading({"equity": value}, evidence=(Evidence("equity", text, where),))
    return Reading()


def _ashby(extra: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what all tiers of a posting offer: from the least to the most."""
    pay = extra.get("compensation")
    if not isinstance(pay, Mapping):
        return
    parts = [part for tier in _records(pay, "compensationTiers") for part in _components(tier)]
    parts = parts or [part for part in _records(pay, "summaryComponents") if _is_equity(part)]
    if parts:
        text = str(parts[0].get("summary") or parts[0]["compensationType"])
        yield text, _percent(parts) or _cash(parts) or OFFERED


def _components(tier: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in _records(tier, "components") if _is_equity(part)]


def _records(record: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = record.get(key)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def _is_equity(part: Mapping[str, Any]) -> bool:
    return part.get("compensationType") in (PERCENT, CASH)


def _percent(parts: list[Mapping[str, Any]]) -> str:
    ends = _ends([part for part in parts if part["compensationType"] == PERCENT])
    return _range(ends, "{}%") if ends else ""


def _cash(parts: list[Mapping[str, Any]]) -> str:
    """Return the range of money; "" where two currencies are offered."""
    paid = [part for part in parts if part["compensationType"] == CASH]
    currencies = {part.get("currencyCode") for part in paid}
    ends = _ends(paid)
    if not ends or len(currencies) != 1:
        return ""
    return f"{currencies.pop() or ''} {_range(ends, '{}')}".strip()


def _ends(parts: list[Mapping[str, Any]]) -> Ends | None:
    found = [_number(part.get(key)) for part in parts for key in ("minValue", "maxValue")]
    known = [number for number in found if number]
    return (min(known), max(known)) if known else None


def _range(ends: Ends, shape: str) -> str:
    return " - ".join(dict.fromkeys(shape.format(f"{end.normalize():f}") for end in ends))


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 < number < Decimal(10) ** 12 else None


def _incentives(extra: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key in KEYS:
        if isinstance(text := extra.get(key), str) and (found := SHARES.search(text)):
            yield found[0], OFFERED


def _column(extra: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    text = repair_line(str(extra.get("equity") or ""))[0]
    word = text.casefold()
    if word in YES or word in NO:
        yield text, OFFERED if word in YES else NONE
    elif any(map(str.isdigit, text)) and len(text) <= LONGEST:
        yield text, text


READERS = (
    (_ashby, "the board's tiers of compensation"),
    (_incentives, "the page's incentives"),
    (_column, "the column of a table"),
)
"""What reads equity, and what it reads, in their order."""
