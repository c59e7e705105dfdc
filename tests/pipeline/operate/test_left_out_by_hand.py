"""A job that a person leaves out is in no report, and each says so by a true reason."""

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from models.raw import RawPosting
from models.tables import same_job
from pipeline.cli.main import cli
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.figures.salary_figures import ReportOptions
from pipeline.filters.filters import Filters
from pipeline.operate.cleaning import clean_store
from pipeline.operate.correct import correct_postings, undo_corrections
from pipeline.publish.compare.stored_pair import stored_pair
from pipeline.publish.explain.cell_jobs import cell_jobs
from pipeline.publish.explain.last_report import read_report
from pipeline.publish.explain.standing import standing
from pipeline.publish.export.export import export
from pipeline.publish.export_description import description
from pipeline.publish.report.job_source import exported_jobs, stored_jobs
from pipeline.publish.report.published import read_feed
from pipeline.publish.report.report import report, report_of_export
from pipeline.publish.report.verify import verify
from pipeline.store.db.database import open_store
from pipeline.store.db.writing import writing
from pipeline.store.postings.corrections import WantedCorrection
from pipeline.store.postings.raw import RawStore
from pipeline.store.retention.purge import purge_posting

WHY = "an advert for a course"


@pytest.fixture
def settings(migrated_url, tmp_path):
    store = RawStore(migrated_url, "run-1")
    store.put([raw(n) for n in range(3)])
    store.close()
    return Settings(database_url=migrated_url, rates_dir=tmp_path / "rates")


@pytest.fixture
def engine(settings):
    engine = open_store(settings.database_url)
    clean_store(engine, cores=1)
    yield engine
    engine.dispose()


def raw(n):
    return RawPosting(
        source="ashby",
        source_key=str(n),
        url=f"https://example.com/{n}",
        title=f"{('Senior', 'Lead', 'Junior')[n]} Data Scientist",
        company=f"Quillmere {n}",
        location="New York, NY, United States",
        salary="$90,000 - $120,000 a year",
        posted="2026-10-01",
        fetched_at=now(),
    )


ID = raw(1).posting_id


def leave_out(settings, posting_id=ID):
    correct_postings(settings, [WantedCorrection(posting_id, "left_out", "yes", WHY)])


def counted(feed):
    people = feed["population"]
    return people["jobs"], people["left_out"]["by_hand"], people["left_out"]["not_about"]


def test_the_report_says_how_many_were_left_out_by_hand(settings, engine, tmp_path):
    before = report(engine, tmp_path / "before.html").inputs_sha256
    leave_out(settings)
    report(engine, tmp_path / "r.html")
    feed = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert counted(feed) == (2, 1, 0)
    page = (tmp_path / "r.html").read_text(encoding="utf-8").replace(' class=""', "")
    assert "Left out by hand" in page
    assert f"<td>left_out</td>\n<td>yes</td>\n<td>no</td>\n<td>{WHY}" in page
    assert feed["inputs_sha256"] != before
    assert verify(feed, stored_jobs(engine)).same_inputs
    undo_corrections(settings, ID, ["left_out"])
    assert report(engine, tmp_path / "r.html").inputs_sha256 == before


def test_a_report_of_the_export_leaves_it_out_too(settings, engine, tmp_path):
    leave_out(settings)
    export(engine, tmp_path / "e.csv")
    made = report_of_export(tmp_path / "e.csv", tmp_path / "r.html")
    assert made.people.counts["by_hand"] == 1
    assert made.inputs_sha256 == report(engine, tmp_path / "s.html").inputs_sha256
    assert exported_jobs(tmp_path / "e.csv").jobs["left_out"].sum() == 1


def test_explain_and_compare_leave_it_out_too(settings, engine):
    leave_out(settings)
    assert standing(engine, ID).why == "no: left out by hand"
    found = cell_jobs(engine, "pay/year/country=US")
    assert [(job.posting_id, job.why) for job in found.others] == [(ID, "Left out by hand")]
    pair = stored_pair(engine, "Data Scientist", "Data Engineer")
    assert pair.people.counts["by_hand"] == 1


def test_only_the_first_posting_of_a_job_can_be_left_out(settings, engine):
    first = {"duplicate_of": raw(0).posting_id, "matched": raw(0).posting_id, "rule": "r"}
    with writing(engine) as connection:
        connection.execute(insert(same_job), {"posting_id": ID, **first})
    with pytest.raises(InputError, match=f"leave out its first one, {raw(0).posting_id}"):
        leave_out(settings)


def test_a_purged_posting_can_be_left_out_still_and_is_not_cleaned(settings, engine, tmp_path):
    purge_posting(engine, ID, now())
    leave_out(settings)
    assert report(engine, tmp_path / "r.html").people.counts["by_hand"] == 1
    undo_corrections(settings, ID, ["left_out"])
    assert report(engine, tmp_path / "r.html").people.counts["by_hand"] == 0


def test_left_out_is_yes_or_nothing_and_the_help_says_that_the_reason_is_public(settings, engine):
    with pytest.raises(InputError, match="left_out cannot be 'no'"):
        correct_postings(settings, [WantedCorrection(ID, "left_out", "no", WHY)])
    said = " ".join(CliRunner().invoke(cli, ["correct", "--help"]).output.split())
    assert "TEXT is public" in said
    assert "left_out=yes leaves a job out of reports" in said


def correction_ids(feed_file):
    return [row["posting_id"] for row in json.loads(feed_file.read_text())["corrections"]]


def test_what_is_no_part_of_a_narrowed_report_changes_nothing_in_it(settings, engine, tmp_path):
    """A correction of another level is neither listed nor in the hash, and makes nothing older."""
    here, there = Filters(level=("senior",)), Filters(level=("lead",))
    options = ReportOptions(filters=here)
    before = report(engine, tmp_path / "r.html", options)
    leave_out(settings)
    assert not read_report(engine, tmp_path / "r.html").changed
    assert verify(read_feed(tmp_path / "r.html"), stored_jobs(engine, filters=here)).same_inputs
    after = report(engine, tmp_path / "r.html", options)
    assert (after.inputs_sha256, after.corrections) == (before.inputs_sha256, ())
    assert WHY not in (tmp_path / "r.html").read_text(encoding="utf-8")
    report(engine, tmp_path / "t.html", ReportOptions(filters=there))
    assert correction_ids(tmp_path / "t.json") == [ID]
    assert not read_report(engine, tmp_path / "t.html").changed


def test_a_narrowed_export_has_the_corrections_of_its_rows_alone(settings, engine, tmp_path):
    leave_out(settings)
    for level, ids in (("senior", []), ("lead", [ID])):
        words = Filters(level=(level,))
        export(engine, tmp_path / "e.csv", filters=words)
        assert [row["posting_id"] for row in description(tmp_path / "e.csv").corrections] == ids
        export(engine, tmp_path / "all.csv")
        report_of_export(tmp_path / "all.csv", tmp_path / "r.html", ReportOptions(filters=words))
        assert correction_ids(tmp_path / "r.json") == ids
