import csv
import json
from dataclasses import fields
from typing import Any

import pytest

from models.band import SalaryBand
from models.issue import Issue
from models.posting import JobPosting
from models.raw import PayField, RawPosting
from models.record import columns
from pipeline.clean.engine import clean
from pipeline.clean.sanitize import sanitized
from pipeline.fx.rates import SHIPPED
from pipeline.publish.export.table_out import write_postings

# ESC, BEL, CSI of C1, DEL, an override, an isolate, a mark, a zero-width space, tags, line ends
HOSTILE = "\x1b[31m\x07\x9b2J\x7f\u202e\u2066\u200f\u200b\U000e0041\r\n\x85\u2028"
TEXTS = [c.name for c in columns(JobPosting) if c.type in (str, tuple[str, ...])]


def hostile(text):
    return f"{text[:3]}{HOSTILE}{text[3:]}{HOSTILE}"


@pytest.mark.parametrize("name", TEXTS)
def test_no_column_of_a_posting_holds_what_a_terminal_obeys(name):
    """A stage that lets such a text by changes nothing: all columns go through one place."""
    given: dict[str, Any] = {"posting_id": "1", "source": "s", "source_key": "1"}
    value: Any = (hostile("texts"),) if name in ("flags", "skills") else hostile("texts")
    found = getattr(sanitized(JobPosting(**given | {name: value})), name)
    for text in found if isinstance(found, tuple) else [found]:
        assert text.isprintable()


def test_bands_and_issues_hold_none_either():
    band = SalaryBand(posting_id="1", n=0, label=hostile("zone"), evidence=hostile("$90,000"))
    found = sanitized(band)
    assert (found.label, found.evidence) == ("zon[31m2J e[31m2J", "$90[31m2J ,000[31m2J")
    issue = Issue(
        posting_id="1", n=0, code="x", severity="info", field="f", raw_value="a\x1b\u202e"
    )
    assert sanitized(issue).raw_value == "a\\x1b\\u202e"


def test_two_keys_stay_two():
    raws = [RawPosting(source="s", source_key=key, url="", title="X") for key in ("1", "1\x1b")]
    assert [clean(raw).posting.source_key for raw in raws] == ["1", "1\\x1b"]


@pytest.mark.parametrize("text", ["מהנדס נתונים", "مهندس بيانات", "Ingénieur ML", "机器学习"])
def test_letters_of_any_direction_stay(text):
    marked = f"\u202b\u200f{text}\u200f\u202c \u2067{text}\u2069"
    raw = RawPosting(source="s", source_key="1", url="", title=marked, company=marked)
    assert clean(raw).posting.title == f"{text} {text}"


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_no_cell_of_a_file_holds_what_a_terminal_obeys(tmp_path, ending):
    pay = PayField(
        "90000", "120000\x1b", "USD", "year", hostile("zone 1"), text="\u202e$90,000\x07"
    )
    given = {name: hostile(f"{name} of it") for name in ("company", "location", "level", "posted")}
    raws = [
        RawPosting(
            source="greenhouse",
            source_key=hostile(str(n)),
            url=hostile("https://jobs.example.com/1"),
            title=hostile("Senior ML Engineer"),
            description_html="<p>Pay: $95,000 - \u202e$125,000\x1b a year</p>",
            salary=salary,
            salary_fields=pays,
            **given,
        )
        for n, (salary, pays) in enumerate(
            [("", (pay,)), ("\u2066$90,000\x9b a year", ()), ("", ())]
        )
    ]
    target = tmp_path / f"out.{ending}"
    assert write_postings([clean(raw, SHIPPED).posting for raw in raws], target) == 3
    rows = read(target)
    assert {row["salary_origin"] for row in rows} == {"structured", "text", "description"}
    texts = [text for row in rows for text in row.values() if isinstance(text, str)]
    assert [text for text in texts if not text.isprintable()] == []


def read(target):
    if target.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return parquet.read_table(target).to_pylist()
    if target.suffix == ".jsonl":
        return [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_text_column_is_tried():
    assert {f.name for f in fields(JobPosting)} > set(TEXTS) > {"salary_text", "url", "source_key"}
