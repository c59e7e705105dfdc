"""The source's own pay structure: minimum, maximum, currency and unit in cells of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from models.raw import PayField
from models.vocab import Level, Origin, Period
from pipeline.pay.band import Band, PayReading
from pipeline.pay.conclude import conclude
from pipeline.pay.currency import choose_currency, country_named, currency_codes
from pipeline.pay.money import Context
from pipeline.pay.reader import home, read_in
from pipeline.pay.tokens import Token, tokenize
from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A source's word for what an amount pays for: `times` periods; no period is none of time."""

    unit: str
    period: str
    times: Decimal
    example: str
    reads: str


@lru_cache(maxsize=16_384)
def read_fields(
    fields: tuple[PayField, ...], *, country: str | None = None, level: Level | None = None
) -> PayReading:
    """Return the bands of a source's pay structure, in its order.

    A cell's amount is in whole currency units for one `unit`; a lower end of 0 is open. A field
    with a text and no amounts is read as text. A unit no rule knows leaves the period to the
    label, then to the habits of country and currency. `country` is as in `read_pay`.
    """
    bands: list[Band] = []
    unread = ""
    for field in fields:
        reading = _read(field, home(country), level)
        bands.extend(reading.bands)
        unread = unread or "".join(doubt.text for doubt in reading.doubts if not reading.bands)
    return conclude(tuple(dict.fromkeys(bands)), home(country), unread)


def _read(field: PayField, country: str | None, level: Level | None) -> PayReading:
    place = country_named(field.label) or country
    words = [*tokenize(field.label), *tokenize(field.text)]
    unit = _unit(field.unit)
    context = Context(
        country=place,
        currency=_currency(field.currency, place),
        period=_period(unit, words),
        origin=Origin.ESTIMATE if field.is_estimate else Origin.STRUCTURED,
        level=level,
        label=field.label.strip(" :") or None,
        ote=field.is_ote or any(t.value("kind") == "ote" for t in words),
        estimate=field.is_estimate,
        timeless=unit is not None and not unit.period,
        times=unit.times if unit else Decimal(1),
    )
    amounts = _amounts(field)
    if not amounts:
        return read_in(field.text, context._replace(times=Decimal(1)))
    reading = read_in(amounts, context)
    evidence, facts = _as_found(field), _facts(unit)
    bands = (replace(b, evidence=evidence, facts=(*b.facts, *facts)) for b in reading.bands)
    return replace(reading, bands=tuple(bands))


def _amounts(field: PayField) -> str:
    """Return the amounts as a text: an empty, zero or negative end is open, two zeros are kept."""
    low, high = _cell(field.min), _cell(field.max)
    if low and high and _is_zero(low) and _is_zero(high):
        return low
    if low and high and not _is_zero(low) and not _is_zero(high):
        return low if low == high else f"{low} - {high}"
    if high and not _is_zero(high):
        return f"up to {high}"
    return f"from {low}" if low and not _is_zero(low) else ""


def _cell(cell: str) -> str:
    cell = cell.strip()
    return "" if cell.startswith("-") or not any(c.isdigit() for c in cell) else cell


def _is_zero(cell: str) -> bool:
    return not any(c.isdigit() and c != "0" for c in cell)


def _currency(cell: str, country: str | None) -> str | None:
    """Return the currency of a cell: a code, or a mark that the country decides."""
    cell = cell.strip()
    if not cell:
        return None
    mark = currency_codes().get(cell.lower())
    if mark is None:
        return cell.upper() if len(cell) == 3 and cell.isalpha() else None
    return choose_currency((mark,), country, None, indian=False)[0]


def _unit(cell: str) -> UnitRule | None:
    words = "".join(c if c.isalnum() else " " for c in cell.lower())
    return _units().get(" ".join(words.split()))


@cache
def _units() -> dict[str, UnitRule]:
    return {rule.unit: rule for rule in read_rules("pay_units.csv", UnitRule)}


def _period(unit: UnitRule | None, words: Sequence[Token]) -> Period | None:
    if unit is not None:
        return Period(unit.period) if unit.period else None
    stated = next((t.value("period") for t in words if t.has("period")), "")
    return Period(stated) if stated else None


def _facts(unit: UnitRule | None) -> tuple[str, ...]:
    if unit is None or unit.times == 1:
        return ()
    return (f"per_{'2' if unit.times > 1 else 'half'}_{unit.period}",)


def _as_found(field: PayField) -> str:
    return " ".join(_said(field))


def _said(field: PayField) -> Iterator[str]:
    if field.label:
        yield field.label.strip()
    yield " - ".join(dict.fromkeys(cell for cell in (field.min, field.max) if cell))
    yield from (cell for cell in (field.currency, field.unit) if cell)
