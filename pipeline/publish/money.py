"""Write amounts for people: with the currency's sign, in full and in short."""

SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "KRW": "₩"}
"""Signs that mean one currency to most readers; others have their code: `PLN 120k`."""


def money(amount: float | None, currency: str) -> str:
    """Return an amount in whole units, $152,400; below 1,000 with cents where there are any.

    "" for None.
    """
    if amount is None:
        return ""
    cents = abs(amount) < 1_000 and round(amount, 2) != round(amount)
    return sign(currency) + (f"{amount:,.2f}" if cents else f"{_whole(amount):,}")


def short(amount: float, currency: str) -> str:
    """Return an amount in short form: $950, $152k, $1.25M."""
    before = sign(currency)
    if amount < 1_000:
        return f"{before}{amount:,.0f}"
    if amount < 999_500:
        return f"{before}{amount / 1_000:,.0f}k"
    return f"{before}{amount / 1_000_000:,.2f}".rstrip("0").rstrip(".") + "M"


def sign(currency: str) -> str:
    """Return what stands before an amount."""
    return SIGNS.get(currency, f"{currency}\u00a0")


def _whole(amount: float) -> int:
    """Return whole units, a half rounded up."""
    return int(amount + 0.5)
