"""price-parser: `Price.fromstring`, which reads one price and its sign of currency."""

from paybench.reader import Pay, Read, Reader
from paybench.rows import Row


def _load() -> Read:
    from price_parser import Price  # noqa: PLC0415  # it may not be installed

    def read(row: Row) -> Pay | None:
        amount = Price.fromstring(row.text).amount
        return None if amount is None else Pay(amount, amount)

    return read


PRICE_PARSER = Reader("price-parser", "price-parser", frozenset(), _load)
