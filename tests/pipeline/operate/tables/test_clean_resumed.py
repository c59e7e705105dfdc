"""A long table goes on where a killed command was."""

import os
import pickle
from contextlib import closing

import pytest

from pipeline.operate.engines import local_engine
from pipeline.operate.tables import audit as audit_of_tables
from pipeline.operate.tables.audit import audit_table
from pipeline.operate.tables.clean_table import TableOptions, clean_table
from pipeline.operate.tables.finished_row import RowCleaner
from pipeline.operate.tables.spill_file import SpillFile
from pipeline.publish.audit.audit_json import audit_record

HEADER = "title,company,salary\n"


@pytest.fixture
def long_table(tmp_path, monkeypatch):
    monkeypatch.setattr(local_engine, "BATCH", 10)
    monkeypatch.setattr(local_engine, "LONG", 50)
    path = tmp_path / "in.csv"
    path.write_text(HEADER + "".join(f"Data Engineer {n},Firm {n},${n}k\n" for n in range(80, 180)))
    return path


class KilledError(Exception):
    """Stands for the end of the process."""


def cut_off(monkeypatch, after):
    """Let the cleaning end in the batch that begins after so many rows."""
    whole = RowCleaner.__call__

    def cleaned(self, rows):
        if rows[0][0] > after:
            raise KilledError
        return whole(self, rows)

    monkeypatch.setattr(RowCleaner, "__call__", cleaned)
    return lambda: monkeypatch.setattr(RowCleaner, "__call__", whole)


def test_what_was_cleaned_is_not_cleaned_again(long_table, tmp_path, monkeypatch):
    whole = tmp_path / "whole.csv"
    assert clean_table(long_table, whole).resumed == 0
    out = tmp_path / "out.csv"
    go_on = cut_off(monkeypatch, after=60)
    with pytest.raises(KilledError):
        clean_table(long_table, out)
    left = tmp_path / ".out.csv.unfinished"
    assert left.stat().st_mode & 0o777 == 0o600
    with left.open("ab") as file:
        file.write(pickle.dumps(["cut off"])[:-3])  # the batch that was being written
    go_on()
    assert clean_table(long_table, out).resumed == 60
    assert out.read_bytes() == whole.read_bytes()
    assert not left.exists()


def test_an_audit_goes_on_where_it_was_and_says_the_same(long_table, tmp_path, monkeypatch):
    beside = TableOptions(beside=tmp_path / "a.html")
    whole = audit_record(audit_table(long_table, options=beside))
    calls, compared = [], audit_of_tables._compared

    def cut(*given):
        calls.append(given)
        if len(calls) == 5:
            raise KilledError
        return compared(*given)

    monkeypatch.setattr(audit_of_tables, "_compared", cut)
    with pytest.raises(KilledError):
        audit_table(long_table, options=beside)
    assert (tmp_path / ".a.html.unfinished").exists()
    assert audit_record(audit_table(long_table, options=beside)) == whole
    assert len(calls) == 5 + 6  # 10 batches, four of which were done
    assert not (tmp_path / ".a.html.unfinished").exists()


def test_another_table_or_mapping_begins_anew(long_table, tmp_path, monkeypatch):
    out = tmp_path / "out.csv"
    go_on = cut_off(monkeypatch, after=60)
    with pytest.raises(KilledError):
        clean_table(long_table, out)
    go_on()
    assert clean_table(long_table, out, options=TableOptions(keep_extra=True)).resumed == 0
    long_table.write_text(long_table.read_text().replace("$90k", "$91k"))
    assert clean_table(long_table, out).resumed == 0
    assert out.read_text().count("91000") > 0


def test_a_file_of_somebody_else_runs_no_code(tmp_path):
    class Evil:
        def __reduce__(self):
            return os.system, ("touch evil",)

    path = tmp_path / "kept"
    path.write_bytes(b"key\n" + pickle.dumps([Evil()]))
    path.chmod(0o600)
    with closing(SpillFile[str](path, "key")) as spill:
        assert spill.count == 0
    assert not (tmp_path / "evil").exists()
    path.write_bytes(b"key\n" + pickle.dumps(["a"]))
    path.chmod(0o644)  # others could have written it
    with closing(SpillFile[str](path, "key")) as spill:
        assert (spill.count, spill.is_kept) == (0, False)


def test_progress_has_an_end_in_sight(long_table, tmp_path):
    told = []
    clean_table(
        long_table,
        tmp_path / "o.csv",
        options=TableOptions(progress=lambda *said: told.append(said)),
    )
    assert told[0][1:] == (10, 100)
    assert told[-1][1:] == (100, 100)
