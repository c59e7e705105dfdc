import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from models.raw import PayField
from pipeline.errors import InputError
from pipeline.tables.frame_table import frame_table, read_table
from pipeline.tables.read import recognized

ROW = {"source": "eval", "source_key": "k", "url": "https://q.example/1", "title": "Data Scientist"}


@pytest.fixture
def write(tmp_path):
    def written(content, name="in.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


def raw_postings(frame, name):
    read = recognized(frame_table(frame, name))
    return list(read.reader.postings(list(read.table.rows())))


def postings(path):
    return raw_postings(read_table(path), path.name)


def all_text(frame):
    return all(isinstance(value, str) for row in frame.to_numpy() for value in row)


def parquet(path, **columns):
    arrow = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    names = list(columns)
    pq.write_table(arrow.table(list(columns.values()), names=names), path)
    return path


def refused(path):
    with pytest.raises(InputError) as caught:
        postings(path)
    return str(caught.value).replace(str(path.parent) + "/", "")


def test_csv(write):
    path = write('title,company,salary\r\n"Lead, ""AI""",Qüillmere,"60 k\n- 80 k"\r\n')
    frame = read_table(path)
    assert list(frame.columns) == ["title", "company", "salary"]
    assert frame.to_dict("records") == [
        {"title": 'Lead, "AI"', "company": "Qüillmere", "salary": "60 k\n- 80 k"}
    ]


def test_every_value_is_text_and_none_is_missing(write):
    frame = read_table(write("title,salary,level\nNA,007,\nnull,1e5,nan\n"))
    assert all_text(frame)
    assert frame.to_numpy().tolist() == [["NA", "007", ""], ["null", "1e5", "nan"]]


def test_a_byte_order_mark_and_blank_lines_are_passed_over(write):
    path = write(b"\xef\xbb\xbf\n title ,company\n\nA,B\n\n")
    assert read_table(path).to_dict("records") == [{"title": "A", "company": "B"}]


def test_a_description_may_be_long(write):
    assert (
        len(read_table(write("title,description\nA," + "x" * 200_000))["description"][0]) == 200_000
    )


def test_a_header_alone_gives_no_rows(write):
    assert postings(write("title,url\n")) == []


def test_jsonl(write):
    first = {"title": "A", "salary": 120000, "salary_fields": [{"min": 1.5, "is_ote": True}]}
    second = {"company": "B\u2028", "title": "", "extra": {"a": [1, None]}, "salary": None}
    path = write(f"{json.dumps(first)}\n\n{json.dumps(second, ensure_ascii=False)}\n", "in.jsonl")
    frame = read_table(path)
    assert list(frame.columns) == ["title", "salary", "salary_fields", "company", "extra"]
    assert all_text(frame)
    one, two = raw_postings(frame, "in.jsonl")
    assert (one.title, one.salary, one.company) == ("A", "120000", "")
    assert one.salary_fields == (PayField(min="1.5", is_ote=True),)
    assert (two.title, two.company, two.extra) == ("", "B\u2028", {"a": [1, None]})


def test_an_emoji_cut_in_two_stays_readable(write):
    line = '{"title": "ML \\ud83d\\ude80 Engineer \\ud83d"}'
    assert read_table(write(line, "in.jsonl"))["title"][0] == "ML 🚀 Engineer \ufffd"


def test_parquet(tmp_path):
    seen = datetime(2026, 10, 28, 6, tzinfo=UTC)
    path = parquet(
        tmp_path / "in.parquet",
        title=["A", None],
        salary=[120000.0, float("nan")],
        source_key=[7, None],
        posted=[date(2026, 10, 1), None],
        level=[Decimal("1E+2"), None],
        fetched_at=[seen, None],
        salary_fields=[[{"min": "1", "currency": "EUR"}], []],
        __index_level_0__=[0, 1],
    )
    frame = read_table(path)
    assert all_text(frame)
    one, two = raw_postings(frame, "in.parquet")
    assert (one.title, one.salary, one.source_key) == ("A", "120000", "7")
    assert (one.posted, one.level, one.fetched_at) == ("2026-10-01", "100", seen)
    assert one.salary_fields == (PayField(min="1", currency="EUR"),)
    assert (two.title, two.salary, two.source_key, two.fetched_at) == ("", "", "2", None)


def test_parquet_without_pyarrow(write, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'payband[parquet]'" in refused(write(b"PAR1", "in.parquet"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "in.csv: the file is empty"),
        (b"\xef\xbb\xbf\n\n", "in.csv: the file is empty"),
        ("company\nB\n", "in.csv: no column is the job title; the columns are company; say which"),
        ("titl,fee\nA,B\n", "columns are titl, fee; say which with map={'title': 'titl'}"),
        ("title,url,title\nA,B,C\n", "in.csv: the column 'title' is there twice"),
        ("title,description,description_html\nA,,\n", "give description or description_html"),
        (
            'title,url,company\n"A\nB",u,c\n\nC,u\n',
            "in.csv, row 2 (line 5): 2 cells, the header has 3; company has none",
        ),
        ("title,url\nA,B,C\n", "in.csv, row 1 (line 2): 3 cells, the header has 2"),
        ('title,url\nA,B\n"A"x,B\n', "in.csv, row 2 (line 3): "),
        ('title,url\nA,"B\n', "in.csv, row 1 (line 2): unexpected end of data"),
        ('"title\n', "in.csv, the header (line 1): unexpected end of data"),
    ],
)
def test_a_bad_csv_is_named(write, content, message):
    assert message in refused(write(content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("\n \n", "in.jsonl: the file is empty"),
        ('{"title":"A"}\n\n{"title":\n', "in.jsonl, row 2 (line 3): not valid JSON: Expecting"),
        ('["title"]\n', "in.jsonl, row 1 (line 1): must be a JSON object"),
        ('{"company":"B"}\n', "in.jsonl: no column is the job title; the columns are company"),
        ('{"title":"A","title":"B"}\n', "row 1 (line 1): not valid JSON: a name is there twice"),
        ('{"title":"A","salary":NaN}\n', "row 1 (line 1): not valid JSON: NaN is not a JSON value"),
        ('{"title":["A"]}\n', "row 1 (line 1), title: must be text, is a list"),
        ('{"title":{"a":1}}\n', "row 1 (line 1), title: must be text, is an object"),
        ('{"title":true}\n', "row 1 (line 1), title: must be text, is true"),
        ('{"title":"A","description":"","description_html":""}', "give description or"),
        ("[" * 100_000, "in.jsonl, row 1 (line 1): not valid JSON: "),
    ],
)
def test_bad_jsonl_is_named(write, content, message):
    assert message in refused(write(content, "in.jsonl"))


def test_bad_parquet_is_named(write, tmp_path):
    pytest.importorskip("pyarrow")
    assert "in.parquet: the file is empty" in refused(write("", "in.parquet"))
    assert "in.parquet: cannot be read as Parquet" in refused(write("PAR1 no", "in.parquet"))
    listed = parquet(tmp_path / "in.parquet", title=[["A"]])
    assert "in.parquet, row 1, title: must be text, is a list" in refused(listed)


@pytest.mark.parametrize("name", ["in.csv", "in.jsonl", "in.parquet"])
def test_a_file_that_is_missing_or_a_folder(tmp_path, name):
    path = tmp_path / name
    assert refused(path) == f"{name}: there is no such file"
    path.mkdir()
    assert refused(path).startswith(f"{name}: cannot be read: ")


def test_an_ending_that_the_content_denies_is_refused(write):
    assert "the name says Excel, the content is not Excel" in refused(write("x", "in.xlsx"))
    assert "the name says gzip, the content is not gzip" in refused(write("x", "in.csv.gz"))


def test_the_ending_may_be_in_capitals(write):
    assert len(postings(write("title\nA\n", "IN.CSV"))) == 1


def test_what_is_not_given(write):
    one, two = postings(write("title,source_key,source\nA,,\n,k2,mine\n"))
    assert (one.source, one.source_key, one.url, one.title) == ("file", "1", "", "A")
    assert (two.source, two.source_key, two.title) == ("mine", "k2", "")
    assert (one.salary_fields, one.extra, one.fetched_at) == ((), {}, None)


def test_a_plain_description_becomes_html(write):
    [one] = postings(write('title,description\nA,"R&D <b>\n2"\n'))
    assert one.description_html == "R&amp;D &lt;b&gt;<br>\n2"
    [two] = postings(write("title,description_html\nA,<b>x</b>\n"))
    assert two.description_html == "<b>x</b>"


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-10-28T06:00:00Z", datetime(2026, 10, 28, 6, tzinfo=UTC)),
        ("2026-10-28T08:00:00+02:00", datetime(2026, 10, 28, 6, tzinfo=UTC)),
        ("2026-10-28 06:00", datetime(2026, 10, 28, 6, tzinfo=UTC)),
        (" ", None),
    ],
)
def test_fetched_at(write, text, instant):
    [one] = postings(write(f"title,fetched_at\nA,{text}\n"))
    assert one.fetched_at == instant


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("fetched_at", "yesterday", "'yesterday' is no time"),
        ("fetched_at", "0001-01-01T00:00:00+02:00", "is no time"),
        ("extra", "{", "not valid JSON: "),
        ("extra", "[]", "must be a JSON object"),
        ("salary_fields", "{}", "must be a JSON list of objects"),
        ("salary_fields", "[1]", "must be a JSON list of objects"),
        ("salary_fields", '[{"minimum": 1}]', "there is no key 'minimum'; the keys are min, max, "),
        ("salary_fields", '[{"is_ote": "yes"}]', "is_ote must be true or false"),
        ("salary_fields", '[{"min": [1]}]', "min: must be text, is a list"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(write, field, text, message):
    lines = [json.dumps(ROW), json.dumps(ROW | {field: text})]
    told = refused(write("\n".join(lines), "in.jsonl"))
    assert told.startswith(f"in.jsonl, row 2, {field}")
    assert message in told


def test_a_frame_of_ones_own():
    frame = pd.DataFrame(
        {
            "title": ["A", None, "C"],
            "salary": [120000.0, np.nan, 55.5],
            "level": pd.array([1, None, 3], dtype="Int64"),
            "fetched_at": pd.Series([datetime(2026, 10, 28, 6, tzinfo=UTC), None, None]),
            "extra": [{"a": 1}, None, {}],
            "salary_fields": [np.array([{"min": 1}]), None, []],
        }
    )
    one, two, three = raw_postings(frame, "the frame")
    assert (one.title, one.salary, one.level, one.extra) == ("A", "120000", "1", {"a": 1})
    assert one.fetched_at == datetime(2026, 10, 28, 6, tzinfo=UTC)
    assert one.salary_fields == (PayField(min="1"),)
    assert (two.title, two.salary, two.level, two.extra) == ("", "", "", {})
    assert (three.salary, three.level) == ("55.5", "3")


def test_a_frame_without_titles():
    with pytest.raises(InputError, match="the frame: no column is the job title") as error:
        raw_postings(pd.DataFrame({"firm": ["A"], "pay": ["1"]}), "the frame")
    assert str(error.value).endswith("say which with map={'title': 'firm'}"), "no command line"


@pytest.mark.parametrize(
    ("columns", "guess"),
    [({"salary": ["$5 an hour"], "xx": ["Z"]}, "xx"), ({"salary": ["$5 an hour"]}, "COLUMN")],
)
def test_a_column_that_is_known_to_be_another_thing_is_not_proposed_as_the_title(columns, guess):
    with pytest.raises(InputError) as error:
        raw_postings(pd.DataFrame(columns), "the frame")
    assert str(error.value).endswith(f"map={ {'title': guess} }")
