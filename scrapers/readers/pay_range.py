"""Read a pay range as most sources state it: low, high, currency and period."""

from collections.abc import Mapping
from typing import Any

from models.raw import PayField
from scrapers.readers.record_values import text


def pay_range(
    record: Mapping[str, Any], low: str, high: str, currency: str = "", unit: str = ""
) -> tuple[PayField, ...]:
    """Return the pay under these keys of a record; an empty tuple where there is no figure.

    Such sources write 0 for an unknown figure. A currency alone is not pay.
    """
    figures = [text(record.get(key)).strip() for key in (low, high)]
    figures = [figure if figure.strip("0.") else "" for figure in figures]
    if not any(figures):
        return ()
    return (
        PayField(
            min=figures[0],
            max=figures[1],
            currency=text(record.get(currency)),
            unit=text(record.get(unit)),
        ),
    )
