"""The main job's decisions, with the crawl itself replaced by what it would have left behind."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from models.raw import RawPosting
from models.run import CrawlRun
from models.vocab import RunState
from pipeline.archive.archive import Crawl
from pipeline.config import Settings
from pipeline.errors import AlreadyRunningError, UsageError
from pipeline.operate import run as run_module
from pipeline.operate.crawls import source_selection as choice
from pipeline.operate.gates import Findings
from pipeline.operate.run import RunRequest, run
from pipeline.store.db.lock import run_lock
from pipeline.store.db.writing import writing
from pipeline.store.postings.raw import RawStore

S = RunState
pytestmark = pytest.mark.usefixtures("no_report")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    boards = tmp_path / "boards.csv"
    boards.write_text("platform,board,company,country\nashby,b,B,\ngreenhouse,b,B,\n")
    return Settings(contact="a@example.com", sources=["ashby", "greenhouse"], boards=boards)


@pytest.fixture
def crawls(monkeypatch):
    """Let each source, or each of its boards, end as given; `crash` leaves its row running."""
    states: dict[str, Any] = {}

    def crawl(order, settings):
        state = states.get(order.source, S.COMPLETE)
        if isinstance(state, Exception):
            raise state
        if state == "no row":
            return 1
        store = RawStore(settings.database_url, order.run_id)
        for board, one in zip("bc", state if isinstance(state, list) else [state], strict=False):
            count = 3 if one in {S.COMPLETE, S.PARTIAL} else 0
            store.put([posting(order.source, n) for n in range(count)])
            row = CrawlRun(run_id=order.run_id, source=order.source, board=board, started_at=now())
            row.state, row.seen, row.new = (S.RUNNING if one == "crash" else one), count, count
            store.board([row])
        store.close()
        return 0

    monkeypatch.setattr(run_module, "crawl", crawl)
    return states


def now():
    return datetime.now(UTC).replace(microsecond=0)


def posting(source, n):
    said: Any = {"title": "ML Engineer", "company": "Acme", "location": "Berlin, Germany"}
    return RawPosting(
        source=source, source_key=f"b:{n}", url=f"https://example.com/{n}", fetched_at=now(), **said
    )


@pytest.mark.parametrize(
    ("ashby", "greenhouse", "state", "code", "published"),
    [
        (S.COMPLETE, S.COMPLETE, S.COMPLETE, 0, True),
        (S.COMPLETE, S.FAILED, S.PARTIAL, 3, True),
        (S.COMPLETE, S.BLOCKED, S.PARTIAL, 3, True),
        (S.COMPLETE, S.EMPTY, S.PARTIAL, 3, True),
        (S.FAILED, S.FAILED, S.FAILED, 1, False),
        (S.EMPTY, S.EMPTY, S.EMPTY, 1, False),
        (S.PARTIAL, S.PARTIAL, S.FAILED, 1, False),
        (S.PARTIAL, S.FAILED, S.FAILED, 1, False),
        (S.COMPLETE, "crash", S.PARTIAL, 3, True),
        (S.FAILED, "no row", S.FAILED, 1, False),
        ("crash", "no row", S.ABORTED, 1, False),
    ],
)
def test_the_run_says_how_far_it_came(settings, crawls, ashby, greenhouse, state, code, published):
    crawls.update(ashby=ashby, greenhouse=greenhouse)
    outcome = run(settings, RunRequest())
    assert (outcome.state, outcome.exit_code) == (state, code)
    assert (settings.exports_dir / "postings.csv").exists() is published
    assert bool(outcome.files) is published


def test_a_failed_run_leaves_the_last_good_export_alone(settings, crawls):
    run(settings, RunRequest())
    before = (settings.exports_dir / "postings.csv").read_bytes()
    crawls.update(ashby=S.FAILED, greenhouse=S.EMPTY)
    outcome = run(settings, RunRequest(force=True))
    assert outcome.exit_code == 1
    assert (settings.exports_dir / "postings.csv").read_bytes() == before


def test_a_crash_is_an_aborted_board_whose_message_names_the_log(settings, crawls):
    crawls.update(ashby="crash", greenhouse="no row")
    outcome = run(settings, RunRequest())
    for source in ("ashby", "greenhouse"):
        (board,) = outcome.crawls[source]
        assert board.state is S.ABORTED
        assert f"{source}.log" in str(board.message)


def test_what_was_only_collected_is_judged_by_the_next_run(settings, crawls):
    collected = run(settings, RunRequest(collect_only=True))
    assert (collected.exit_code, collected.files) == (0, [])
    judged = run(settings, RunRequest())
    assert (judged.skipped, bool(judged.files)) == ({}, True), "taken up, past the gates, published"
    assert set(run(settings, RunRequest()).skipped) == {"ashby", "greenhouse"}


def test_a_source_is_left_alone_until_its_interval_is_over(settings, crawls):
    run(settings, RunRequest())
    again = run(settings, RunRequest())
    assert set(again.skipped) == {"ashby", "greenhouse"}
    assert (again.crawls, again.state, again.exit_code) == ({}, S.COMPLETE, 0)
    assert (again.files, bool(again.kept)) == ([], True), "nothing is written again"
    assert all(": next at 20" in reason for reason in again.skipped.values())
    assert set(run(settings, RunRequest(force=True)).crawls) == {"ashby", "greenhouse"}


def test_a_failed_source_may_be_crawled_again_at_once(settings, crawls):
    crawls.update(ashby=S.FAILED)
    run(settings, RunRequest())
    assert set(run(settings, RunRequest()).skipped) == {"greenhouse"}


def test_a_run_that_falls_short_of_its_expectations_is_held(settings, crawls, monkeypatch):
    run(settings, RunRequest())
    before = (settings.exports_dir / "postings.csv").read_bytes()
    found = Findings(missed=["x: y"])
    with monkeypatch.context() as short:
        short.setattr("pipeline.operate.judge.check", lambda *_, **__: found)
        outcome = run(settings, RunRequest(force=True))
    assert (outcome.state, outcome.exit_code, outcome.held) == (S.HELD, 4, ["x: y", "x: y"])
    assert (settings.exports_dir / "postings.csv").read_bytes() == before
    again = run(settings, RunRequest())
    assert (set(again.skipped), again.exit_code) == ({"ashby", "greenhouse"}, 4), "it still is"
    assert [text.partition(":")[0] for text in again.held] == ["ashby", "greenhouse"]
    assert (settings.exports_dir / "postings.csv").read_bytes() == before


def test_collecting_only_cleans_and_publishes_nothing(settings, crawls):
    outcome = run(settings, RunRequest(("ashby",), collect_only=True))
    assert (outcome.cleaned, outcome.files, outcome.exit_code) == (None, [], 0)
    assert not settings.exports_dir.exists()


def test_a_killed_run_is_marked_aborted_by_the_next(settings, crawls):
    first = run(settings, RunRequest())
    engine = create_engine(settings.database_url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE run SET state='running'"))
    engine.dispose()
    assert run(settings, RunRequest(force=True)).aborted == [first.run.run_id]


@pytest.mark.parametrize(
    "running",
    [
        pytest.param(("run", "crawl_run"), id="the run was killed while it crawled"),
        pytest.param(("run",), id="the run was killed before it had judged the crawl"),
        pytest.param((), id="the crawl was killed alone"),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_what_was_killed_is_taken_up_from_its_archive(
    settings, crawls, monkeypatch, running, force
):
    """`--force` asks for every page anew."""
    if not running:
        crawls.update(ashby="crash")
    killed = run(settings, RunRequest(("ashby",))).run.run_id
    engine = create_engine(settings.database_url)
    with writing(engine) as connection:
        for table in running:
            connection.execute(text(f"UPDATE {table} SET state='running'"))  # noqa: S608  # our own
            connection.execute(text("DELETE FROM source_run"))
    engine.dispose()
    archive = settings.archive_dir / killed / "ashby.warc.gz"
    archive.parent.mkdir(parents=True, exist_ok=True)
    archive.touch()
    taken = {}

    def crawl(order, _settings):
        taken[order.source] = order.resume
        return 1

    monkeypatch.setattr(run_module, "crawl", crawl)
    run(settings, RunRequest(force=force))
    assert taken == {"ashby": () if force else (archive,), "greenhouse": ()}


def test_a_run_ends_in_whole_seconds_as_it_began(settings, crawls):
    """As text in SQLite, 06:00:00.5 comes before 06:00:00."""
    run(settings, RunRequest())
    crawls["ashby"] = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        run(settings, RunRequest(force=True))
    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        times = connection.execute(text("SELECT started_at, finished_at FROM run")).all()
    engine.dispose()
    assert len(times) == 2
    assert all(len(at) == len("2026-11-26T06:00:00Z") for row in times for at in row), times


def test_two_runs_at_once_do_not_happen(settings, crawls):
    with run_lock(settings.database_url), pytest.raises(AlreadyRunningError):
        run(settings, RunRequest())


@pytest.mark.parametrize(
    ("order", "says"),
    [
        (RunRequest(("ahsby",)), "there is no source 'ahsby'; did you mean 'ashby'"),
        (RunRequest(("zzz",)), "there is no source 'zzz'; of 27, the nearest are "),
    ],
)
def test_an_unknown_source_is_a_clear_error(settings, crawls, order, says):
    with pytest.raises(UsageError, match=says):
        run(settings, order)


def test_a_live_run_without_a_contact_is_refused(settings, crawls):
    nameless = settings.model_copy(update={"contact": ""})
    with pytest.raises(UsageError, match="contact: a live crawl tells every site who is asking"):
        run(nameless, RunRequest())


def test_sources_that_are_off_run_only_by_name(settings, crawls):
    everything = settings.model_copy(update={"sources": []})
    assert "aijobs" not in run(everything, RunRequest()).crawls
    assert list(run(everything, RunRequest(("aijobs",))).crawls) == ["aijobs"]


def test_a_replay_takes_sources_and_time_from_the_archive(monkeypatch, tmp_path):
    early, late = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 10, 2, tzinfo=UTC)
    held = [Crawl("ashby", {}, late), Crawl("jsonld", {}, early), Crawl("ashby", {}, late)]
    monkeypatch.setattr(choice, "crawls_in", lambda _: held)
    nothing: Any = None
    chosen = choice.selection(Settings(), RunRequest(replay=tmp_path))(nothing)
    assert (chosen.sources, chosen.at) == (("ashby", "jsonld"), early)
    with pytest.raises(UsageError, match="holds no crawl of greenhouse"):
        choice.selection(Settings(), RunRequest(("greenhouse",), replay=tmp_path))(nothing)


@pytest.mark.parametrize(
    ("request_of", "state", "code"),
    [
        pytest.param({"collect_only": True}, S.FAILED, 1, id="a crawl in part"),
        pytest.param({"collect_only": True, "limit": 3}, S.PARTIAL, 3, id="a part, as asked for"),
        pytest.param({"limit": 3}, S.PARTIAL, 3, id="a run of a part"),
    ],
)
def test_a_source_in_part_is_delivered_only_where_a_part_was_asked_for(
    settings, crawls, request_of, state, code
):
    crawls.update(ashby=S.PARTIAL)
    outcome = run(settings, RunRequest(("ashby",), **request_of))
    assert (outcome.state, outcome.exit_code) == (state, code)


def test_a_complete_board_is_published_where_every_source_lacks_something(settings, crawls):
    """One board of the first source is whole, one failed; all of the second failed."""
    crawls.update(ashby=[S.COMPLETE, S.FAILED], greenhouse=S.FAILED)
    outcome = run(settings, RunRequest())
    assert (outcome.state, outcome.exit_code, bool(outcome.files)) == (S.PARTIAL, 3, True)
