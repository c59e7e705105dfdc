"""Tables that can't be read: one clear line each, in little time and memory, and no output."""

import gzip
import io
import os
import zipfile

import pytest

from pipeline.errors import InputError
from pipeline.tables.frame_table import read_table

ROW = "title,salary\nML Engineer,$120k\n"
GZIPPED = gzip.compress(ROW.encode() * 1_000)


def workbook(**parts):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return packed.getvalue()


BAD = {
    "empty.csv": (b"", "the file is empty"),
    "blank.csv": (b"\n\n \n", "no column is the job title"),
    "mark.csv": (b"\xef\xbb\xbf\r\n", "the file is empty"),
    "no-title.csv": (b"a,b\n1,2\n", "the columns are a, b; say which with '--map title=COLUMN'"),
    "binary.csv": (os.urandom(2_000) + b"\0" * 100, "this is a binary file"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "this is a picture"),
    "report.csv": (b"%PDF-1.7\n", "this is a PDF"),
    "page.csv": (b"<!DOCTYPE html><table>", "this is HTML"),
    "store.csv": (b"SQLite format 3\0", "this is a SQLite database"),
    "notes.md": (b"# Notes, and\n\nmore, of, them\n", "it may be no table: CSV, Excel, "),
    "drawing.svg": (b'<svg xmlns="http://example.com"\n font="a, b">', "this is a picture"),
    "prose.txt": (b"Dear reader\nnothing, or little, here\n", "it may be no table: CSV, "),
    "salaries.csv": (
        b"id,country,role,all_jobs,median_by_job,effective_employers\n",
        "this is Payband's salary report: its rows are medians, not postings; ",
    ),
    "ragged.csv": (b"title,url\nA,B\nA,B,C\n", "row 2 (line 3): 3 cells, the header has 2"),
    "short.csv": (b"title,url\nA\n", "row 1 (line 2): 1 cells, the header has 2; url has none"),
    "twice.csv": (b"title,url,title\nA,B,C\n", "the column 'title' is there twice"),
    "quote.csv": (b'title,url\nA,"B\n', "row 1 (line 2): unexpected end of data"),
    "plain.csv.gz": (ROW.encode(), "the name says gzip, the content is not gzip"),
    "cut.csv.gz": (GZIPPED[:-30], "the gzip file is damaged or cut off"),
    "garbled.csv.gz": (GZIPPED[:40] + b"\xff" * 200, "the gzip file is damaged or cut off"),
    "no.xlsx": (b"title\nA\n", "the name says Excel, the content is not Excel"),
    "zip.xlsx": (workbook(a="b"), "cannot be read as Excel"),
    "no.parquet": (b"PAR1 no", "cannot be read as Parquet"),
    "no.json": (b'[{"title": "A"', "not valid JSON"),
    "other.json": (b'{"title": "A"}', "a list of JSON objects is needed"),
    "lines.jsonl": (b'{"title": "A"}\n["A"]\n', "row 2 (line 2): must be a JSON object"),
    "both.csv": (b"title,description,description_html\nA,,\n", "not both"),
    "time.csv": (b"title,fetched_at\nA,soon\n", "row 1, fetched_at: 'soon' is no time"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_table_gets_one_clear_line(payband, tmp_path, name):
    content, message = BAD[name]
    (tmp_path / name).write_bytes(content)
    done = payband("clean", name, "-o", "out.csv", code=2)
    assert done.stderr.startswith(f"payband: {name}")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()


def test_a_folder_a_missing_file_and_a_long_empty_one(payband, tmp_path):
    (tmp_path / "folder.csv").mkdir()
    with (tmp_path / "sparse.csv").open("wb") as file:
        file.truncate(1 << 30)
    for name, words in (
        ("folder.csv", "cannot be read: Is a directory"),
        ("gone.csv", "there is no such file"),
        ("sparse.csv", "this is a binary file"),
    ):
        done = payband("clean", name, "-o", "out.csv", code=2)
        assert done.stderr.startswith(f"payband: {name}: {words}")
        assert done.stderr.count("\n") == 1


def test_a_header_alone_is_a_table_without_rows(payband, tmp_path):
    (tmp_path / "header.csv").write_text("Job Title,Company Name\n")
    assert "wrote out.csv: 0 postings" in payband("clean", "header.csv", "-o", "out.csv").stderr


def test_an_endless_line_does_not_fill_the_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.tables.reading.table_file.LONGEST_LINE", 1_000)
    (tmp_path / "line.jsonl").write_bytes(b'{"title": "' + b"A" * 2_000)
    with pytest.raises(InputError, match="a line of more than 1,000 characters"):
        read_table(tmp_path / "line.jsonl")
