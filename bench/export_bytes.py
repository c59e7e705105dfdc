"""The bytes of each export from SQLite and from PostgreSQL, for a large store.

    python -m bench.export_bytes [POSTINGS]

Exit 1 where a file differs.
"""

import filecmp
import sys
import tempfile
from pathlib import Path

from bench.export import ours, postgres
from bench.export_store import filled
from bench.report import alone

POSTINGS = 200_000
ENDINGS = ("parquet", "csv", "jsonl", "xlsx")


def same(file, url, folder, ending):
    """Export both stores; return whether the files have the same bytes."""
    one, other = (folder / f"{name}.{ending}" for name in ("sqlite", "postgresql"))
    alone(ours, f"sqlite:///{file}", one)
    alone(ours, url, other)
    equal = filecmp.cmp(one, other, shallow=False)
    print(f"{ending}: {one.stat().st_size:,} bytes,", "the same" if equal else "NOT the same")
    for path in (one, other):
        path.unlink()
    return equal


def main(postings=POSTINGS):
    with tempfile.TemporaryDirectory() as given:
        folder = Path(given)
        file = folder / "store.db"
        alone(filled, file, postings)
        with postgres(file, folder) as (url, _process):
            equal = [same(file, url, folder, ending) for ending in ENDINGS]
    return 0 if all(equal) else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
