"""Postings that a board lists under new ids: one job, unless both stood in one listing of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.raw import RawPosting
from models.run import CrawlRun
from models.tables import same_job
from models.vocab import RunState
from pipeline.operate.cleaning import clean_store
from pipeline.publish.export.export import export
from pipeline.store.postings.raw import RawStore

S = RunState
START = datetime(2026, 10, 5, 6, tzinfo=UTC)
TEXT = " ".join(f"word{n}" for n in range(120))


class Board:
    """A board that is crawled once a day; `show` says which ids it lists."""

    def __init__(self, url):
        self.store, self.day = RawStore(url, ""), 0

    def show(self, keys, state=S.COMPLETE, **said):
        at = START + timedelta(days=self.day)
        self.day += 1
        self.store.run_id = f"r{self.day}"
        # pages come one after the other: not all postings have the time of the first
        raws = [ad(key, at + timedelta(minutes=n), **said) for n, key in enumerate(keys)]
        row = CrawlRun(run_id=self.store.run_id, source="greenhouse", board="acme", started_at=at)
        row.state, row.seen, row.new = state, len(raws), len(raws)
        self.store.put(raws)
        self.store.board([row])
        clean_store(self.store.engine)

    @property
    def jobs(self):
        with self.store.engine.connect() as connection:
            found = connection.execute(select(same_job)).all()
        assert self.anew() == {tuple(one) for one in found}, "all at once find the same"
        return len(found)

    def anew(self):
        clean_store(self.store.engine, everything=True)
        with self.store.engine.connect() as connection:
            return {tuple(one) for one in connection.execute(select(same_job))}


def ad(key, at, **said):
    given = {
        "title": "Data Scientist",
        "company": "Northmoor Analytics",
        "location": "Leeds, United Kingdom",
        "description_html": TEXT,
    } | said
    url = f"https://boards.example/acme/{key}"
    return RawPosting(
        source="greenhouse", board="acme", source_key=key, url=url, fetched_at=at, **given
    )


@pytest.fixture
def board(migrated_url):
    made = Board(migrated_url)
    yield made
    made.store.close()


@pytest.mark.parametrize(
    "said", [{}, {"description_html": ""}, {"description_html": "", "salary": "£60,000 - £80,000"}]
)
def test_a_new_id_of_an_ad_is_the_same_job_from_the_first_day(board, tmp_path, said):
    board.show("a", **said)
    board.show("x", **said)
    assert board.jobs == 1
    assert export(board.store.engine, tmp_path / "jobs.csv") == 1
    assert export(board.store.engine, tmp_path / "all.csv", everything=True) == 2
    board.show("x", **said)
    assert board.jobs == 1


def test_two_ids_of_one_listing_are_two_jobs(board):
    board.show("ab")
    assert board.jobs == 0
    board.show("ab")
    assert board.jobs == 0


def test_each_of_two_equal_ads_is_known_again_under_its_new_id(board):
    board.show("ab")
    board.show("xy")
    assert board.jobs == 2
    board.show("xy")
    assert board.jobs == 2


def test_an_ad_that_comes_back_beside_the_other_is_another_job(board):
    board.show("a")
    board.show("x")
    assert board.jobs == 1
    board.show("ax")
    assert board.jobs == 0
    board.show("x")
    assert board.jobs == 0


def test_a_board_that_did_not_come_whole_says_nothing_of_what_it_lacked(board):
    board.show("a")
    board.show("x", S.PARTIAL)
    assert board.jobs == 0


@pytest.mark.parametrize(
    "said",
    [
        {"location": "Oslo, Norway"},
        {"title": "Data Engineer"},
        {"title": "Senior Data Scientist"},
        {"description_html": " ".join(f"other{n}" for n in range(120))},
    ],
)
def test_an_ad_that_says_something_else_is_another_job(board, said):
    board.show("a")
    board.show("x", **said)
    assert board.jobs == 0


def test_what_was_posted_again_within_90_days_is_the_same_job_and_later_another(board):
    board.show("a")
    board.day += 70
    board.show("x")
    assert board.jobs == 1


def test_what_was_posted_again_half_a_year_later_is_another_job(board):
    board.show("a")
    board.day += 180
    board.show("x")
    assert board.jobs == 0
