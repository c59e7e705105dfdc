"""Say how the days of a table were read that could be day or month first."""

from pipeline.publish.counted import many
from pipeline.tables.day_orders import EitherOrder


def either_order_words(found: EitherOrder) -> str:
    """Return a line: `212 days could be day or month first (02/09/2026): …`; empty for none."""
    if not found.total:
        return ""
    ways = (
        (found.day_first, "read day first, as the others of the table"),
        (found.month_first, "read month first, as the others of the table"),
        (found.by_country, "read in the order of the country"),
        (found.not_read, "not read: write those as 2026-09-02"),
    )
    told = "; ".join(f"{count:,} {words}" for count, words in ways if count)
    days = many(found.total, "day")
    return f"{days} could be day or month first ({found.example}): {told}"
