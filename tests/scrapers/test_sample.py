import json
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from pipeline.archive.archive import read_archive
from pipeline.archive.warc import Crawl, Exchange
from pipeline.operate.crawls.boards import load_boards
from scrapers.platforms.schema_org.json_ld import job_postings
from tests.support.rows import every_row
from tools.sample.founding_crawls import ARCHIVE, FOLDER, asked, founding_crawls, indexed
from tools.sample.labels import labels
from tools.sample.paper_crawl import write_archive

EXAMPLE_PAGE = "insights-machine-learning-engineer-vs-research-scientist.html"
LISTED = ("list-1.html", "list-2.html")


def boards(source):
    for path in sorted((FOLDER / "pages" / source).glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8"))["jobs"]


def page(name):
    return (FOLDER / "pages" / name).read_text(encoding="utf-8")


def soup(name):
    return BeautifulSoup(page(name), "lxml")


def words(markup):
    return len(BeautifulSoup(markup, "lxml").get_text(" ").split())


def key(name):
    return re.sub(r"[^a-z0-9]", "", name.casefold())


GREENHOUSE = [(token, job) for token, jobs in boards("greenhouse") for job in jobs]
ASHBY = [(token, job) for token, jobs in boards("ashby") for job in jobs]
JSONLD = sorted(p.name for p in (FOLDER / "pages" / "jsonld").iterdir())
DETAILS = sorted(p.name for p in (FOLDER / "pages" / "aijobs").glob("job-*.html"))
ROWS = labels()


def test_the_archive_holds_what_the_pages_hold(tmp_path):
    built = tmp_path / "sample.warc.gz"
    write_archive(built, founding_crawls())
    records = list(read_archive(built))
    assert list(read_archive(ARCHIVE)) == records, "run: python -m tools.sample"
    assert len(records) == len(indexed()) + len(asked())


def test_building_again_replaces_the_archive(tmp_path):
    built = tmp_path / "sample.warc.gz"
    write_archive(built, founding_crawls())
    first = list(read_archive(built))
    write_archive(built, founding_crawls())
    assert list(read_archive(built)) == first
    assert [p.name for p in tmp_path.iterdir()] == [built.name]


def test_each_crawl_stands_before_its_responses():
    seen = set()
    for record in read_archive(ARCHIVE):
        if isinstance(record, Crawl):
            seen.add(record.source)
            assert record.args.keys() == {"boards", "urls"}
        elif isinstance(record, Exchange):
            assert {r.source for r in indexed() if r.url == record.url} <= seen


def test_the_index_names_every_page_and_no_other():
    there = {p.relative_to(FOLDER).as_posix() for p in (FOLDER / "pages").rglob("*.*")}
    assert {reply.file for reply in indexed()} == there
    assert max(Counter(reply.url for reply in indexed()).values()) == 1


def test_responses_came_one_after_another_on_the_day():
    times = [reply.fetched_at for reply in indexed()]
    assert times == sorted(set(times))
    assert times[0] > datetime(2026, 10, 28, 6, 0, tzinfo=UTC)
    assert times[-1] < datetime(2026, 10, 28, 6, 10, tzinfo=UTC)
    for source, crawl in asked().items():
        mine = [reply.fetched_at for reply in indexed() if reply.source == source]
        assert crawl["at"] < mine[0]


def test_every_host_was_asked_for_its_robots_txt_first():
    asked = set()
    for reply in indexed():
        parts = urlsplit(reply.url)
        if parts.path == "/robots.txt":
            asked.add((reply.source, parts.netloc))
        assert (reply.source, parts.netloc) in asked


def test_everything_a_crawl_sets_out_to_ask_was_answered():
    answered = {reply.url for reply in indexed() if reply.status == 200}
    for crawl in asked().values():
        assert set(crawl["urls"]) <= answered
        for board in crawl["boards"]:
            assert board.keys() == {"platform", "board", "company", "country"}
            assert any(f"/{board['board']}" in url for url in answered)


def test_crawls_are_those_of_the_index():
    text = (FOLDER / "crawls.toml").read_text(encoding="utf-8")
    assert list(tomllib.loads(text)) == list(dict.fromkeys(r.source for r in indexed()))


@every_row(("token", "job"), GREENHOUSE, ids=lambda v: v if isinstance(v, str) else v["id"])
def test_greenhouse_jobs_are_in_the_shape_of_the_api(token, job):
    assert isinstance(job["id"], int)
    assert str(job["id"]) in job["absolute_url"]
    assert "<" not in job["content"]  # escaped once, whole
    assert "&lt;p&gt;" in job["content"]
    assert job["location"]["name"]
    for field in ("first_published", "updated_at"):
        assert datetime.fromisoformat(job[field]).tzinfo
    for given in job.get("pay_input_ranges") or []:
        assert isinstance(given["min_cents"], int)
    assert token in {board["board"] for board in asked()["greenhouse"]["boards"]}


def test_greenhouse_jobs_are_labelled_but_for_prospect_posts():
    there = {
        f"{token}:{job['id']}": (job["title"].strip(), job["company_name"].strip())
        for token, job in GREENHOUSE
        if job["internal_job_id"] is not None
    }
    said = {
        r["source_key"]: (r["title"], r["company"]) for r in ROWS if r["source"] == "greenhouse"
    }
    assert said == there
    assert len(GREENHOUSE) == len(there) + 1


@every_row(("token", "job"), ASHBY, ids=lambda v: v if isinstance(v, str) else v["id"])
def test_ashby_jobs_are_in_the_shape_of_the_api(token, job):
    assert job["jobUrl"] == f"https://jobs.ashbyhq.com/{token}/{job['id']}"
    assert job["workplaceType"] in {"OnSite", "Hybrid", "Remote", None}
    assert datetime.fromisoformat(job["publishedAt"]).tzinfo
    assert words(job["descriptionHtml"]) >= 80
    for tier in job["compensation"]["compensationTiers"]:
        assert any(part["compensationType"] == "Salary" for part in tier["components"])


def test_ashby_jobs_are_labelled_but_for_unlisted_ones():
    there = {job["id"]: job["title"].strip() for _, job in ASHBY if job["isListed"]}
    assert {r["source_key"]: r["title"] for r in ROWS if r["source"] == "ashby"} == there
    assert len(ASHBY) == len(there) + 1


@pytest.mark.parametrize("name", JSONLD)
def test_json_ld_pages_hold_postings_that_can_be_read(name):
    postings, broken = job_postings(page(f"jsonld/{name}"))
    assert postings
    assert not broken
    for posting in postings:
        assert posting["datePosted"].startswith("2026-")
        assert posting["hiringOrganization"]


def test_json_ld_postings_are_labelled():
    there = Counter(
        posting["title"] for name in JSONLD for posting in job_postings(page(f"jsonld/{name}"))[0]
    )
    assert Counter(r["title"] for r in ROWS if r["source"] == "jsonld") == there


def test_json_ld_hosts_are_nobodys():
    hosts = {urlsplit(r.url).netloc for r in indexed() if r.source == "jsonld"}
    assert all(h.endswith((".example", ".example.com", ".example.org")) for h in hosts)


def test_the_list_pages_lead_to_every_detail_page():
    links = {
        a["href"] for name in LISTED for a in soup(f"aijobs/{name}").select("a.stretched-link")
    }
    fetched = {urlsplit(r.url).path for r in indexed() if "/aijobs/job-" in r.file}
    assert links == fetched
    assert len(links) == len(DETAILS) == 13


@pytest.mark.parametrize("name", DETAILS)
def test_detail_pages_are_labelled_by_their_number(name):
    number = name.removeprefix("job-").removesuffix(".html")
    (row,) = (r for r in ROWS if r["source_key"] == number)
    found = soup(f"aijobs/{name}")
    assert found.h1.get_text(strip=True) == row["title"]
    assert found.select_one("a[href^='/company/']")["href"].startswith(
        f"/company/{row['company'].casefold().replace(' ', '-')}-"
    )


def test_the_article_went_through_the_thai_code_page():
    text = page(f"aijobs/{EXAMPLE_PAGE}")
    assert text.count("๐Ÿ‘€") == 6
    assert "ยท" in text
    assert "Artificial Intelligence โ€“ Bioinformatic Expert" in text
    assert not re.search("[–’·👀]", text)


def test_the_article_features_the_six_jobs():
    text = soup(f"aijobs/{EXAMPLE_PAGE}").get_text(" ")
    rows = [r for r in ROWS if r["source"] == "aijobs" and not r["source_key"].isdigit()]
    assert len(rows) == 6
    for row in rows:
        assert f"@ {row['company']} |" in text
        assert row["title"].replace("–", "โ€“") in text


def test_no_employer_of_the_sample_is_on_the_shipped_boards():
    shipped = {key(name) for board in load_boards() for name in (board.token, board.company)}
    assert not {row["company"] for row in ROWS if key(row["company"]) in shipped}
