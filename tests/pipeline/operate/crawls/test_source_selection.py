"""Which sources and boards a run asks: those there are, those wanted, those that are due."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.run import CrawlRun, SourceRun
from models.vocab import RunState
from pipeline.archive.archive import Crawl
from pipeline.clock import MADE, now
from pipeline.config import Settings
from pipeline.errors import InputError, UsageError
from pipeline.operate.crawls import source_selection as choice
from pipeline.operate.crawls.boards import list_name
from pipeline.operate.crawls.source_selection import selection
from pipeline.operate.run_request import RunRequest
from pipeline.store.db.database import open_store
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.runs import begin_run
from pipeline.store.runs.source_runs import keep_source_runs

S = RunState
HEADER = "platform,board,company,country\n"
OWN = HEADER + "greenhouse,a,A,\ngreenhouse,b,B,\nlever,a,A,\nlever,c,C,\n"
NO_STORE: Any = None


@pytest.fixture
def settings(tmp_path, migrated_url):
    return own(tmp_path, OWN, database_url=migrated_url)


def own(folder, text, **said):
    boards = folder / "boards.csv"
    boards.write_text(text)
    return Settings(contact="a@example.com", boards=boards, **said)


@pytest.fixture
def engine(settings):
    opened = open_store(settings.database_url)
    yield opened
    opened.dispose()


class Past:
    """Crawls of greenhouse that were judged: `keep` one so many hours ago."""

    def __init__(self, engine, settings):
        self.engine = engine
        self.store = RawStore(settings.database_url, "")

    def keep(self, hours, boards, verdict=S.HEALTHY, *, source="greenhouse", replayed=False):
        at = now() - timedelta(hours=hours)
        run_id = begin_run(self.engine, at, replayed=replayed).run_id
        self.store.board(
            [
                CrawlRun(run_id=run_id, source=source, board=board, started_at=at, state=state)
                for board, state in boards.items()
            ]
        )
        if verdict:
            judged = SourceRun(run_id=run_id, source=source, at=at, state=verdict)
            keep_source_runs(self.engine, [judged])
        return at


@pytest.fixture
def past(engine, settings):
    made = Past(engine, settings)
    yield made
    made.store.close()


def test_a_source_without_a_board_is_left_out_and_said(engine, settings):
    chosen = selection(settings, RunRequest(("greenhouse", "ashby")))(engine)
    assert chosen.sources == ("greenhouse",)
    assert chosen.unasked == {"ashby": "your boards file has none of ashby"}
    everything = selection(settings, RunRequest())(engine)
    assert {"greenhouse", "lever", "himalayas"} <= set(everything.sources)
    assert "ashby" in everything.unasked


def test_the_list_of_boards_is_only_yours_if_you_have_one(settings):
    shipped = settings.model_copy(update={"boards": None})
    assert list_name(settings) == "your boards file"
    assert list_name(shipped) == "Payband's list of boards"
    with pytest.raises(UsageError, match="Payband's list of boards has no antropic"):
        selection(shipped, RunRequest(("greenhouse",), boards="antropic"))


def test_a_board_is_taken_from_each_source_that_has_it(engine, settings):
    chosen = selection(settings, RunRequest(("greenhouse", "lever", "remotive"), boards="b,c"))(
        engine
    )
    assert chosen.boards == {"greenhouse": ("b",), "lever": ("c",)}
    assert chosen.sources == ("greenhouse", "lever")
    assert chosen.unasked == {"remotive": "it has none of the boards asked for"}
    both = selection(settings, RunRequest(("greenhouse", "lever"), boards="a"))(engine)
    assert both.boards == {"greenhouse": ("a",), "lever": ("a",)}


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ({"sources": ("greenhouse", "lever"), "boards": "a,d"}, "has no d of greenhouse, lever"),
        ({"sources": ("greenhouse",), "boards": "c"}, "your boards file has no c"),
        ({"boards": "aa"}, "has no aa; did you mean 'a'"),
        ({"sources": ("ashby",)}, "nothing to crawl: your boards file has none of ashby"),
    ],
)
def test_a_board_that_nobody_has_is_said_before_anything_begins(settings, order, words):
    with pytest.raises(UsageError, match=words):
        selection(settings, RunRequest(**order))(NO_STORE)


def test_a_platform_that_nobody_knows_is_named_with_its_row(tmp_path):
    settings = own(tmp_path, OWN + "greenhuose,d,D,\n")
    with pytest.raises(
        InputError, match=r"line 6, platform: .* 'greenhuose'; did you mean 'greenh"
    ):
        selection(settings, RunRequest(("greenhouse",)))(NO_STORE)


def greenhouse(engine, settings, **order):
    return selection(settings, RunRequest(("greenhouse", "lever"), **order))(engine)


WHOLE = {"a": S.COMPLETE, "b": S.COMPLETE}


@pytest.mark.parametrize(
    ("boards", "verdict", "asked"),
    [
        (WHOLE, S.HEALTHY, None),
        (WHOLE, S.HELD, None),
        ({"a": S.COMPLETE, "b": S.EMPTY}, S.HEALTHY, None),
        ({"a": S.COMPLETE}, S.PART, ("b",)),
        ({"a": S.COMPLETE, "b": S.FAILED}, S.PARTIAL, ("b",)),
        ({"a": S.COMPLETE, "b": S.PARTIAL}, S.PARTIAL, ("b",)),
        ({"a": S.EMPTY, "b": S.EMPTY}, S.EMPTY, ("a", "b")),
        ({"a": S.COMPLETE, "old": S.COMPLETE}, S.HEALTHY, ("b",)),
        (WHOLE, None, ("a", "b")),
    ],
)
def test_boards_that_were_read_whole_just_now_are_left_out(
    engine, settings, past, boards, verdict, asked
):
    at = past.keep(2, boards, verdict)
    chosen = greenhouse(engine, settings)
    assert ("greenhouse" in chosen.skipped) is (asked is None)
    assert chosen.boards.get("greenhouse", ("a", "b")) == (asked or ("a", "b"))
    assert chosen.seen_since == ({"greenhouse": at} if asked == ("b",) else {})
    forced = greenhouse(engine, settings, force=True)
    assert (forced.skipped, forced.boards) == ({}, {})


def test_boards_may_be_read_in_several_runs(engine, settings, past):
    past.keep(4, {"a": S.COMPLETE}, S.PART)
    past.keep(1, {"b": S.COMPLETE}, S.HEALTHY)
    assert set(greenhouse(engine, settings).skipped) == {"greenhouse"}
    past.keep(0, {"a": S.FAILED, "b": S.FAILED}, S.FAILED)
    assert set(greenhouse(engine, settings).skipped) == {"greenhouse"}


@pytest.mark.parametrize(("hours", "replayed"), [(7, False), (-24 * 365 * 70, False), (2, True)])
def test_neither_old_runs_nor_the_future_nor_a_replay_let_a_source_rest(
    engine, settings, past, hours, replayed
):
    past.keep(hours, WHOLE, replayed=replayed)
    assert greenhouse(engine, settings).sources == ("greenhouse", "lever")


def test_a_few_addresses_are_not_the_source(engine, settings, past):
    past.keep(1, {"": S.COMPLETE}, S.PART, source="jsonld")
    assert selection(settings, RunRequest(("jsonld",)))(engine).sources == ("jsonld",)
    past.keep(1, {"": S.COMPLETE}, S.HEALTHY, source="jsonld")
    assert selection(settings, RunRequest(("jsonld",)))(engine).sources == ()


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2099, 1, 1, tzinfo=UTC), "2099-01-01, ahead of this machine's clock"),
        (max(now(), MADE) + timedelta(days=1, hours=1), "ahead of this machine's clock"),
        (datetime(1, 1, 2, tzinfo=UTC), "before any archive of postings"),
    ],
)
def test_an_archive_of_no_possible_time_is_refused(settings, monkeypatch, tmp_path, at, words):
    monkeypatch.setattr(choice, "crawls_in", lambda _: [Crawl("lever", {}, at)])
    with pytest.raises(InputError, match=words):
        selection(settings, RunRequest(replay=tmp_path))(NO_STORE)


def test_an_archive_of_a_clock_a_bit_ahead_is_read(settings, monkeypatch, tmp_path):
    at = now() + timedelta(hours=20)
    monkeypatch.setattr(choice, "crawls_in", lambda _: [Crawl("lever", {}, at)])
    assert selection(settings, RunRequest(replay=tmp_path))(NO_STORE).at == at


def test_a_replay_is_narrowed_to_the_boards_its_archive_has(settings, monkeypatch, tmp_path):
    held = [
        Crawl("lever", {"boards": [{"board": "x"}, {"board": "y"}]}, now()),
        Crawl("greenhouse", {"boards": [{"board": "z"}]}, now()),
    ]
    monkeypatch.setattr(choice, "crawls_in", lambda _: held)
    chosen = selection(settings, RunRequest(replay=tmp_path, boards="y"))(NO_STORE)
    assert (chosen.sources, chosen.boards) == (("lever",), {"lever": ("y",)})
    with pytest.raises(UsageError, match="the archive has no a"):
        selection(settings, RunRequest(replay=tmp_path, boards="a"))(NO_STORE)


def test_a_spider_without_its_rules_is_said(tmp_path, monkeypatch):
    (tmp_path / "zephyr.py").write_text("")
    monkeypatch.setattr(choice, "SPIDERS", tmp_path)
    with pytest.raises(UsageError, match=r"zephyr\.py has no pipeline/rules/sources/zephyr\.toml"):
        choice.check_known(["zephyr"], "sources")
    with pytest.raises(UsageError, match="there is no source"):
        choice.check_known(["zephir"], "sources")
