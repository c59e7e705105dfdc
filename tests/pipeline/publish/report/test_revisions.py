"""Why a cell moved: what people put right; and which reports can't be compared."""

from dataclasses import replace

import pytest

from pipeline.errors import UsageError
from pipeline.figures.salary_figures import DEFAULT
from pipeline.filters.filters import Filters
from pipeline.publish.report.published import read_feed
from pipeline.publish.report.report import ReportFiles, report
from pipeline.publish.report.revised.earlier_jobs import Earlier

CELL = "pay/year/country=US/role=Data%20Scientist/level="


@pytest.fixture
def engine(store, make):
    place = {"role": "Data Scientist", "level": "senior", "country": "US"}
    return store(
        [make(n, (100_000 + n, 140_000), company=f"Firm {n % 9}", **place) for n in range(24)]
    )


def made(engine, tmp_path, name, options=DEFAULT, earlier=None):
    files = ReportFiles(tmp_path / f"{name}.html")
    done = report(engine, files.html, options, earlier=earlier and Earlier(earlier))
    return read_feed(files.json), {each.id: each.why for each in done.revisions or ()}


def test_a_job_corrected_by_hand_is_why_where_it_was_and_where_it_is(
    engine, tmp_path, make, correct
):
    before, _ = made(engine, tmp_path, "before")
    correct(engine, make(3).posting_id, "level", "lead", was="senior")
    after, moved = made(engine, tmp_path, "after", earlier=before)
    why = "1 job corrected by hand"
    senior, lead = (
        next(name for name in moved if f"level={level}" in name and "role=" not in name)
        for level in ("senior", "lead")
    )
    assert (moved[senior], moved[lead]) == (why, why)
    _, again = made(engine, tmp_path, "again", earlier=after)
    assert again == {}


def test_a_correction_taken_back_is_why(engine, tmp_path, make, correct):
    before, _ = made(engine, tmp_path, "before")
    correct(engine, make(3).posting_id, "level", "lead", was="senior")
    row = {"posting_id": make(3).posting_id, "field": "level", "value": "lead", "was": "senior"}
    assert read_feed(tmp_path / "before.json")["corrections"] == []
    after, _ = made(engine, tmp_path, "after", earlier=before)
    assert after["corrections"] == [row]
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM correction")
        connection.exec_driver_sql("UPDATE job_posting SET level = 'senior'")
    _, moved = made(engine, tmp_path, "back", earlier=after)
    assert set(moved.values()) == {"1 job corrected by hand"}


def test_a_correction_in_another_country_is_no_reason(engine, tmp_path, make, correct, store):
    before, _ = made(engine, tmp_path, "before")
    correct(engine, make(3).posting_id, "level", "lead", was="senior")
    for row in before["figures"]["pay"]:
        row["median_by_job"] = 1
    before["figures"]["pay"][0]["country"] = "DE"
    before["figures"]["pay"][0]["id"] = "pay/year/country=DE"
    _, moved = made(engine, tmp_path, "after", earlier=before)
    assert "hand" not in moved["pay/year/country=DE"]


def test_a_report_of_other_search_words_is_refused(engine, tmp_path):
    before, _ = made(engine, tmp_path, "before")
    german = replace(DEFAULT, filters=Filters(country=("US",)))
    with pytest.raises(UsageError, match=r"other search words \(none\) than .*country: US"):
        made(engine, tmp_path, "after", german, earlier=before)
    filtered, _ = made(engine, tmp_path, "filtered", german)
    assert made(engine, tmp_path, "again", german, earlier=filtered)[1] == {}


def test_a_report_of_invented_postings_is_refused_for_real_ones(engine, tmp_path):
    before, _ = made(engine, tmp_path, "before")
    with pytest.raises(UsageError, match="of invented postings, this one of real"):
        made(engine, tmp_path, "after", earlier=before | {"invented": True})


def test_the_earlier_report_is_named_wherever_the_changes_are(engine, tmp_path, make, correct):
    before, _ = made(engine, tmp_path, "before")
    correct(engine, make(3).posting_id, "level", "lead", was="senior")
    after, _ = made(engine, tmp_path, "after", earlier=before)
    period = before["period"]
    assert after["compared_with"] == {
        "since": period["since"],
        "until": period["until"],
        "made_on": before["made_on"],
        "inputs_sha256": before["inputs_sha256"],
    }
    assert "compared_with" not in before
    _, nothing = made(engine, tmp_path, "same", earlier=after)
    assert nothing == {}
    assert "0 cells moved since the report of jobs" in (tmp_path / "same.md").read_text("utf-8")
    told = f"{period['since']} and {period['until']}, made on {before['made_on']}, data SHA-256 "
    for ending in ("html", "md"):
        text = (tmp_path / f"after.{ending}").read_text(encoding="utf-8").replace("\u200b", "")
        assert told in text
        assert before["inputs_sha256"] in text
