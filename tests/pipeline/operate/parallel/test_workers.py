import csv
import gc
import os
import signal
import subprocess
import sys
import time
import traceback
import weakref
from multiprocessing import parent_process

import pytest
from click.testing import CliRunner

from pipeline.cli.start.clean import clean_command
from pipeline.errors import InputError, PaybandError
from pipeline.few_sweeps import few_sweeps
from pipeline.operate.engines import local_engine
from pipeline.operate.parallel import workers
from pipeline.operate.parallel.workers import ALONE, FEW, in_order
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from tests.support.proofs import few

HEADER = "title,location,salary,fetched_at\r\n"
ROW = '"Data Engineer {0}","Oslo, Norway","{0} 000 NOK",2026-10-28T06:00:00Z\r\n'


def squares(numbers):
    """Square numbers; the first ones take longest."""
    if min(numbers) < 2:
        sum(range(200_000))
    return [number * number for number in numbers]


def dies(numbers):
    if numbers and parent_process():
        os.kill(os.getpid(), signal.SIGKILL)
    return numbers


def refuses(numbers):
    raise InputError(f"row {numbers[0]}")


def fails(numbers):
    if parent_process():
        raise ValueError("not for 1")
    return numbers


def processes(numbers):
    return [os.getpid() for _ in numbers]


def batches(count, size=1):
    return [list(range(at, at + size)) for at in range(0, count * size, size)]


def run(work, given, cores):
    return [one for batch in in_order(work, given, str, cores) for one in batch]


def frozen(numbers):
    return [gc.get_freeze_count() for _ in numbers]


class Circle:
    """An object that only a sweep frees."""

    def __init__(self):
        self.own = self


def test_circles_that_a_batch_leaves_are_freed_before_the_rest_is_frozen(monkeypatch):
    monkeypatch.setattr(workers, "SELDOM", 8)
    left = weakref.WeakSet[Circle]()

    def work(numbers):
        for _ in numbers:
            left.add(Circle())
        return [len(left) for _ in numbers]

    with few_sweeps():
        counts = run(work, batches(40), 1)
    assert max(counts) <= 8


@pytest.mark.parametrize("cores", few([1, 2]))
def test_what_batches_leave_is_collected_again_at_the_end_only(cores):
    counts = run(frozen, batches(FEW * 2), cores)
    assert counts[-1] > 0
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("cores", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, FEW - 1, FEW, 20])
def test_results_come_in_the_order_of_the_items(cores, count):
    assert run(squares, batches(count, 5), cores) == [n * n for n in range(count * 5)]


def test_several_cores_are_used_and_few_batches_stay_here():
    assert set(run(processes, batches(FEW - 1), 2)) == {os.getpid()}
    used = run(processes, batches(FEW, 50), 2)
    assert set(used[: ALONE * 50]) == {os.getpid()}
    assert len(set(used)) == 2
    assert os.getpid() in used[ALONE * 50 :]


def test_items_of_one_key_go_to_one_process():
    given = batches(FEW, 50)
    where = [one for batch in in_order(processes, given, lambda n: str(n % 5), 2) for one in batch]
    where = where[ALONE * 50 :]
    for key in range(5):
        assert len(set(where[key::5])) == 1


@pytest.mark.parametrize("cores", [1, 2])
def test_the_first_error_in_order_is_raised(cores):
    with pytest.raises(InputError, match="row 0"):
        run(refuses, batches(FEW, 20), cores)


def test_a_process_that_dies_is_an_error_with_words():
    with pytest.raises(PaybandError, match="killed from outside"):
        run(dies, batches(FEW + 1, 20), 2)


LEFT_ALONE = """
import os, sys, time
from pipeline.operate.parallel.workers import FEW, in_order

if __name__ == "__main__":
    results = in_order(sorted, [[n, n + 1] for n in range(100)], str, 2)
    print(next(results), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize(
    ("words", "method"),
    [("pass", b"fork"), ("Thread(target=sleep, args=(9,), daemon=True).start()", b"served")],
)
def test_a_process_is_forked_only_where_this_one_has_no_other_thread(words, method):
    """A forked one has the rules at once; with threads it could wait for a lock for ever."""
    done = subprocess.run(
        [sys.executable, "-c", START_METHOD.format(words)], capture_output=True, check=True
    )
    assert done.stdout.strip() == method


START_METHOD = """
from threading import Thread
from time import sleep
from pipeline.operate.parallel.workers import _context

if __name__ == "__main__":
    {}
    print("fork" if _context(may_fork=True).get_start_method() == "fork" else "served")
"""


def test_an_error_that_is_a_bug_says_where_it_was():
    with pytest.raises(ValueError, match="not for 1") as caught:
        run(fails, batches(FEW * 2, 20), 2)
    assert "in fails" in "".join(traceback.format_exception(caught.value))


def test_no_process_outlives_the_command_that_was_killed():
    words = [sys.executable, "-c", LEFT_ALONE]
    with subprocess.Popen(words, stdout=subprocess.PIPE, start_new_session=True) as command:
        assert command.stdout
        assert command.stdout.readline() == b"[0, 1]\n"
        command.kill()
    until = time.monotonic() + 20
    while alive(command.pid):
        assert time.monotonic() < until, "processes are left that nobody gives work to"
        time.sleep(0.05)


def alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_batches_are_not_taken_all_at_once():
    given = iter(batches(100))
    results = in_order(squares, given, str, 2)
    next(results)
    assert next(given)[0] < 20


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_a_table_comes_out_the_same_on_any_number_of_cores(tmp_path, monkeypatch, name):
    monkeypatch.setattr(local_engine, "BATCH", 7)
    given = tmp_path / "in.csv"
    given.write_text(HEADER + "".join(ROW.format(n % 13 + 300) for n in range(100)))
    written = []
    for cores in (1, 2):
        target = tmp_path / str(cores) / name
        target.parent.mkdir()
        assert clean_table(given, target, options=TableOptions(cores=cores)).rows == 100
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"Oslo") == 200  # as posted, and as the city


def test_rows_of_one_job_name_its_first_whatever_their_order_and_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(local_engine, "BATCH", 3)
    header = "source_key,title,company,location,salary,posted\r\n"
    row = '{0},{1},Northmoor Analytics,"Leeds, United Kingdom",{2},2026-10-{3:02}\r\n'
    other = [row.format(f"o{n}", f"Tool Maker {n}", f"£{n}1000", n) for n in range(20, 30)]
    ads = [row.format(f"a{n}", "Data Scientist", "£61000 - £80000", n) for n in (4, 2, 3)]
    given = tmp_path / "in.csv"
    given.write_text(header + "".join([ads[0], *other, *ads[1:]]), encoding="utf-8")
    written = []
    for cores in (1, 2):
        clean_table(given, tmp_path / f"{cores}.csv", options=TableOptions(cores=cores))
        written.append((tmp_path / f"{cores}.csv").read_text(encoding="utf-8"))
    assert written[0] == written[1]
    out = list(csv.DictReader(written[0].splitlines()))
    assert [one["source_key"] for one in out] == [
        "a4",
        *(f"o{n}" for n in range(20, 30)),
        "a2",
        "a3",
    ]
    ids = {one["source_key"]: one["posting_id"] for one in out}
    named = {one["source_key"]: one["duplicate_of"] for one in out if one["duplicate_of"]}
    assert named == {"a4": ids["a2"], "a3": ids["a2"]}


def test_a_bad_row_far_down_is_named_and_nothing_written(tmp_path, monkeypatch):
    monkeypatch.setattr(local_engine, "BATCH", 7)
    given = tmp_path / "in.csv"
    given.write_text(HEADER + ROW.format(300) * 60 + "x,,,yesterday\r\n")
    with pytest.raises(InputError, match=r"in\.csv, row 61, fetched_at"):
        clean_table(given, tmp_path / "out.csv", options=TableOptions(cores=2))
    assert not (tmp_path / "out.csv").exists()


def test_the_command_takes_the_number_of_cores(tmp_path, monkeypatch):
    asked = []

    def here(work, given, _key, cores, *, may_fork):
        asked.append(cores)
        return map(work, given)

    monkeypatch.setattr(local_engine, "in_order", here)
    given = tmp_path / "in.csv"
    given.write_text("title\r\nx\r\n")
    for more in (["--cores", "3"], []):
        told = CliRunner().invoke(clean_command, [str(given), "-o", str(tmp_path / "o.csv"), *more])
        assert told.exit_code == 0
    assert asked == [3, workers.all_cores()]
