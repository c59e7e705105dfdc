"""Files put in place together, and what an empty store leaves alone."""

import os

import pytest

from models.tables import metadata
from pipeline.errors import HeldError, PaybandError, UsageError
from pipeline.publish.compare.page import write_page
from pipeline.publish.compare.stored_pair import stored_comparison, two_roles
from pipeline.publish.export.export import export
from pipeline.publish.replace_together import replacing_together
from pipeline.publish.report.report import report
from pipeline.store.db.writing import writing


@pytest.fixture
def targets(tmp_path):
    files = [tmp_path / "one" / "a.csv", tmp_path / "two" / "b.html"]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(b"old")
    return files


def emptied(engine):
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    return engine


def renew(targets):
    with replacing_together(targets) as opened:
        for file in opened:
            file.write(b"new")
        assert contents(targets[:1]) == [b"old"], "nothing is in place before all is whole"


def contents(files):
    return [file.read_bytes() for file in files]


def test_all_are_replaced(targets):
    renew(targets)
    assert contents(targets) == [b"new", b"new"]
    assert [p.name for t in targets for p in t.parent.iterdir()] == ["a.csv", "b.html"]


def test_where_one_fails_all_stay(targets, monkeypatch):
    synced = []

    def full(descriptor):
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PaybandError, match=r"b\.html: cannot be written: No space"):
        renew(targets)
    assert contents(targets) == [b"old", b"old"]
    assert [p.name for t in targets for p in t.parent.iterdir()] == ["a.csv", "b.html"]


def test_a_folder_that_cannot_be_written_to_leaves_the_others_alone(targets):
    targets[1].parent.rename(targets[1].parent.with_name("moved"))
    targets[1].parent.write_text("a file where a folder should be")
    with pytest.raises(PaybandError, match="cannot be written"):
        renew(targets)
    assert targets[0].read_bytes() == b"old"
    assert [file.name for file in targets[0].parent.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("name", ["o.csv", "o.jsonl", "o.parquet"])
def test_an_empty_store_keeps_an_export_with_rows(store, make, tmp_path, name):
    target = tmp_path / name
    empty = store([])
    export(empty, target)
    export(empty, target)  # nothing is lost
    assert export(store([make(1)]), target) == 1
    before = target.read_bytes()
    with pytest.raises(HeldError, match=rf"{name} is unchanged.*--force") as held:
        export(emptied(empty), target)
    assert held.value.exit_code == 4
    assert target.read_bytes() == before
    assert export(empty, target, force=True) == 0
    assert target.read_bytes() != before


def test_an_empty_store_keeps_a_report_that_counts_postings(store, make, tmp_path):
    page, figures = tmp_path / "s.html", tmp_path / "s.csv"
    empty = store([])
    report(empty, page)
    report(empty, page)
    report(store([make(1)]), page)
    before = contents([page, figures])
    emptied(empty)
    with pytest.raises(HeldError, match=r"s\.html is unchanged"):
        report(empty, page)
    figures.unlink()
    with pytest.raises(HeldError, match=r"s\.html is unchanged"):
        report(empty, page)
    assert page.read_bytes() == before[0]
    report(empty, page, force=True)
    assert page.read_bytes() != before[0]


def test_a_report_does_not_replace_an_export_of_its_name(store, make, tmp_path):
    page, table = tmp_path / "jobs.html", tmp_path / "jobs.csv"
    engine = store([make(1)])
    export(engine, table)
    before = table.read_bytes()
    with pytest.raises(UsageError, match=r"jobs\.csv: is another file, no report's, (?!.*--force)"):
        report(engine, page)
    assert (table.read_bytes(), page.exists()) == (before, False)
    report(engine, page, force=True)
    report(engine, page)


def test_a_comparison_of_nothing_keeps_a_page(store, tmp_path):
    nothing = stored_comparison(store([]), two_roles("Data Scientist", "Data Engineer"))
    page = tmp_path / "c.html"
    write_page(nothing, page)
    page.write_text("of yesterday")
    with pytest.raises(HeldError, match=r"c\.html is unchanged"):
        write_page(nothing, page)
    assert page.read_text() == "of yesterday"
    write_page(nothing, page, force=True)
    assert page.read_text() != "of yesterday"


@pytest.mark.parametrize("name", ["c.md", "c.json"])
def test_a_comparison_keeps_files_of_others(store, tmp_path, name):
    nothing = stored_comparison(store([]), two_roles("Data Scientist", "Data Engineer"))
    (tmp_path / name).write_text("[1]")
    with pytest.raises(UsageError, match="is another file"):
        write_page(nothing, tmp_path / "c.html")
