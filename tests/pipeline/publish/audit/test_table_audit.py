"""What an audit says of a small table, by hand, and its page and JSON."""

import json
import re
from decimal import Decimal

import pytest

from models.posting import JobPosting
from models.vocab import Flag, Origin, Period
from pipeline.operate.tables.audit import audit_table
from pipeline.publish.audit.audit_json import audit_record
from pipeline.publish.audit.audit_row import pay_words
from pipeline.publish.audit.faults import Fault, kinds
from pipeline.publish.audit.page import amount, move, render, share, write_audit
from pipeline.publish.audit.summary import summary

HEADER = "id,source,title,company,location,salary,level\n"
ROWS = (
    '1,a,Data Engineer,Dovetrace,"Austin, TX","$100,000 - $120,000 a year",nan\n'
    '1,a,Data Engineer,Dovetrace,"Austin, TX","$100,000 - $120,000 a year",nan\n'
    '2,a,Data Engineer,Dovetrace,"Austin, TX","$100,000 - $120,000 a year",nan\n'
    '3,a,Data Engineer,Kestwick,"Austin, TX","$1,111,111",Senior\n'
    '4,b,Data Engineer,Rostwald,"Austin, TX","$140,000 - $100,000 a year",\n'
    '5,b,Data Analyst,Nimbarley,"Berlin, Germany",€50k a year,\n'
    '6,b,Data Analyst,Asanagi,"Berlin, Germany",$40 an hour,\n'
    "7,b,<b>Bold</b> & Analyst,Sennhof,,,\n"
)


@pytest.fixture
def found(tmp_path):
    path = tmp_path / "jobs.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return audit_table(path)


def test_duplicates_are_of_one_kind_each(found):
    repeats = found.repeats
    assert (repeats.identical, repeats.but_id, repeats.same_job) == (1, 1, 0)
    assert [(one.row, one.first) for one in repeats.examples["but_id"]] == [(3, 1)]


def test_bogus_pay_has_its_kind_and_reason(found):
    assert {(fault.row, fault.flags[0]) for fault in found.faults} == {
        (4, "placeholder"),
        (5, "inverted"),
    }
    assert all(fault.reason for fault in found.faults)
    assert [kind.rows for kind in found.kinds if kind.flag == "inverted"] == [1]


def test_currencies_periods_and_countries(found):
    assert {(m.currency, m.period): m.rows for m in found.money}["USD", "hour"] == 1
    assert [(one.country, one.currencies) for one in found.mixed] == [("DE", {"EUR": 1, "USD": 1})]


def test_missing_values_by_source_and_column(found):
    by_source = {
        one.source: dict(zip(found.columns, one.missing, strict=True)) for one in found.missing
    }
    assert (by_source["a"]["level"], by_source["b"]["level"]) == (3, 4)
    assert (by_source["a"]["salary"], by_source["b"]["salary"]) == (0, 1)


def test_medians_before_and_after(tmp_path):
    good = "".join(
        f'{n},a,Data Engineer,Firm {n},"Austin, TX","${100 + n},000 a year"\n' for n in range(7)
    )
    bad = "".join(
        f'b{n},a,Data Engineer,Bad {n},"Austin, TX","$900,000,000 a year"\n' for n in range(2)
    )
    path = tmp_path / "jobs.csv"
    path.write_text("id,source,title,company,location,salary\n" + good + bad)
    whole = audit_table(path).moves[0]
    assert (whole.country, whole.role, whole.rows_before, whole.rows_after) == ("US", "", 9, 7)
    assert (whole.before, whole.after) == (104_000, 103_000)
    assert whole.change == pytest.approx(-1 / 104)


def test_medians_are_said_to_be_no_reports(tmp_path):
    path = tmp_path / "jobs.csv"
    rows = [f'{n},a,Data Engineer,F{n},"Austin, TX","${100 + n},000 a year",\n' for n in range(6)]
    path.write_text(HEADER + "".join([*rows, *[rows[-1].replace("5,a", "9,a")] * 5]))
    found = audit_table(path)
    assert any("moves the median of US" in sentence for sentence in summary(found))
    for said in (" ".join(summary(found)), render(found), audit_record(found)["medians_are"]):
        assert "not the medians of a report of the table" in said
        assert "internships, contracts" in said


def test_pay_with_one_end_moves_no_median(tmp_path):
    both = "".join(
        f'{n},Data Engineer,Firm {n},"Austin, TX","${100 + n},000 a year"\n' for n in range(7)
    )
    one = "".join(
        f'o{n},Data Engineer,Open {n},"Austin, TX","up to $300,000 a year"\n' for n in range(5)
    )
    path = tmp_path / "jobs.csv"
    path.write_text("id,title,company,location,salary\n" + both + one)
    found = audit_table(path)
    whole = found.moves[0]
    assert (whole.rows_before, whole.rows_after, whole.change) == (7, 7, 0)
    assert "Pay with one end (“up to 90,000”) has no middle and is in neither." in render(found)


def test_pay_by_the_hour_is_an_hour():
    posting = JobPosting(
        posting_id="0" * 16,
        source="a",
        source_key="1",
        salary_min=Decimal(50),
        salary_currency="USD",
        salary_period=Period.HOUR,
        salary_origin=Origin.STRUCTURED,
    )
    assert pay_words(posting) == "50 USD an hour"


def test_the_page_needs_nothing_else_and_escapes(found, tmp_path):
    html, data = tmp_path / "a.html", tmp_path / "a.json"
    write_audit(found, html, data)
    page = html.read_text(encoding="utf-8")
    assert "<script" not in page
    assert re.findall(r"(?:src|href)=\S+", page) == ['href="#content">To']
    assert "<b>Bold" not in page
    assert "jobs.csv" in page
    assert str(tmp_path) not in page
    record = json.loads(data.read_text(encoding="utf-8"))
    assert record == json.loads(json.dumps(audit_record(found)))
    assert record["table"] == {"name": "jobs.csv", "format": "CSV, commas", "shape": "", "rows": 8}
    assert str(tmp_path) not in data.read_text(encoding="utf-8")
    assert render(found) == page


def test_what_matters_is_said_first(found):
    said = summary(found)
    assert said[0].startswith("2 of the 7 rows that state pay are bogus")
    assert "1 row is exactly the same as an earlier row." in said


def test_a_table_without_pay(tmp_path):
    path = tmp_path / "jobs.csv"
    path.write_text("title\nData Engineer\n")
    found = audit_table(path)
    assert summary(found) == ["No row states pay."]
    assert "None: no row states pay." in render(found)


def test_figures_in_words():
    assert [share(0, 5), share(1, 500), share(1, 2), share(1, 0)] == ["0%", "<1%", "50%", "0%"]
    assert [amount(None), amount(1234.6)] == ["–", "1,235"]
    assert [move(None), move(0.0001), move(0.05), move(-0.05)] == ["–", "0%", "+5.0%", "\u22125.0%"]


def test_the_command_writes_page_and_json(payband, tmp_path):
    (tmp_path / "jobs.csv").write_text(HEADER + ROWS, encoding="utf-8")
    told = payband("audit", "jobs.csv").stderr
    assert "wrote jobs-audit.html and jobs-audit.json: 8 rows" in told
    said = json.loads(payband("audit", "jobs.csv", "--json").stdout)
    assert said == json.loads((tmp_path / "jobs-audit.json").read_text(encoding="utf-8"))
    (tmp_path / "x.json").write_text('[{"title": "A"}]')
    assert "x.json: is an input" in payband("audit", "x.json", "-o", "x.html", code=2).stderr
    assert "must end in .html" in payband("audit", "jobs.csv", "-o", "x.pdf", code=2).stderr
    assert "there is no database" in payband("audit", code=2).stderr


def test_an_audit_tells_each_kind_of_flag():
    row = (1, "1", "Dovetrace", "Data Engineer", "$1")
    found = [Fault(*row, (flag,), "") for flag in Flag]
    assert {kind.flag for kind in kinds(found)} == set(Flag)
    assert all(kind.words for kind in kinds(found))
