"""What holds for every source, whatever is added: the list of what a new one must have."""

import json
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.utils.url import url_is_from_any_domain

from pipeline.operate.crawls.boards import Board, load_boards
from pipeline.rules.sources import all_sources, expectations
from scrapers.platforms.json_api import JsonApiSpider
from scrapers.sources import all_spiders
from tests.scrapers.platforms.conftest import fixture_rows

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = Path(__file__).resolve().parents[3] / "pipeline" / "rules"
SPIDERS = all_spiders()
# No field of theirs holds pay.
NO_PAY = {"arbeitnow", "smartrecruiters", "themuse", "workable", "workday", "workingnomads"}
ONE_PLACE = {"arbeitnow", "workingnomads"}  # their records have room for one
INVENTED = {"house_rule"}  # stands in a fixture to show what becomes of a key that is new
HTML_ONLY = {"aijobs"}  # its records are elements of a page: there is no key to judge

each = pytest.mark.parametrize("name", SPIDERS)


def pages(name):
    return {p.stem: p for p in (FIXTURES / name).iterdir() if p.suffix != ".golden"}


def how_to_make(golden, source, file):
    """Return what to do about a golden file that is missing."""
    runs = "run tests/scrapers/platforms/test_goldens.py twice: it writes the file, then reads it"
    if any(row[:2] == (source, file) for row in fixture_rows()):
        return f"{source}/{golden.name}: its golden is missing: {runs}"
    index = "tests/scrapers/fixtures/index.csv"
    return f"{source}/{file} has no row in {index}: give it one, and {runs}"


def goldens(name):
    for page in pages(name).values():
        golden = page.with_name(f"{page.name}.golden")
        assert golden.exists(), how_to_make(golden, name, page.name)
    return {
        stem: json.loads(p.with_name(f"{p.name}.golden").read_text())
        for stem, p in pages(name).items()
    }


def postings(name):
    return [p for golden in goldens(name).values() for p in golden["postings"]]


def test_a_golden_that_is_missing_is_told_from_a_page_without_a_row():
    source, file, *_ = fixture_rows()[0]
    said = how_to_make(FIXTURES / source / f"{file}.golden", source, file)
    assert said.startswith(f"{source}/{file}.golden: its golden is missing: run ")
    assert "test_goldens.py twice" in said
    said = how_to_make(FIXTURES / source / "other.json.golden", source, "other.json")
    assert said.startswith(f"{source}/other.json has no row in ")


@each
def test_it_says_on_which_terms(name):
    row = all_sources()[name]
    assert row.why.endswith("."), f"{name}.toml, why: write a sentence, with a full stop"
    assert row.terms.startswith("https://"), f"{name}.toml, terms: give their https address"
    unread = "terms are unread" in row.why
    assert row.read_on or unread, (
        f'{name}.toml, read_on: say on which day you read the terms, "2026-11-30", or '
        'in its `why` that "its terms are unread"'
    )
    assert not (row.read_on and unread), f"{name}.toml: unread terms have no day"
    assert not row.read_on or date.fromisoformat(row.read_on) >= date(2026, 7, 1)
    assert row.absent_hours >= 20, f"{name}.toml, absent_hours: below 20 is for a test site only"
    if "link back" in row.why or "credit" in row.why:
        assert "https://" in row.attribution


@each
def test_it_expects_postings(name):
    measures = {row.measure for row in expectations() if row.source == name}
    assert "postings" in measures


@each
def test_it_has_fixtures_of_each_kind(name):
    kinds = pages(name)
    assert any(stem.startswith(("normal", "listing")) for stem in kinds)
    missing = {"empty", "broken_record"} - kinds.keys()
    assert not missing, f"tests/scrapers/fixtures/{name} has no page {', '.join(sorted(missing))}"
    kind = SPIDERS[name]
    if issubclass(kind, JsonApiSpider) and kind.next_page is not JsonApiSpider.next_page:
        asked = any(golden["asked"] for golden in goldens(name).values())
        assert asked or {"page_two", "last_page"} & kinds.keys()


@each
def test_its_fixtures_show_pay_and_none_and_several_places(name):
    found = postings(name)
    with_pay = [p for p in found if p.get("salary") or p.get("salary_fields")]
    assert bool(with_pay) is (name not in NO_PAY), "some posting shows pay, or NO_PAY names it"
    assert len(with_pay) < len(found)
    several = any(";" in p.get("location", "") or "," in p.get("location", "") for p in found)
    assert several is (name not in ONE_PLACE), "one is in several places, or ONE_PLACE names it"


@each
def test_an_empty_board_has_nothing_and_a_broken_record_costs_itself_alone(name):
    empty, broken = goldens(name)["empty"], goldens(name)["broken_record"]
    assert empty["postings"] == empty["refused"] == []
    assert broken["refused"]
    assert all(r["reason"] and r["detail"] for r in broken["refused"])


@each
def test_each_posting_has_a_key_of_its_own(name):
    for golden in goldens(name).values():
        keys = [p["source_key"] for p in golden["postings"]]
        assert sorted(set(keys)) == sorted(keys)


@each
def test_every_key_of_its_records_is_judged(name, read_fixture, fixture_index):
    assert bool(SPIDERS[name].known) is (name not in HTML_ONLY)
    for file, board, url in fixture_index[name]:
        if not file.startswith("broken"):
            page = read_fixture(name, file, board, url)
            assert page.spider.unjudged <= INVENTED


@each
def test_it_stays_on_its_domains(name):
    kind = SPIDERS[name]
    for url in kind.start_urls:
        assert url.startswith("https://"), f"start_urls of {name}: {url} is not https"
        assert url_is_from_any_domain(url, kind.allowed_domains), f"{url}: see allowed_domains"
    if kind.platform:
        url = kind().board_request(Board(kind.platform, "acme")).url
        host = urlsplit(url).hostname
        assert url.startswith("https://")
        assert "acme" in url
        assert not kind.allowed_domains or host in kind.allowed_domains


@each
def test_what_is_on_has_something_to_crawl(name):
    kind = SPIDERS[name]
    listed = {board.platform for board in load_boards()}
    if all_sources()[name].default == "on":
        assert kind.start_urls or kind.platform in listed


def test_every_folder_of_fixtures_is_of_a_source():
    assert {folder.name for folder in FIXTURES.iterdir() if folder.is_dir()} == set(SPIDERS)
