"""Show a band as a row of a table."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

HEAD = ("band", "min", "max", "currency", "for a", "kind", "said of it", "for", "read from")
_NET = {True: "net", False: "gross", None: ""}


def band_row(n: int, band: Mapping[str, Any], *, headline: bool) -> list[Any]:
    """Return the cells of a band for the columns of HEAD; the headline has a star."""
    months = f"{figure(band['months'])} months paid" if band["months"] else ""
    return [
        f"{n} *" if headline else n,
        figure(band["min"]),
        figure(band["max"]),
        _told(band["currency"], inferred=band["currency_inferred"]),
        _told(band["period"], inferred=band["period_inferred"]),
        band["kind"],
        "; ".join(filter(None, (_NET[band["net"]], *band["facts"], months))),
        band["label"],
        band["evidence"],
    ]


def figure(amount: Decimal | float | None) -> str:
    """Return an amount with separators between thousands; "" for an open end."""
    return (
        "" if amount is None else f"{amount:,f}" if isinstance(amount, Decimal) else f"{amount:,}"
    )


def _told(word: str | None, *, inferred: bool) -> str:
    return f"{word} (inferred)" if word and inferred else word or "?"
