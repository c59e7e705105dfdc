"""Measure all readers that are installed, and write results.csv and the README's table."""

from collections.abc import Callable, Iterable

from paybench import page, results
from paybench.cases import convert
from paybench.measures import MEASURES, Share, read_all, right, share, wrong_unflagged
from paybench.reader import Reader
from paybench.readers import READERS, installed
from paybench.readers.payband import PAYBAND
from paybench.results import FIRST_PASS, Result
from paybench.rows import Row
from pipeline.errors import UsageError

Say = Callable[[str], None]


def run(say: Say) -> None:
    """Convert the cases, measure each reader, and write the results and the table.

    A reader that is not installed keeps its stored results where they are of as many rows.
    """
    found = measured(convert(), say)
    results.save(found)
    page.write_readme(found)


def measured(rows: list[Row], say: Say) -> list[Result]:
    """Return the results of all readers, by batch and in their order; `say` hears of each."""
    stored, wholes = results.load(), _wholes(rows)
    found: list[Result] = []
    for reader in READERS:
        version = installed(reader)
        if version is not None:
            found += results.measure(reader, version, rows)
            say(f"{f'{reader.name} {version}'.strip()}: measured")
        else:
            own = [one for one in stored if one.reader == reader.name]
            kept = [one for one in own if results.still_valid(one, wholes)]
            found += kept
            say(_absent(reader, len(kept), len(own) - len(kept)))
    found += [one for one in stored if one.reader.endswith(FIRST_PASS)]
    batches = list(dict.fromkeys(one.batch for one in found))
    return sorted(found, key=lambda one: (batches.index(one.batch), _place(one.reader)))


def _absent(reader: Reader, kept: int, dropped: int) -> str:
    results_kept = f"{kept} result{'' if kept == 1 else 's'} kept"
    if dropped:
        results_kept += f", {dropped} dropped: their rows are others now"
    return f"{reader.name}: not installed (pip install {reader.package}); {results_kept}"


def _place(reader: str) -> int:
    """Return where a reader stands in the table; its first pass stands right below it."""
    names = [one.name for one in READERS]
    return names.index(reader.removesuffix(f", {FIRST_PASS}"))


def _wholes(rows: Iterable[Row]) -> set[tuple[str, str, int]]:
    """Return how many rows each measure of a batch is about, also where there are none."""
    counted = dict[tuple[str, str], int]()
    for row in rows:
        for measure in MEASURES:
            counts = row.split == results.SPLIT and measure.about(row)
            before = counted.get((row.batch, measure.name), 0)
            counted[row.batch, measure.name] = before + counts
    return {(*key, whole) for key, whole in counted.items()}


def first_pass(rows: list[Row]) -> list[Result]:
    """Return Payband's shares over the rows of a new batch, named as its first pass."""
    batch, reads = rows[0].batch, read_all(PAYBAND, rows)
    name = f"{PAYBAND.name}, {FIRST_PASS}"
    return [Result(batch, name, "", one.name, share(one, reads, PAYBAND.tells)) for one in MEASURES]


def reader_named(name: str) -> Reader:
    """Return an installed reader by its name; raise UsageError for another."""
    found = [reader for reader in READERS if reader.name.lower() == name.lower()]
    if not found or installed(found[0]) is None:
        here = ", ".join(reader.name for reader in READERS if installed(reader) is not None)
        raise UsageError(f"{name}: no such reader is installed; there are {here}")
    return found[0]


def grouped(reader: Reader, rows: Iterable[Row], column: str) -> str:
    """Return a table of a reader by a column of the rows, the group with the most rows first."""
    reads = read_all(reader, rows)
    groups: dict[str, list[tuple[bool, bool]]] = {}
    for row, pay in reads:
        wrong = wrong_unflagged(row, pay, reader.tells)
        groups.setdefault(getattr(row, column), []).append((right(row, pay, reader.tells), wrong))
    lines = [
        (name or "none", str(len(own)), *(_share(own, at) for at in (0, 1)))
        for name, own in sorted(groups.items(), key=lambda group: -len(group[1]))
    ]
    return page.table((column, "rows", "right", "wrong, unflagged"), lines)


def _share(own: list[tuple[bool, bool]], at: int) -> str:
    return page.told(Share(sum(pair[at] for pair in own), len(own)))
