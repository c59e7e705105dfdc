"""Only searches get the roles of a run; boards are crawled whole, and closing stays as it is."""

from pathlib import Path

import pytest

from pipeline.filters.filters import Filters
from pipeline.operate.crawls.crawl import CrawlRequest, command
from pipeline.operate.crawls.search_words import is_part, search_words
from pipeline.operate.run_request import RunRequest
from pipeline.rules.rows.sources import Lists
from pipeline.rules.sources import all_sources

ROLES = Filters(role=("Data Engineer", "AI Engineer"))


@pytest.mark.parametrize("source", ["adzuna", "himalayas", "usajobs"])
def test_a_search_gets_the_roles_of_a_run(source):
    assert search_words(RunRequest(filters=ROLES), source) == ROLES.role
    assert is_part(RunRequest(filters=ROLES), source)
    assert not is_part(RunRequest(), source)


def test_boards_and_replays_and_own_addresses_get_no_words():
    assert search_words(RunRequest(filters=ROLES), "greenhouse") == ()
    assert search_words(RunRequest(filters=ROLES, replay=Path("a.warc.gz")), "adzuna") == ()
    assert search_words(RunRequest(filters=ROLES, urls="https://a.example"), "adzuna") == ()
    assert not is_part(RunRequest(filters=ROLES), "greenhouse")


def test_absence_from_a_search_never_closes_a_posting():
    searched = [source for source in all_sources().values() if source.searched]
    assert {source.lists for source in searched} == {Lists.WINDOW}


def test_the_words_reach_the_crawl(tmp_path):
    asked = CrawlRequest("adzuna", "r", tmp_path / "log", words="Data Engineer;AI Engineer")
    assert "words=Data Engineer;AI Engineer" in command(asked)
