"""A notice that did not arrive is sent again by the next run, to the channel that lacked it."""

from datetime import UTC, datetime

import pytest
from werkzeug import Response

from models.run import Run, SourceRun
from models.tables import run as run_table
from models.vocab import RunState
from pipeline.config import Settings
from pipeline.errors import StoreError
from pipeline.operate.after_run import after_error, after_run
from pipeline.operate.notices import send as send_module
from pipeline.operate.notices import unsent as unsent_module
from pipeline.operate.notices.notice import Event, News
from pipeline.operate.notices.unsent import keep_unsent, unsent_news
from pipeline.operate.run import RunOutcome
from pipeline.settings.notify_settings import NotifySettings
from pipeline.store.db.database import open_store
from pipeline.store.db.upsert import upsert_records
from pipeline.store.db.writing import writing
from pipeline.store.runs.source_runs import keep_source_runs

NEWS = News(Event.HOLD, "lever", "lever is held", "why", "look")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(send_module, "BACKOFF", 0.01)


@pytest.fixture
def hooks(httpserver):
    """Return the codes that two addresses answer with; /slack is the second."""
    codes = {"/hook": 200, "/slack": 200}
    for path in codes:
        answer = lambda asked: Response("", codes[asked.path])  # noqa: E731
        httpserver.expect_request(path).respond_with_handler(answer)
    return codes


@pytest.fixture
def settings(tmp_path, httpserver, migrated_url):
    notify = NotifySettings(webhook=httpserver.url_for("/hook"), slack=httpserver.url_for("/slack"))
    folders = {f"{name}_dir": tmp_path / name for name in ("archive", "exports", "reports")}
    return Settings(notify=notify, database_url=migrated_url, **folders)


@pytest.fixture
def ended(settings):
    """Return a function that lets a run of a source end, and returns what is warned of."""
    days = iter(range(1, 20))

    def end(state):
        at = datetime(2026, 11, next(days), tzinfo=UTC)
        done = Run(run_id=f"{at:%Y%m%dT%H%M%SZ}-1", started_at=at)
        source = SourceRun(run_id=done.run_id, source="lever", at=at, state=state, postings=50)
        store = open_store(settings.database_url)
        with writing(store) as connection:
            upsert_records(connection, run_table, [done])
        keep_source_runs(store, [source])
        store.dispose()
        return after_run(
            settings, RunOutcome(done, state, {}, settings.archive_dir, {}, sources=[source])
        )

    return end


def posts(server, path):
    return [request.get_json() for request, _ in server.log if request.path == path]


def heard(server):
    """Return what the webhook was told, post by post."""
    return [[news["what"] for news in told["news"]] for told in posts(server, "/hook")]


def test_the_next_run_sends_what_did_not_arrive_where_it_did_not(
    settings, ended, hooks, httpserver
):
    assert ended(RunState.HEALTHY) == []
    hooks["/hook"] = 404
    (said,) = ended(RunState.BLOCKED)
    assert said.endswith("127.0.0.1 answered 404; the next run sends it again")
    assert len(posts(httpserver, "/slack")) == 1
    hooks["/hook"] = 200
    httpserver.clear_log()
    assert ended(RunState.BLOCKED) == []
    ((late,),) = heard(httpserver)
    assert late.startswith("lever could not be read (blocked)")
    assert "(told late; it was 20" in late
    assert posts(httpserver, "/slack") == []
    assert ended(RunState.BLOCKED) == []
    assert len(heard(httpserver)) == 1
    assert not settings.unsent_notices.exists()


def test_what_is_late_comes_before_what_is_new(ended, hooks, httpserver):
    ended(RunState.HEALTHY)
    hooks["/hook"] = 404
    ended(RunState.BLOCKED)
    ended(RunState.HEALTHY)
    hooks["/hook"] = 200
    httpserver.clear_log()
    ended(RunState.BLOCKED)
    ((first, second, third),) = heard(httpserver)
    assert "could not be read" in first
    assert "is healthy again" in second
    assert "told late" in second
    assert "told late" not in third
    assert len(posts(httpserver, "/slack")) == 1


def test_an_error_of_a_store_that_is_away_waits_too(settings, ended, hooks, httpserver):
    ended(RunState.HEALTHY)
    hooks["/hook"] = 404
    after_error(settings, StoreError("the host is away"), 1)
    hooks["/hook"] = 200
    ended(RunState.HEALTHY)
    (_, (late,)) = heard(httpserver)
    assert "the run ended with exit code 1" in late


def test_a_run_killed_while_it_sends_loses_no_notice(settings, ended, httpserver, monkeypatch):
    ended(RunState.HEALTHY)
    monkeypatch.setattr("pipeline.operate.after_run.send_each", killed)
    with pytest.raises(KeyboardInterrupt):
        ended(RunState.BLOCKED)
    assert httpserver.log == []
    assert list(unsent_news(settings.unsent_notices)) == ["slack", "webhook"]


def killed(*_):
    raise KeyboardInterrupt


def test_a_channel_that_never_works_does_not_grow_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(unsent_module, "MOST", 2)
    file = tmp_path / "unsent.json"
    assert keep_unsent(file, {"slack": [NEWS, NEWS, NEWS]}) == []
    assert unsent_news(file) == {"slack": (NEWS, NEWS)}


@pytest.mark.parametrize("text", ["", "[]", '{"slack": [{"event": "x"}]}', '{"slack": 3}', "\xff"])
def test_a_damaged_file_is_as_none(tmp_path, text):
    file = tmp_path / "unsent.json"
    file.write_text(text, encoding="latin-1")
    assert unsent_news(file) == {}


def test_a_folder_that_cannot_be_written_to_is_told_and_notices_are_sent(
    settings, ended, hooks, httpserver
):
    ended(RunState.HEALTHY)
    settings.archive_dir.write_text("a file where a folder should be")
    hooks["/hook"] = 404
    said = ended(RunState.BLOCKED)
    assert any("notices that fail can't be kept" in words for words in said)
    assert len(posts(httpserver, "/slack")) == 1
