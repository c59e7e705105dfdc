"""Make structured pay of a row's columns: lower and upper end, amount, currency and period."""

import re
from collections.abc import Mapping
from decimal import Decimal

from models.raw import PayField
from pipeline.rules.rows.tables import Meaning
from pipeline.tables.recognition.column_map import ColumnUse
from pipeline.tables.recognition.present import yes_or_no

NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,4})?")
DECIMAL_COMMA = re.compile(r"(\d{1,15}),(\d{1,2})")
ON_TARGET = re.compile(r"\bOTE\b|on.?target|commission", re.IGNORECASE)

Uses = Mapping[Meaning, ColumnUse]
Cells = Mapping[Meaning, str]


def pay_of(cells: Cells, uses: Uses) -> tuple[str, tuple[PayField, ...]]:
    """Return the pay text and the structured pay of a row.

    `cells` are its values, empty where missing. Amounts in thousands are multiplied. A pay text
    becomes structured where a column, or a column's name, states its currency or period.
    """
    low = _amount(cells, uses, Meaning.SALARY_MIN)
    high = _amount(cells, uses, Meaning.SALARY_MAX)
    text = cells.get(Meaning.SALARY, "")
    if low or high:
        main = Meaning.SALARY_MIN if low else Meaning.SALARY_MAX
        return text, (_field(cells, uses[main], low, high),)
    if amount := _amount(cells, uses, Meaning.SALARY_AMOUNT):
        return text, (_field(cells, uses[Meaning.SALARY_AMOUNT], amount, amount),)
    if not text or not (stated := _stated(cells, uses[Meaning.SALARY])):
        return text, ()
    figure = _amount(cells, uses, Meaning.SALARY)
    if NUMBER.fullmatch(figure):
        return "", (_field(cells, uses[Meaning.SALARY], figure, figure),)
    currency, unit = stated
    return "", (PayField(text=text, currency=currency, unit=unit, is_ote=_is_ote(cells)),)


def _field(cells: Cells, use: ColumnUse, low: str, high: str) -> PayField:
    currency, unit = _stated(cells, use) or ("", "")
    return PayField(
        min=low,
        max=high,
        currency=currency,
        unit=unit,
        is_estimate=yes_or_no(cells.get(Meaning.PAY_ESTIMATE, "")) is True,
        is_ote=_is_ote(cells),
    )


def _stated(cells: Cells, use: ColumnUse) -> tuple[str, str] | None:
    """Return the currency and the period beside an amount; None if neither is stated."""
    currency = use.currency or cells.get(Meaning.CURRENCY, "")
    unit = use.period or cells.get(Meaning.PERIOD, "")
    return (currency, unit) if currency or unit else None


def _is_ote(cells: Cells) -> bool:
    return ON_TARGET.search(cells.get(Meaning.PAY_KIND, "")) is not None


def _amount(cells: Cells, uses: Uses, meaning: Meaning) -> str:
    """Return an amount in whole units, with a decimal point; another text as it is."""
    cell = cells.get(meaning, "").strip()
    if match := DECIMAL_COMMA.fullmatch(cell):
        cell = f"{match[1]}.{match[2]}"
    scale = uses[meaning].scale if cell else 1
    if scale != 1 and NUMBER.fullmatch(cell):
        return f"{Decimal(cell.replace(',', '.')) * scale:f}"
    return cell
