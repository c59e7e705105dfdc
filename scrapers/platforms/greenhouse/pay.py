"""Read pay of Greenhouse boards from its fields and from the pay block of the description."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from parsel import Selector

from models.raw import PayField
from scrapers.readers.record_values import mapping, records, text

PAY_BLOCK = "content-pay-transparency"


def pay_fields(job: Mapping[str, Any], description: str) -> tuple[PayField, ...]:
    """Return a job's pay as its fields state it, the most explicit field first.

    The block in the description is Greenhouse's own rendering of `pay_input_ranges`, so it is
    read only where the record lacks those. Amounts are in whole currency units.
    """
    ranges = tuple(_pay_inputs(job)) or tuple(_pay_block(description))
    return (*ranges, *_currency_ranges(job))


def _pay_inputs(job: Mapping[str, Any]) -> Iterator[PayField]:
    for entry in records(job.get("pay_input_ranges")):
        yield PayField(
            min=whole_units(entry.get("min_cents")),
            max=whole_units(entry.get("max_cents")),
            currency=text(entry.get("currency_type")),
            label=text(entry.get("title")),
        )


def whole_units(cents: Any) -> str:
    """Return an amount in cents as exact currency units; "" for anything else."""
    try:
        amount = Decimal(text(cents))
    except InvalidOperation:
        return ""
    return format(amount.scaleb(-2), "f") if amount.is_finite() else ""


def _currency_ranges(job: Mapping[str, Any]) -> Iterator[PayField]:
    entries = records(job.get("metadata"))
    unit = next((text(e.get("value")) for e in entries if _name(e) == "pay frequency"), "")
    for entry in entries:
        amounts = mapping(entry.get("value"))
        # A "budgeted" range is the employer's plan, not its offer. A single `currency` is the
        # middle or the lower end of a grade, which is not an offer either.
        if entry.get("value_type") == "currency_range" and "budget" not in _name(entry) and amounts:
            yield PayField(
                min=text(amounts.get("min_value")),
                max=text(amounts.get("max_value")),
                currency=text(amounts.get("unit")),
                unit=unit,
                label=text(entry.get("name")),
            )


def _name(entry: Mapping[str, Any]) -> str:
    return text(entry.get("name")).strip().casefold()


def _pay_block(description: str) -> Iterator[PayField]:
    if PAY_BLOCK not in description:
        return
    title = ""
    parts = (f".{PAY_BLOCK} {part}" for part in (".pay-input", ".title", ".pay-range"))
    for element in Selector(text=description, type="html").css(", ".join(parts)):
        classes = element.attrib["class"].split()
        if "pay-range" not in classes:
            title = _words(element) if "title" in classes else ""
        elif words := _words(element):
            yield PayField(label=title, text=words)


def _words(element: Selector) -> str:
    return " ".join(" ".join(element.xpath(".//text()").getall()).split())
