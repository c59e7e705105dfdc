"""A loop over the archives of all runs ends well, also where a night brought nothing."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.archive.archive import ArchiveWriter
from pipeline.operate.crawls.nothing_to_replay import nothing_to_replay

FOUNDING = Path(__file__).parents[4] / "tools/sample/founding/founding.warc.gz"
NIGHT = datetime(2026, 11, 1, 3, tzinfo=UTC)
URL = "https://api.example.com/acme/jobs"


def archived(file, *answers):
    """Write the archive of a crawl, with the statuses that addresses answered."""
    writer = ArchiveWriter(file)
    writer.info("greenhouse", {"boards": [{"board": "acme"}]}, NIGHT)
    for url, status in answers:
        writer.response(url, status, (), b"", NIGHT)
    writer.close()
    return file


def replay_each(payband, folder):
    """Replay each folder of an archive, as docs/how-to/use-postgresql.md does."""
    said = [payband("run", "--replay", str(run)).stderr for run in sorted(folder.iterdir())]
    return sum("passed over" in words for words in said)


def test_the_loop_over_all_runs_ends_well_twice(payband, tmp_path):
    runs = tmp_path / "data/archive"
    good, offline, blocked = (runs / f"2026110{n}T030000Z-a" for n in (1, 2, 3))
    good.mkdir(parents=True)
    shutil.copy(FOUNDING, good / "greenhouse.warc.gz")
    archived(offline / "greenhouse.warc.gz")
    archived(blocked / "greenhouse.warc.gz", (URL, 403))
    assert replay_each(payband, runs) == 2
    assert len(list(runs.iterdir())) == 4, "the replay left its log"
    assert replay_each(payband, runs) == 3
    done = payband("run", "--replay", str(blocked), "--json")
    assert "no site gave a page" in json.loads(done.stdout)["passed_over"]


@pytest.mark.parametrize(
    ("answers", "passed"),
    [
        ([], True),
        ([(URL, 403)], True),
        ([("https://api.example.com/robots.txt", 200), (URL, 503)], True),
        ([(URL, 403), (URL + "?page=2", 200)], False),
    ],
)
def test_an_archive_without_a_page_has_nothing_to_replay(answers, passed, tmp_path):
    file = archived(tmp_path / "greenhouse.warc.gz", *answers)
    assert bool(nothing_to_replay(file)) == passed
    assert bool(nothing_to_replay(tmp_path)) == passed


def test_a_damaged_archive_is_not_passed_over(tmp_path):
    file = archived(tmp_path / "greenhouse.warc.gz", (URL, 403))
    file.write_bytes(file.read_bytes()[:-20])
    assert nothing_to_replay(tmp_path) == ""


def test_an_empty_folder_is_no_archive(payband, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "there is no .warc" in payband("run", "--replay", "empty", code=2).stderr
