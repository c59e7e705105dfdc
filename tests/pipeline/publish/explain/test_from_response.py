"""A posting of a store is explained from its archived response on."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.raw import PayField, RawPosting
from pipeline.archive.archive import ArchiveWriter
from pipeline.fx.rates import SHIPPED
from pipeline.operate.cleaning import clean_store
from pipeline.publish.explain.explanation import explained
from pipeline.publish.explain.from_response import MISSING, NOWHERE
from pipeline.publish.explain.page import render
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore

AT = datetime(2026, 10, 28, 6, tzinfo=UTC)
LIST = "https://boards.example.com/acre/jobs"
PROSE = "<p>We are <b>Quillmere</b>.</p><p>You earn €60.000 bis 70.000 im Jahr.</p>"
TEAMS = [{"name": "Research"}]
TITLE = "Senior Data Scientist"
JOB = {"id": 7, "title": TITLE, "place": {"name": "Köln"}, "text": PROSE,
       "departments": TEAMS}  # fmt: skip


@pytest.fixture
def raw():
    return RawPosting(
        source="acre", source_key="acre:7", board="acre", url="https://boards.example.com/7",
        title=TITLE, location="Köln", company="Quillmere", description_html=PROSE,
        country="DE", fetched_at=AT, extra={"departments": TEAMS},
    )  # fmt: skip


@pytest.fixture
def tell(migrated_url, tmp_path):
    """Return a function that stores a posting and explains it by an archive of these responses."""
    file = tmp_path / "archive/run-1/acre.warc.gz"

    def told(raw, *responses):
        store = RawStore(migrated_url, "run-1")
        store.put([raw])
        store.close()
        engine = open_store(migrated_url)
        clean_store(engine, cores=1)
        writer = ArchiveWriter(file)
        for url, headers, body, at in responses:
            writer.response(url, 200, headers, body, at)
        writer.close()
        explanation, _ = explained(engine, raw, SHIPPED, files=(file,))
        engine.dispose()
        return explanation

    return told


def listing(*jobs):
    return json.dumps({"jobs": jobs}).encode()


def at(told, column):
    [row] = [row for row in told["evidence"] if row["field"] == column]
    return row["value"], row["at"], row["marked"]


def test_each_value_has_its_place_and_its_marked_text(tell, raw):
    other = JOB | {"id": 8}
    told = tell(raw, (LIST, [(b"Content-Type", b"application/json")], listing(other, JOB), AT))
    [response] = told["response"]["responses"]
    assert (response["address"], response["archive"]) == (LIST, "run-1/acre.warc.gz")
    value, paths, marked = at(told, "level")
    assert (value, paths) == ("title", ["$.jobs[1].title"])
    assert marked == {"before": "", "words": "Senior", "after": " Data Scientist"}
    value, paths, marked = at(told, "salary_min")
    assert (value, paths) == ("description_html", ["$.jobs[1].text /html/body/p[2]"])
    assert "60.000 bis 70.000" in marked["words"]
    assert at(told, "city")[:2] == ("location", ["$.jobs[1].place.name"])
    assert at(told, "department")[:2] == ("extra", ["$.jobs[1].departments[0].name"])
    named = {each["name"]: each["at"] for each in told["response"]["values"]}
    assert named["url"] == NOWHERE
    assert named["source_key"].startswith("$.jobs[1].id")
    page = render(told)
    assert "$.jobs[1].text /html/body/p[2]" in page
    assert "<mark>Senior</mark> Data Scientist" in page


def test_fields_of_pay_have_the_paths_of_their_cells(tell, raw):
    pay = (PayField(min="60000", max="70000", currency="EUR", unit="year"),)
    job = JOB | {"pay": {"from": 60000, "to": 70000, "currency": "EUR", "unit": "year"}}
    told = tell(
        replace(raw, salary_fields=pay),
        (LIST, [], listing(job), AT),
    )
    rows = [row for row in told["evidence"] if row["field"] == "salary_min"]
    assert rows[0]["value"] == "salary_fields[0]"
    assert rows[0]["at"] == [f"$.jobs[0].pay.{cell}" for cell in ("from", "to", "currency", "unit")]


def test_a_compressed_page_and_a_second_response_are_read(tell, raw):
    page = f"<html><h1>{TITLE}</h1><i>Köln</i></html>".encode()
    packed = [(b"Content-Encoding", b"gzip"), (b"Content-Type", b"text/html")]
    later = datetime(2026, 10, 28, 5, tzinfo=UTC)
    told = tell(raw, (raw.url, packed, gzip.compress(page), AT), (LIST, [], listing(JOB), later))
    first, second = told["response"]["responses"]
    assert (first["address"], second["address"]) == (raw.url, LIST)
    assert at(told, "city")[1] == ["/html/body/i"]
    assert at(told, "salary_min")[1] == ["$.jobs[0].text /html/body/p[2]"]


def test_without_its_response_it_says_so(tell, raw):
    told = tell(raw, (LIST, [], listing(JOB | {"id": 9}), AT))
    assert told["response"]["missing"] == MISSING
    assert at(told, "level")[:2] == ("title", [])
    assert MISSING in render(told)


def test_a_body_that_is_no_page_at_all_is_no_error(tell, raw):
    for body in (b"", b"\x00\xff acre:7 \x1f", b"[" * 100_000 + b'"7"', b"<" * 5_000 + b" acre:7"):
        told = tell(raw, (raw.url, [(b"Content-Encoding", b"br")], body, AT))
        assert "salary_min" in {row["field"] for row in told["evidence"]}
