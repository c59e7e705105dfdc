"""Lives in the store, on both databases: crawls see, runs settle, history says why."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from models.posting_life import PostingLife
from models.raw import RawPosting, posting_id
from models.run import CrawlRun, Quarantine
from models.tables import posting_life, posting_version, raw_posting, status_change
from models.vocab import PostingStatus, Reason, RunState
from pipeline.clean.engine import clean
from pipeline.store.lifecycle.history import history
from pipeline.store.lifecycle.settle import Ruling, settle_source
from pipeline.store.postings.postings import StoredRaw, prepared, store_cleaned
from pipeline.store.postings.raw import RawStore
from pipeline.store.raw_content import raw_content
from pipeline.store.retention.purge import purge
from pipeline.store.runs.source_runs import standings

P, R, S = PostingStatus, Reason, RunState
START = datetime(2026, 3, 1, 6, tzinfo=UTC)


class World:
    """A store and a clock of its own: each run is a day later than the one before."""

    def __init__(self, url):
        self.url, self.n = url, 0
        self.store = RawStore(url, "")
        self.engine = self.store.engine

    @property
    def at(self):
        return START + timedelta(days=self.n)

    def run(
        self, keys, boards=None, *, gone=(), clean_them=False, accept=False, lists_all=True, **said
    ):
        self.n += 1
        self.store.run_id = f"r{self.n}"
        raws = [self.raw(key, **said) for key in keys]
        self.store.put(raws)
        self.store.gone("ashby", {f"https://e.com/{key}": self.at for key in gone})
        if clean_them:
            made = [
                prepared(StoredRaw(r, raw_content(r).content_hash, None), clean(r)) for r in raws
            ]
            store_cleaned(self.engine, made)
        states = {"acme": S.HEALTHY} if boards is None else boards
        return settle_source(
            self.engine,
            Ruling(self.store.run_id, self.at, "ashby", states, lists_all, accept),
        )

    def raw(self, key, **said):
        given = {"source": "ashby", "board": "acme", "title": f"ML Engineer {key}", "company": "A"}
        given |= {"source_key": key, "url": f"https://e.com/{key}", "fetched_at": self.at}
        return RawPosting(**(given | said))

    def life(self, key):
        one = select(posting_life).where(posting_life.c.posting_id == posting_id("ashby", key))
        with self.engine.connect() as connection:
            return PostingLife(**connection.execute(one).mappings().one())

    def told(self, key):
        return [(e.what, e.why, e.run_id) for e in history(self.engine, posting_id("ashby", key))]

    def count(self, table):
        with self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def world(migrated_url):
    made = World(migrated_url)
    yield made
    made.store.close()


class Unread(World):
    """A board of which some records can't be read, as many as a run says."""

    def crawl(self, keys, unread=0, reason="unreadable_record"):
        run_id = f"r{self.n + 1}"
        at = self.at + timedelta(days=1)
        said: Any = {"source": "ashby", "board": "acme", "run_id": run_id}
        self.store.board([CrawlRun(started_at=at, state=S.COMPLETE, **said)])
        told = {"reason": reason, "detail": "", "record": "{}"}
        self.store.quarantine([Quarantine(n=n, **said, **told) for n in range(unread)])
        return self.run(keys)


@pytest.fixture
def unread(migrated_url):
    made = Unread(migrated_url)
    yield made
    made.store.close()


def test_a_posting_that_may_be_among_unread_records_is_not_absent(unread):
    unread.crawl("abc")
    for _ in range(4):
        assert unread.crawl("ac", unread=1).turned == Counter()
    assert unread.life("b").status is P.OPEN, "its record may have come, and nobody could read it"
    unread.crawl("a", unread=1)
    assert unread.crawl("a", unread=1).turned == Counter({R.ABSENT: 1})
    assert unread.life("c").status is P.CLOSED, "no more records were unread than when it was read"
    unread.crawl("a")
    assert unread.crawl("a").turned == Counter({R.ABSENT: 1})
    assert unread.life("b").status is P.CLOSED


def test_a_record_that_never_could_be_read_keeps_nothing_open(unread):
    for keys in ("abc", "ab", "ab"):
        unread.crawl(keys, unread=2)
    assert unread.life("c").status is P.CLOSED


def test_a_record_that_says_which_posting_it_is_hides_no_other(unread):
    unread.crawl("abc")
    for _ in range(2):
        unread.crawl("ab", unread=1, reason="missing_title")
    assert unread.life("c").status is P.CLOSED


def test_a_posting_lives_and_its_history_says_why_and_by_which_run(world):
    world.run("ab")
    world.run("a")
    assert world.life("b").status is P.OPEN
    assert world.run("a").turned == Counter({R.ABSENT: 1})
    assert world.life("b").closed_on == world.at.date()
    assert world.run("ab").turned == Counter({R.SEEN: 1})
    world.run("a", gone="b")
    assert world.told("b") == [
        ("open", "seen", "r1"),
        ("closed", "absent", "r3"),
        ("reopened", "seen", "r4"),
        ("closed", "gone", "r5"),
    ]
    life = world.life("b")
    assert (life.status, life.status_changes) == (P.CLOSED, 4)
    assert (life.first_seen, life.last_seen) == (START + timedelta(1), START + timedelta(4))
    assert [(s.source, s.open, s.closed) for s in standings(world.engine)] == [("ashby", 1, 1)]


@pytest.mark.parametrize("state", sorted(set(S) - {S.HEALTHY}))
def test_a_board_that_did_not_come_whole_closes_nothing(world, state):
    world.run("abc")
    for _ in range(3):
        assert world.run("a", {"acme": state}).turned == Counter()
    assert {world.life(key).status for key in "abc"} == {P.OPEN}
    assert world.life("a").last_seen == world.at
    assert world.count(status_change) == 3


def test_a_board_that_was_not_asked_closes_nothing_beside_one_that_came_whole(world):
    world.run("ab")
    world.run("x", {"other": S.HEALTHY}, board="other")
    assert world.run("x", {"other": S.HEALTHY}, board="other").turned == Counter()
    world.run("", {"other": S.HEALTHY, "acme": S.FAILED})
    assert world.run("", {"other": S.HEALTHY, "acme": S.PARTIAL}).turned == Counter({R.ABSENT: 1})
    assert world.life("x").status is P.CLOSED
    assert world.life("a").status is P.OPEN


def test_a_feed_with_a_window_closes_by_its_own_date_only(world):
    world.run("ab", clean_them=True, closes="2026-03-03", lists_all=False)
    for _ in range(2):
        world.run("b", lists_all=False)
    assert [world.life(key).status for key in "ab"] == [P.EXPIRED, P.EXPIRED]
    assert world.told("a")[-1] == ("expired", "own_date", "r3")
    world.run("b", lists_all=False)
    assert world.life("b").status is P.EXPIRED, "its own date counts more than being listed"
    world.run("b", clean_them=True, closes="2026-05-01", lists_all=False)
    assert world.life("b").status is P.OPEN


def test_a_mass_closing_is_held_until_it_is_accepted(world):
    keys = [f"k{n}" for n in range(20)]
    world.run(keys)
    world.run(keys[:10])
    held = world.run(keys[:10])
    assert (held.held, held.open, held.turned) == (10, 20, Counter())
    assert {world.life(key).status for key in keys} == {P.OPEN}
    assert world.run(keys[:10], accept=True).turned == Counter({R.ABSENT: 10})


def test_a_mass_of_pages_gone_is_held_too(world):
    keys = [f"k{n}" for n in range(10)]
    world.run(keys)
    assert world.run([], {"acme": S.FAILED}, gone=keys).held == 10
    assert world.run([], {"acme": S.FAILED}, gone=keys, accept=True).turned == Counter({R.GONE: 10})


def test_settling_once_more_changes_nothing(world):
    world.run("ab")
    world.run("a")
    world.run("a")
    before = (world.life("a"), world.life("b"), world.told("b"))
    ruling = Ruling("r3", world.at, "ashby", {"acme": S.HEALTHY}, lists_all=True, accept_drop=False)
    assert settle_source(world.engine, ruling).turned == Counter()
    assert (world.life("a"), world.life("b"), world.told("b")) == before


def test_an_edit_keeps_what_was_said_before_and_nothing_else(world):
    world.run("a", location="Berlin", salary="60k", salary_fields=())
    world.run("a", location="Berlin", salary="70k")
    world.run("a", location="Berlin", salary="70k")
    assert world.told("a") == [("open", "seen", "r1"), ("edited", "salary", "r2")]
    with world.engine.connect() as connection:
        rows = connection.execute(select(posting_version).order_by("n")).mappings().all()
    assert [(r["n"], r["run_id"], r["was"]) for r in rows] == [
        (1, "r1", {}),
        (2, "r2", {"salary": "60k"}),
    ]


def test_the_same_site_five_times_is_one_version_and_one_turn(world):
    for _ in range(5):
        world.run("cab")
    assert (world.count(posting_version), world.count(status_change), world.count(raw_posting)) == (
        3,
    ) * 3


def test_an_unchanged_day_writes_lives_only(world):
    world.run("abc")
    wrote = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.lstrip().upper().startswith(("SELECT", "BEGIN")):
            wrote.append(statement.removeprefix("UPDATE ").split()[0])

    event.listen(world.engine, "before_cursor_execute", note)
    world.run("abc")
    assert set(wrote) == {"posting_life"}


def test_a_repost_is_linked_to_the_posting_it_repeats(world):
    said = {"title": "ML Engineer", "location": "Berlin"}
    world.run("a", **said)
    world.run("", gone="a")
    world.run("b", **said)
    assert world.life("b").repost_of == posting_id("ashby", "a")
    world.run("bc", **said)
    assert world.life("c").repost_of is None, "a was taken, and b is open"


def test_a_repost_on_the_day_the_old_one_vanishes_is_linked_when_that_is_closed(world):
    said = {"title": "ML Engineer", "location": "Berlin"}
    world.run("a", **said)
    world.run("bx", title="ML engineer", location="Berlin")
    world.run("bx", title="ML engineer", location="Berlin")
    assert world.life("a").status is P.CLOSED
    assert [world.life(key).repost_of for key in "bx"].count(posting_id("ashby", "a")) == 1


def test_another_title_or_place_is_no_repost(world):
    world.run("a", title="ML Engineer", location="Berlin")
    world.run("", gone="a")
    world.run("b", title="ML Engineer", location="Paris")
    world.run("c", title="Data Engineer", location="Berlin")
    assert [world.life(key).repost_of for key in "bc"] == [None, None]


def test_purging_lets_go_of_earlier_wordings_too(world, tmp_path):
    world.run("a", description_html="<p>Ask Jane Roe</p>")
    world.run("a", description_html="<p>Ask John Doe</p>")
    purge(world.engine, tmp_path, world.at + timedelta(days=1))
    with world.engine.connect() as connection:
        assert connection.execute(select(posting_version.c.was)).scalars().all() == [{}, {}]
