"""What only all rows of a table tell: which repeat an earlier one, and the order of their days."""

from collections.abc import Iterator

from pipeline.clean.dates.order import shown_order
from pipeline.tables.day_orders import DATED, DayOrders
from pipeline.tables.read import PostingTable
from pipeline.tables.reading.table import Row
from pipeline.tables.repeated_rows import SameCells


def all_rows(read: PostingTable) -> Iterator[Row]:
    """Yield all rows of a table; after the last one its reader knows what they tell together."""
    repeated, days, reader = SameCells(), DayOrders(), read.reader
    dated = [pair for pair in reader.places if pair[0] in DATED] if read.table.one_writer else ()
    for number, row in enumerate(read.table.rows(), 1):
        repeated.add(number, row)
        for meaning, place in dated:
            if not row[place][:4].isdecimal() and shown_order(
                row[place]
            ):  # most have the year first
                reader.add_day(days, meaning, row)
        yield row
    reader.first_of = repeated.first_of
    reader.orders, reader.either_order = days.orders(), days.either()
