"""An export that is killed or runs out of disk leaves the old file or the new one, never half."""

import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.publish.export.export import export
from pipeline.store.postings.postings import prepared, store_cleaned, to_clean
from pipeline.store.postings.raw import RawStore
from tests.support.proofs import few

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
KILLED = """
import os, random, resource, signal, sys, time
from pathlib import Path
from pipeline.errors import PaybandError
from pipeline.publish.export.export import export
from pipeline.store.db.database import open_store

url, target, new = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
old, chance = target.read_bytes(), random.Random(7)

def child(work):
    if (pid := os.fork()) == 0:
        try:
            work()
        except PaybandError as error:
            assert "cannot be written" in str(error)
            os._exit(7)
        os._exit(0)
    return pid

def write():
    export(open_store(url), target)

def write_on_a_full_disk():
    engine = open_store(url)
    with engine.connect():  # opening it needs room, too
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
        export(engine, target)

started = time.monotonic()
assert os.waitstatus_to_exitcode(os.waitpid(child(write), 0)[1]) == 0
whole, took = target.read_bytes(), time.monotonic() - started
assert whole == new.read_bytes() != old
ends = set()
for _ in range(int(sys.argv[4])):
    target.write_bytes(old)
    pid = child(write)
    time.sleep(chance.uniform(0, 1.3 * took))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert target.read_bytes() in (old, whole)
target.write_bytes(old)
assert os.waitstatus_to_exitcode(os.waitpid(child(write_on_a_full_disk), 0)[1]) == 7
assert target.read_bytes() == old
write()
assert target.read_bytes() == whole
print("survived")
"""


def fill(url, keys):
    store = RawStore(url, "r")
    said: Any = {"source": "ashby", "title": "ML Engineer", "salary": "$120K - $150K"}
    at = {"fetched_at": AT}
    store.put(
        [RawPosting(source_key=str(k), url=f"https://a.example/{k}", **said | at) for k in keys]
    )
    for batch in to_clean(store.engine, 500):
        store_cleaned(store.engine, [prepared(s, clean(s.raw)) for s in batch])
    return store


@pytest.mark.parametrize("kills", few([3, 50]))
def test_killed_again_and_again_and_on_a_full_disk(tmp_path, monkeypatch, kills):
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # its file would be cut off, too
    url, target = f"sqlite:///{tmp_path}/p.db", tmp_path / "out" / "postings.csv"
    store = fill(url, range(50))
    export(store.engine, target)
    store.close()
    store = fill(url, range(400))
    export(store.engine, tmp_path / "new.csv")
    store.close()
    words = [sys.executable, "-c", KILLED, url, str(target), str(tmp_path / "new.csv"), str(kills)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout == "survived\n", done.stderr
