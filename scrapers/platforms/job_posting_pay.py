"""Pay in a schema.org JobPosting: `baseSalary` and `estimatedSalary` in every shape met."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from models.raw import PayField
from scrapers.platforms.values import joined, said, several

_AMOUNT_SIGNS = frozenset("0123456789.,'\u2019 \u00a0\u202f")


def pay_text(node: Mapping[str, Any]) -> str:
    """Return pay that is stated in words where the structure has room for figures."""
    return joined(field.text for field in pay_fields(node))


def pay_fields(node: Mapping[str, Any]) -> tuple[PayField, ...]:
    """Return one PayField for each amount a posting states.

    `MonetaryAmount`s, one or several, with a range, one value or words; or bare figures or words.
    """
    currency = said(node.get("salaryCurrency"))
    return tuple(
        field
        for key in ("baseSalary", "estimatedSalary")
        for amount in several(node.get(key))
        for field in _amounts(amount, PayField(currency=currency, is_estimate=key != "baseSalary"))
    )


def _amounts(amount: Any, outer: PayField) -> Iterator[PayField]:
    """Yield the amounts in a value; what it leaves unsaid is as `outer` has it."""
    if not isinstance(amount, Mapping):
        words = said(amount)
        if words and _AMOUNT_SIGNS.issuperset(words):
            yield replace(outer, min=words, max=words)
        elif words:
            yield replace(outer, text=words)
        return
    here = replace(
        outer,
        currency=said(amount.get("currency")) or outer.currency,
        unit=said(amount.get("unitText")) or said(amount.get("unitCode")) or outer.unit,
        label=said(amount.get("name")) or outer.label,
    )
    low, high = said(amount.get("minValue")), said(amount.get("maxValue"))
    if low or high:
        yield replace(here, min=low, max=high)
        return
    for value in several(amount.get("value")):
        yield from _amounts(value, here)
