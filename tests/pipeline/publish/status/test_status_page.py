"""The status of sources: as a page, as metrics for Prometheus, and on the command line."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from selectolax.lexbor import LexborHTMLParser

from models.run import CrawlRun, Run, SourceRun
from models.tables import crawl_run, run
from models.vocab import RunState as S
from pipeline.publish.status.page import render_status, write_status_page
from pipeline.publish.status.prometheus import metrics, write_metrics
from pipeline.publish.status.source_status import source_statuses
from pipeline.store.db.database import open_store
from pipeline.store.db.upsert import upsert_records
from pipeline.store.db.writing import writing
from pipeline.store.runs.source_runs import keep_source_runs

FIRST = datetime(2026, 12, 1, 6, tzinfo=UTC)
EVIL = "lever: <script>alert(1)</script> is evil"


def ran(store, day, source, state, postings, message=None, *, boards=(S.COMPLETE,), flagged=5):
    at = FIRST + timedelta(days=day)
    run_id = f"{at:%Y%m%dT%H%M%SZ}-1"
    crawls = [
        CrawlRun(run_id=run_id, source=source, board=f"b{n}", started_at=at, state=each)
        for n, each in enumerate(boards)
    ]
    with writing(store) as connection:
        upsert_records(connection, run, [Run(run_id=run_id, started_at=at, state=S.COMPLETE)])
        upsert_records(connection, crawl_run, crawls)
    found = SourceRun(
        run_id=run_id, source=source, at=at, state=state, postings=postings, pay=postings // 2,
        flagged=flagged, message=message,
    )  # fmt: skip
    keep_source_runs(store, [found])


@pytest.fixture
def store(database_url):
    made = open_store(database_url)
    for day in range(3):
        ran(made, day, "lever", S.HEALTHY, 100 + day)
        ran(made, day, "ashby", S.HEALTHY, 50)
    ran(made, 5, "lever", S.HELD, 20, EVIL, boards=(S.COMPLETE, S.BLOCKED), flagged=None)
    yield made
    made.dispose()


def test_a_source_is_set_against_its_last_healthy_runs(store):
    ashby, lever = source_statuses(store)
    assert (lever.state, lever.postings, lever.usual) == (S.HELD, 20, 101)
    assert lever.age(FIRST + timedelta(days=5)) == timedelta(days=3)
    assert (lever.completeness, lever.disclosure, lever.flagged) == (0.5, 0.5, None)
    assert lever.release == "payband run lever --accept-drop"
    assert (ashby.completeness, ashby.flagged, ashby.release) == (1.0, 0.2, "")


def test_the_page_says_what_is_held_and_how_to_release_it(store, tmp_path):
    write_status_page(store, tmp_path / "status.html")
    page = (tmp_path / "status.html").read_text(encoding="utf-8")
    tree = LexborHTMLParser(page)
    hold = tree.css_first("section li")
    assert hold
    assert EVIL in hold.text()
    assert [code.text() for code in hold.css("code")] == ["payband run lever --accept-drop"]
    rows = [[c.text(strip=True) for c in row.css("th, td")] for row in tree.css("tbody tr")]
    assert rows[1][:3] == ["lever", "held", "2026-12-03 06:00 UTC"]
    assert rows[1][3:] == ["3 d", "20", "101", "0", "50%", "50%", "–"]


def test_the_page_has_no_script_and_asks_for_nothing(store):
    page = render_status(store)
    tree = LexborHTMLParser(page)
    assert tree.css("script, img, link, iframe, object, form") == []
    (policy,) = tree.css("meta[http-equiv='Content-Security-Policy']")
    said = policy.attributes["content"] or ""
    assert said.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in said
    assert "http://" not in page.replace("http-equiv", "")
    assert render_status(store) == page, "the same store gives the same bytes"


def test_an_empty_store_has_a_page_and_metrics(database_url, tmp_path):
    empty = open_store(database_url)
    assert "No run has judged a source yet" in render_status(empty)
    list(text_string_to_metric_families(metrics(source_statuses(empty))))


def samples(text):
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_prometheus_reads_the_metrics(store, tmp_path):
    file = tmp_path / "payband.prom"
    write_metrics(store, file)
    found = samples(file.read_text(encoding="utf-8"))
    assert found["payband_held", "lever"] == 1
    assert found["payband_held", "ashby"] == 0
    assert found["payband_postings_seen", "lever"] == 20
    assert found["payband_postings_usual", "lever"] == 101
    healthy = (FIRST + timedelta(days=2)).timestamp()
    assert found["payband_last_healthy_timestamp_seconds", "lever"] == healthy
    assert ("payband_pay_flagged_ratio", "lever") not in found, "what is not known is left out"
    assert found["payband_pay_flagged_ratio", "ashby"] == pytest.approx(0.2)
    assert not list(tmp_path.glob(".*.part"))


def test_the_command_writes_both_and_tells_programs(store, database_url, payband, tmp_path):
    words = ["--html", "s.html", "--prometheus", "p.prom", "--json", "--database", database_url]
    told = json.loads(payband("status", *words).stdout)
    assert {s["source"]: s["health"]["release"] for s in told["sources"]} == {
        "ashby": "",
        "lever": "payband run lever --accept-drop",
    }
    assert (tmp_path / "s.html").exists()
    assert samples((tmp_path / "p.prom").read_text())["payband_held", "lever"] == 1


def test_boards_that_failed_for_one_reason_are_a_line(store, database_url, payband):
    at = FIRST + timedelta(days=6)
    run_id = f"{at:%Y%m%dT%H%M%SZ}-1"
    states = [(S.FAILED, "no way to any host")] * 154 + [
        (S.BLOCKED, "http_403"),
        (S.COMPLETE, None),
    ]
    crawls = [
        CrawlRun(
            run_id=run_id, source="greenhouse", board=f"g{n}", started_at=at, state=state,
            message=message, errors=1,
        )
        for n, (state, message) in enumerate(states)
    ]  # fmt: skip
    with writing(store) as connection:
        upsert_records(connection, run, [Run(run_id=run_id, started_at=at, state=S.FAILED)])
        upsert_records(connection, crawl_run, crawls)
    shown = payband("status", "--database", database_url).stdout
    boards = [line for line in shown.splitlines() if line.startswith("greenhouse  ")]
    boards = [line for line in boards if "2026-12-07T06:00:00Z" in line]
    assert len(boards) == 3
    (failed,) = (line for line in boards if "no way to any host" in line)
    assert failed.split()[1:4] == ["154", "boards", "failed"]
    assert failed.split()[-6] == "154", "errors are summed"
    assert any(" g154 " in line and "http_403" in line for line in boards)
    assert any(" g155 " in line and "complete" in line for line in boards)


def test_programs_get_times_in_the_one_form(store, database_url, payband):
    told = payband("status", "--json", "--database", database_url).stdout
    assert "+00:00" not in told
    assert json.loads(told)["sources"][0]["healthy_at"] == "2026-12-03T06:00:00Z"
