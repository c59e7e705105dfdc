"""The findings of an audit in a few sentences."""

from collections.abc import Iterator

from pipeline.publish.audit.audit import Audit
from pipeline.publish.audit.moves import NOT_OF_A_REPORT
from pipeline.publish.either_order import either_order_words

NOTABLE = 0.01
"""Change of a country's median that is worth a sentence."""
MOSTLY = 0.5
"""Share of a column's cells that is worth a sentence when missing."""


def summary(found: Audit) -> list[str]:
    """Return what a reader should know first, the gravest matter first."""
    return list(_sentences(found))


def _sentences(found: Audit) -> Iterator[str]:
    yield from _pay(found)
    yield from _duplicates(found)
    yield from _medians(found)
    yield from _money(found)
    yield from _days(found)
    yield from _missing(found)


def _pay(found: Audit) -> Iterator[str]:
    if not found.stated:
        yield "No row states pay."
        return
    flagged = found.statuses["flagged"]
    if flagged:
        worst = found.kinds[0]
        yield (
            f"{flagged:,} of the {found.stated:,} rows that state pay are bogus; the most frequent "
            f"kind is \u201c{worst.words}\u201d ({worst.rows:,})."
        )
    else:
        yield f"None of the {found.stated:,} rows that state pay is bogus by the rules."
    if found.suspects:
        yield (
            f"The pay of {_counted(len(found.suspects), 'more row is', 'more rows is')} far from "
            "what this table states for the role and country: look at it."
        )
    if unread := found.statuses["unparsed"]:
        yield f"The pay of {_counted(unread, 'row', 'rows')} was not understood."


def _duplicates(found: Audit) -> Iterator[str]:
    repeated = found.repeats
    if n := repeated.identical:
        yield f"{_rows(n)} exactly the same as an earlier row."
    if n := repeated.but_id:
        yield f"{_rows(n)} the same as an earlier row but for id, address or time."
    if n := repeated.same_job:
        yield f"{_rows(n)} likely another posting of a job in the table."


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count:,} rows are"


def _medians(found: Audit) -> Iterator[str]:
    countries = [m for m in found.moves if not m.role and m.change is not None]
    moved = [m for m in countries if abs(m.change or 0) >= NOTABLE]
    for move in moved[:3]:
        direction = "down" if (move.change or 0) < 0 else "up"
        yield (
            f"Cleaning moves the median of {move.country} {direction} by "
            f"{abs(100 * (move.change or 0)):.1f}%, to {move.after:,.0f} {move.currency}."
        )
    if moved:
        yield NOT_OF_A_REPORT


def _money(found: Audit) -> Iterator[str]:
    currencies = {kind.currency for kind in found.money if kind.currency}
    periods = {kind.period for kind in found.money if kind.period}
    if len(currencies) > 1 or len(periods) > 1:
        yield (
            f"Pay is in {_counted(len(currencies), 'currency', 'currencies')} and for "
            f"{_counted(len(periods), 'period', 'periods')}: the amounts can\u2019t be averaged as "
            "they stand."
        )


def _days(found: Audit) -> Iterator[str]:
    if words := either_order_words(found.table.reader.either_order):
        yield f"{words}."


def _missing(found: Audit) -> Iterator[str]:
    words = {use.column: use.words for use in found.table.columns.uses}
    lacking = [
        name
        for n, name in enumerate(found.columns)
        if name in words and sum(s.missing[n] for s in found.missing) > MOSTLY * found.rows
    ]
    if lacking:
        yield f"Missing in most rows: {', '.join(words[name] for name in lacking)}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
