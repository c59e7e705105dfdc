# A report that is missing fails its test.
# mypy: disable-error-code="union-attr"
import pytest

from pipeline.publish.explain.last_report import OLDER, last_report
from pipeline.publish.report.report import ReportFiles, report


@pytest.fixture
def people(make):
    """Make 12 jobs that are counted."""
    return [make(n, (100_000 + n, 140_000 + n), company=f"Firm {n}") for n in range(12)]


def test_the_last_report_names_its_file_and_the_day_of_its_data(people, store, tmp_path):
    engine, page = store(people), tmp_path / "s.html"
    made = report(engine, ReportFiles(page).html)
    found = last_report(engine, page)
    assert not found.changed
    assert found.words == f"s.json, data of {made.people.until:%Y-%m-%d}"


def test_a_report_made_before_a_correction_says_that_the_store_has_changed(
    people, store, correct, tmp_path
):
    engine, page = store(people), tmp_path / "s.html"
    report(engine, ReportFiles(page).html)
    correct(engine, people[3].posting_id, "level", "lead", was="senior")
    found = last_report(engine, page)
    assert found.record["changed"]
    assert found.words.endswith(OLDER)


def test_without_a_report_there_is_none(people, store, tmp_path):
    assert last_report(store(people), tmp_path / "s.html") is None
