"""The whole way of a crawl, for the kinds of source: from the archive of invented employers."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.archive.archive import ArchiveWriter

FIXTURES = Path(__file__).parent / "fixtures"
AT = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
DOCKS = "https://hollowaydocks.wd3.myworkdayjobs.com/wday/cxs/hollowaydocks/Careers"
BREEZY = "https://lanternfen.breezy.hr"
FEED = "https://jobs.skerrywind.example/jobs.json"
SEARCH = "https://api.adzuna.com/v1/api/jobs/gb/search/1?what=ml&results_per_page=50"
BAMBOO = "https://wrenfield.bamboohr.com/careers"
HTML, JSON, XML = "text/html", "application/json", "application/xml"


def page(number):
    return json.dumps(
        {"appliedFacets": {}, "limit": 20, "offset": number, "searchText": ""}
    ).encode()


class Told:
    """An archive under way, and what a crawl of it comes to."""

    def __init__(self, warm, folder, source, boards=(), urls=()):
        self.warm, self.folder = warm, folder
        self.source = source
        self.archive = folder / "told.warc.gz"
        self.writer = ArchiveWriter(self.archive)
        told = [{"board": token, "company": "Company of the board"} for token in boards]
        self.writer.info(source, {"boards": told, "urls": list(urls), "options": {}}, AT)

    def answers(self, url, file, kind=JSON, status=200, **more):
        body = (FIXTURES / self.source / file).read_bytes() if file else b""
        headers = [(b"Content-Type", kind.encode())]
        headers += [(b"Location", more.pop("to").encode())] if "to" in more else []
        self.writer.response(url, status, headers, body, AT, **more)
        return self

    def crawl(self):
        self.writer.close()
        database = self.folder / "told.db"
        words = ["-s", f"PAYBAND_REPLAY={self.archive}", "-s", "PAYBAND_RUN_ID=r"]
        environment = {
            "SCRAPY_SETTINGS_MODULE": "scrapers.settings",
            "PAYBAND_DATABASE_URL": f"sqlite:///{database}",
        }
        crawl = ["scrapy", "crawl", self.source, *words]
        done = self.warm.run(crawl, self.folder, environment, self.folder)
        assert done.returncode == 0, done.stderr
        with sqlite3.connect(database) as connection:
            connection.row_factory = sqlite3.Row
            run = dict(connection.execute("select * from crawl_run").fetchone())
            raw = list(connection.execute("select * from raw_posting order by source_key"))
        return run, {row["source_key"]: dict(row) for row in raw}


@pytest.fixture
def told(warm, tmp_path):
    return lambda *words, **more: Told(warm, tmp_path, *words, **more)


def test_workday_is_read_page_by_page_and_its_details_where_wanted(told):
    crawl = told("workday", ["hollowaydocks.wd3.Careers"])
    for offset, file in ((0, "normal.json"), (3, "page_two.json"), (4, "empty.json")):
        crawl.answers(f"{DOCKS}/jobs", file, method="POST", request_body=page(offset))
    crawl.answers(f"{DOCKS}/job/GBR-Bristol/Data-Engineer_JR-20417", "detail.json")
    run, postings = crawl.crawl()
    assert (run["state"], run["responses"], run["seen"]) == ("partial", 4, 4)
    assert run["message"] == "the source states 24 records, 20 missing"
    assert "GBR Hull" in postings["hollowaydocks:JR-20417"]["location"]
    assert postings["hollowaydocks:JR-20500"]["title"] == "Gardener"


def test_a_detail_that_cannot_be_had_leaves_the_job_as_listed(told):
    crawl = told("bamboohr", ["wrenfield"]).answers(f"{BAMBOO}/list", "normal.json")
    run, postings = crawl.crawl()
    assert (run["state"], run["seen"], run["errors"]) == ("partial", 3, 1)
    assert "/careers/214/detail: not_archived" in run["message"]
    assert postings["wrenfield:214"]["location"] == "Boise, Idaho"


def test_a_detail_that_came_completes_the_board(told):
    crawl = told("bamboohr", ["wrenfield"]).answers(f"{BAMBOO}/list", "normal.json")
    run, postings = crawl.answers(f"{BAMBOO}/214/detail", "detail.json").crawl()
    assert (run["state"], run["responses"], run["seen"], run["new"]) == ("complete", 2, 3, 3)
    assert postings["wrenfield:214"]["salary"] == "$31 - $36 per hour"


def test_breezy_takes_the_text_from_the_jobs_own_page(told):
    crawl = told("breezy", ["lanternfen"]).answers(f"{BREEZY}/json", "normal.json")
    name = "3f0c9a7711de-machine-learning-engineer"
    run, postings = crawl.answers(f"{BREEZY}/p/{name}", "detail.html", HTML).crawl()
    assert (run["state"], run["seen"]) == ("complete", 3)
    found = postings["3f0c9a7711de"]
    assert "CA$110,000" in found["salary"]
    assert "<b>small</b>" in found["description_html"]


def test_a_board_may_lead_to_the_employers_own_domain(told):
    crawl = told("teamtailor", ["skerrywind"])
    crawl.answers("https://skerrywind.teamtailor.com/jobs.json", "", status=301, to=FEED)
    crawl.answers(FEED, "normal.json").answers(f"{FEED}?page=2", "page_two.json")
    run, postings = crawl.crawl()
    assert (run["state"], run["seen"], len(postings)) == ("complete", 4, 4)


def test_a_feed_that_names_another_host_is_not_followed_there(told):
    crawl = told("teamtailor", ["skerrywind"])
    crawl.answers("https://skerrywind.teamtailor.com/jobs.json", "normal.json")
    run, _postings = crawl.answers(f"{FEED}?page=2", "page_two.json").crawl()
    assert (run["state"], run["seen"]) == ("partial", 3)


def test_a_feed_in_xml_is_read(told):
    url = "https://kesselwerk.jobs.personio.com/xml?language=en"
    run, postings = told("personio", ["kesselwerk"]).answers(url, "normal.xml", XML).crawl()
    assert (run["state"], run["seen"], len(postings)) == ("complete", 2, 2)


def test_a_dead_board_that_leads_to_the_vendors_own_pages_fails(told):
    url, away = "https://gone.jobs.personio.com/xml?language=en", "https://www.personio.com/"
    crawl = told("personio", ["gone"]).answers(url, "", status=307, to=away)
    run, _postings = crawl.answers(away, "../breezy/detail.html", HTML).crawl()
    assert (run["state"], run["seen"]) == ("failed", 0)


def test_a_replay_of_a_keyed_source_needs_no_key(told):
    crawl = told("adzuna", urls=[SEARCH]).answers(SEARCH, "normal.json")
    run, postings = crawl.crawl()
    assert (run["state"], len(postings)) == ("complete", 3)
