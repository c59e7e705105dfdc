"""Read structured pay fields of a source: minimum, maximum, currency and unit in cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from models.raw import PayField
from models.vocab import Level, Origin, Period
from pipeline.caches import cached_reader
from pipeline.pay.bands.money import Context
from pipeline.pay.bands.result import result_of
from pipeline.pay.lexing.tokens import Token, tokenize
from pipeline.pay.reader import home, read_in
from pipeline.pay.reference.annual import LARGEST
from pipeline.pay.reference.band import NET, Band, PayIssue, PayReading
from pipeline.pay.reference.currency import choose_currency, country_named
from pipeline.pay.reference.units import facts_of, stated_periods, stated_time, unit_of
from pipeline.rules.rows.pay import UnitRule

_EXPONENT = re.compile(r"\d{1,20}(?:\.\d{1,20})?[eE][+-]?\d{1,6}", re.ASCII)
DECIMALS = 10
MOST_CHARACTERS = 20_000
"""Characters of all fields of one posting that are read."""
LONGEST_CELL = 100
"""Characters of a cell that are read. No figure is longer."""
LONGEST_WORDS = 2_000
"""Characters of a label or text in which a currency and a period are searched."""
MOST = 100
"""Fields of one posting that are read. Boards state one for each place, at most dozens."""


@cached_reader(16_384)
def read_fields(
    fields: tuple[PayField, ...], *, country: str | None = None, level: Level | None = None
) -> PayReading:
    """Return the bands of a source's structured pay fields, in their order.

    The amount of a cell is in whole currency units for one `unit`; a lower end of 0 is open. A
    field with a text and no amounts is read as text. If no rule knows the unit, the period
    comes from the label, else from the usual period of country and currency. `country` is the
    same as in `read_pay`. If the fields are too many or too long, only the first ones are read
    and the reading has the issue `pay_too_many`.
    """
    bands: list[Band] = []
    unread = ""
    read = _first(fields)
    for field in read:
        reading = _read(field, home(country), level)
        bands.extend(reading.bands)
        unread = unread or "".join(issue.text for issue in reading.issues if not reading.bands)
    reading = result_of(tuple(dict.fromkeys(bands)), home(country), unread)
    if len(read) == len(fields):
        return reading
    words = f"{len(read)} of {len(fields)} were read"
    issue = PayIssue("pay_too_many", "salary_min", detail=words)
    return replace(reading, issues=(*reading.issues, issue))


def _first(fields: tuple[PayField, ...]) -> tuple[PayField, ...]:
    """Return the fields to read: the first one, and more within MOST and MOST_CHARACTERS."""
    characters = 0
    for n, field in enumerate(fields[:MOST]):
        characters += sum(map(len, (field.min, field.max, field.label, field.text)))
        if n and characters > MOST_CHARACTERS:
            return fields[:n]
    return fields[:MOST]


def _read(field: PayField, country: str | None, level: Level | None) -> PayReading:
    place = country_named(field.label) or country
    words = [*tokenize(field.label[:LONGEST_WORDS]), *tokenize(field.text[:LONGEST_WORDS])]
    unit = unit_of(field.unit)
    amounts = _amounts(field)
    currency, sign = _currency(field.currency, words if amounts else (), place)
    context = Context(
        country=place,
        currency=currency,
        period=_period(unit, words),
        origin=Origin.ESTIMATE if field.is_estimate else Origin.STRUCTURED,
        level=level,
        label=field.label.strip(" :") or None,
        ote=field.is_ote or any(t.value("kind") == "ote" for t in words),
        estimate=field.is_estimate,
        timeless=unit is not None and not unit.period,
        times=unit.times if unit else Decimal(1),
    )
    if not amounts:
        return read_in(field.text, context._replace(times=Decimal(1)))
    reading = read_in(f"{sign}{amounts}", context)
    return replace(reading, bands=tuple(_as_stated(band, field) for band in reading.bands))


def _as_stated(band: Band, field: PayField) -> Band:
    """Return a band with its cells as evidence, and with the facts of its unit cell."""
    stated = facts_of(field.unit)
    net = next((NET[fact] for fact in stated if fact in NET), band.net)
    facts = (*band.facts, *(fact for fact in stated if fact not in NET))
    return replace(band, evidence=as_found(field), facts=facts, net=net)


def _amounts(field: PayField) -> str:
    """Return the amounts as text. An empty, zero or negative end is open; two zeros stay."""
    low, high = _cell(field.min), _cell(field.max)
    if unread := next((cell for cell in (low, high) if _EXPONENT.fullmatch(cell)), ""):
        return unread
    if low and high and _is_zero(low) and _is_zero(high):
        return low
    if low and high and not _is_zero(low) and not _is_zero(high):
        return low if low == high else f"{low} - {high}"
    if high and not _is_zero(high):
        return f"up to {high}"
    return f"from {low}" if low and not _is_zero(low) else ""


def _cell(cell: str) -> str:
    cell = cell.strip()[:LONGEST_CELL]
    if _EXPONENT.fullmatch(cell):
        cell = _in_full(cell)
    return "" if cell.startswith("-") or not any(c.isdecimal() for c in cell) else cell


def _in_full(cell: str) -> str:
    """Return a figure with its exponent (1.2E5) written out; unchanged if too large for pay."""
    number = Decimal(cell)
    return format(number, "f") if number < LARGEST and number.adjusted() > -DECIMALS else cell


def _is_zero(cell: str) -> bool:
    return not any(c.isdecimal() and c != "0" for c in cell)


def _currency(cell: str, words: Sequence[Token], country: str | None) -> tuple[str | None, str]:
    """Return (currency, "") from a cell, or else from the words beside the amounts.

    For an ambiguous sign return (None, the sign): the country's own currency would be wrong.
    """
    code = cell.strip().upper()
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code, ""  # also a code that no list has (CNH): it is not the currency of the country
    beside = [t for t in (*tokenize(cell), *words) if t.has("currency")]
    if not beside:
        return None, ""
    marks = tuple(t.value("currency") for t in beside)
    found, _ = choose_currency(marks, country, None, indian=False)
    return found, "" if found else f"{beside[-1].text} "


def _period(unit: UnitRule | None, words: Sequence[Token]) -> Period | None:
    if unit is not None:
        return Period(unit.period) if unit.period else None
    stated = next(stated_periods(words), "")
    period, times = stated_time(stated)
    return period if times == 1 else None


def as_found(field: PayField) -> str:
    """Return the cells of a pay field in words, which are the evidence of its band."""
    return " ".join(_said(field))


def _said(field: PayField) -> Iterator[str]:
    if field.label:
        yield field.label.strip()
    yield " - ".join(dict.fromkeys(cell for cell in (field.min, field.max) if cell))
    yield from (cell for cell in (field.currency, field.unit) if cell)
