"""Read pay of a schema.org JobPosting: `baseSalary` and `estimatedSalary` in all known forms."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.raw import PayField
from scrapers.readers.record_values import joined, said, several

# Keys of a MonetaryAmount, of a PriceSpecification, and of a MonetaryAmountDistribution.
_ENDS = (
    ("minValue", "maxValue"),
    ("minPrice", "maxPrice"),
    ("percentile25", "percentile75"),
    ("percentile10", "percentile90"),
)
_SINGLE = ("value", "price", "median")
_AMOUNT_SIGNS = frozenset("0123456789.,'\u2019 \u00a0\u202f")


def pay_text(node: Mapping[str, Any]) -> str:
    """Return pay that is given as text in a property for figures."""
    return joined(field.text for field in pay_fields(node))


def pay_fields(node: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return one PayField for each amount a posting states.

    The property is one or several `MonetaryAmount`s with a range, one value or a text; or it is
    a plain figure or text.
    """
    currency = said(node.get("salaryCurrency"))
    return tuple(
        field
        for key in ("baseSalary", "estimatedSalary")
        for amount in several(node.get(key))
        for field in _amounts(amount, PayField(currency=currency, is_estimate=key != "baseSalary"))
    )


def _amounts(amount: Any, outer: PayField) -> Iterator[PayField]:
    """Yield the amounts in a value; missing properties come from `outer`."""
    if not isinstance(amount, Mapping):
        words = said(amount)
        if words and _AMOUNT_SIGNS.issuperset(words):
            yield replace(outer, min=words, max=words)
        elif words:
            yield replace(outer, text=words)
        return
    here = replace(
        outer,
        currency=_first(amount, "currency priceCurrency") or outer.currency,
        unit=_first(amount, "unitText unitCode duration") or outer.unit,
        label=said(amount.get("name")) or outer.label,
    )
    for low, high in _ENDS:
        if (one := said(amount.get(low))) or said(amount.get(high)):
            yield replace(here, min=one, max=said(amount.get(high)))
            return
    for key in _SINGLE:
        for value in several(amount.get(key)):
            yield from _amounts(value, here)


def _first(amount: Mapping[str, Any], names: str) -> str:
    return next((found for name in names.split() if (found := said(amount.get(name)))), "")
