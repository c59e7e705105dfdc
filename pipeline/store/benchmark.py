"""Keep a salary data set in the store, beside the postings."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Engine, bindparam, delete, select

from models.benchmark import Benchmark
from models.record import columns
from models.tables import benchmark
from pipeline.store.upsert import upsert
from pipeline.store.writing import writing

NAMES = tuple(c.name for c in columns(Benchmark))


@dataclass(frozen=True, slots=True)
class Change:
    """What came of keeping a data set: observations that are new, changed, the same, or gone."""

    new: int
    changed: int
    unchanged: int
    gone: int


def keep_dataset(engine: Engine, dataset: str, found: Sequence[Benchmark]) -> Change:
    """Make the store hold these observations of a data set, and no others of it.

    A snapshot replaces the one before: they overlap, and both together would count twice.
    """
    with writing(engine) as connection:
        mine = select(benchmark).where(benchmark.c.dataset == dataset)
        before = {row["benchmark_id"]: dict(row) for row in connection.execute(mine).mappings()}
        rows = {said.benchmark_id: asdict(said) for said in found}
        gone = [{"old": key} for key in before.keys() - rows.keys()]
        if gone:
            old = delete(benchmark).where(
                benchmark.c.dataset == dataset, benchmark.c.benchmark_id == bindparam("old")
            )
            connection.execute(old, gone)
        written = [row for key, row in rows.items() if before.get(key) != row]
        upsert(connection, benchmark, written)
    new = len(rows.keys() - before.keys())
    return Change(new, len(written) - new, len(rows) - len(written), len(gone))


def read_dataset(engine: Engine) -> list[Benchmark]:
    """Return every observation of every data set kept."""
    query = select(benchmark).order_by(benchmark.c.dataset, benchmark.c.benchmark_id)
    with engine.connect() as connection:
        rows = connection.execute(query).mappings()
        return [Benchmark(**{name: row[name] for name in NAMES}) for row in rows]
