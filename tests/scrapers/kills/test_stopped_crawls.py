"""A crawl that stops at any of 12 pages, for any reason, closes nothing that it didn't see.

Seven reasons at 12 pages are 84 cases; `make test` runs each reason at one page.
"""

import gzip
import json
import shutil
import signal
import time
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug import Response

from models.raw import RawPosting
from models.run import CrawlRun
from models.tables import posting_life, raw_posting
from models.vocab import RunState
from pipeline.archive.archive import Exchange, read_archive
from pipeline.operate.cleaning import clean_store
from pipeline.operate.judge import judge
from pipeline.operate.run_request import RunRequest
from pipeline.store.db.database import open_store
from pipeline.store.lifecycle.settle import Ruling, settle_source
from pipeline.store.postings.raw import RawStore
from pipeline.store.runs.runs import begin_run, close_crawl
from tests.support.proofs import few

S = RunState
PAGES, A_PAGE = 12, 5
GONE = 3  # postings that the site no longer shows, and that one healthy run has lacked already
SOURCE: Any = "recruitee"  # one that lists everything: its silence could close
QUICK: Any = {"AUTOTHROTTLE_ENABLED": 0, "PAYBAND_REST": 0, "DOWNLOAD_DELAY": 0, "RETRY_TIMES": 1}
TIME = 1.0  # seconds a crawl may take, where that is what stops it
NOW = datetime.now(UTC).replace(microsecond=0)
REASONS = {
    "SIGTERM": {S.PARTIAL},
    "SIGKILL": {S.ABORTED},
    "limit": {S.PARTIAL},
    "time": {S.PARTIAL},
    "429": {S.PARTIAL, S.BLOCKED},
    "truncated": {S.PARTIAL, S.FAILED},
    "redirect loop": {S.PARTIAL, S.FAILED},
}
ALL = [(reason, page) for reason in REASONS for page in range(1, PAGES + 1)]
SPREAD = [(reason, 5 * n % PAGES + 1) for n, reason in enumerate(REASONS)]


class Stopping:
    """A listing of 12 pages on which something happens at one of them."""

    def __init__(self, reason, page):
        self.reason, self.page = reason, page
        self.reached, self.go_on = Event(), Event()

    def answer(self, page):
        def handler(_request):
            if page != self.page:
                return whole(page)
            self.reached.set()
            if self.reason in BROKEN:
                return BROKEN[self.reason](page)
            if self.reason in ("SIGTERM", "SIGKILL"):
                self.go_on.wait(30)
            elif self.reason == "time":
                time.sleep(1.5 * TIME)
            return whole(page)

        return handler


def whole(page, **headers):
    numbers = range((page - 1) * A_PAGE, page * A_PAGE)
    following = [f"/acme/{page + 1}"] if page < PAGES else []
    said = {"jobs": [job(n) for n in numbers], "next": following}
    return Response(json.dumps(said), content_type="application/json", headers=headers)


def job(n):
    return {"id": n, "url": f"https://jobs.example.org/{n}", "title": f"ML Engineer {n}"}


def cut(page):
    packed = gzip.compress(whole(page).get_data())[:-20]
    return Response(packed, content_type="application/json", headers={"Content-Encoding": "gzip"})


BROKEN: dict[str, Any] = {
    "429": lambda _page: Response("", 429, {"Retry-After": "1000000"}),
    "truncated": cut,
    "redirect loop": lambda page: Response("", 302, {"Location": f"/acme/{page}"}),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Return a store of which two healthy runs saw all, but for three in the second."""
    file = tmp_path_factory.mktemp("before") / "payband.db"
    engine = open_store(f"sqlite:///{file}")
    for days, count in ((3, PAGES * A_PAGE + GONE), (2, PAGES * A_PAGE)):
        at = NOW - timedelta(days=days)
        begun = begin_run(engine, at)
        store = RawStore(f"sqlite:///{file}", begun.run_id)
        store.put([posting(n, at) for n in range(count)])
        store.close()
        clean_store(engine)
        settle_source(
            engine,
            Ruling(
                begun.run_id, at, SOURCE, {"acme": S.HEALTHY}, lists_all=True, accept_drop=False
            ),
        )
    engine.dispose()
    return file


def posting(n, at):
    said: Any = {"board": "acme", "company": "Acme Ltd", "country": "GB", "fetched_at": at}
    shown = {name: job(n)[name] for name in ("url", "title")}
    return RawPosting(source=SOURCE, source_key=f"acme:{n}", **shown, **said)


@pytest.mark.parametrize(("reason", "page"), few(ALL, lambda at: ALL[at] in SPREAD))
def test_a_crawl_that_stops_closes_nothing(tiny, warm, before, reason, page):
    site = Stopping(reason, page)
    shutil.copy(before, tiny.database)
    engine = open_store(f"sqlite:///{tiny.database}")
    lives = lives_in(engine)
    begun = begin_run(engine, datetime.now(UTC).replace(microsecond=0))
    code = crawled(tiny, warm, site, begun.run_id)
    died = CrawlRun(run_id=begun.run_id, source=SOURCE, board="", started_at=begun.started_at)
    died.state, died.message = S.ABORTED, f"exit code {code}"
    boards = close_crawl(engine, died)
    clean_store(engine)
    verdict = judge(engine, begun, {SOURCE: boards}, RunRequest())

    (board,) = boards
    came = set(range(pages_in(tiny) * A_PAGE)[: (5 * page - 3) if reason == "limit" else None])
    if len(came) < PAGES * A_PAGE:
        assert board.state in REASONS[reason], board.message
        assert board.message
    else:  # the last page had come
        assert reason in ("SIGTERM", "time")
        assert page >= PAGES - 1
        assert board.state is S.COMPLETE
    (told,) = verdict.sources
    assert (told.state is S.HEALTHY, told.closed, told.expired) == (False, 0, 0)
    after = lives_in(engine)
    seen = {n for n, life in after.items() if life.last_seen >= begun.started_at}
    assert seen <= came
    assert seen == came or reason == "SIGKILL", "what was killed is taken up by the next run"
    for n, life in after.items():
        assert life.status == "open"
        if len(came) < PAGES * A_PAGE:
            assert life.absent_since == lives[n].absent_since
    engine.dispose()


def crawled(tiny, warm, site, run_id):
    """Crawl, stop it as the case says, and return the exit code."""
    tiny.list_boards("acme")
    for number in range(1, PAGES + 1):
        path = f"/acme/{number}" if number > 1 else "/acme"
        tiny.server.expect_request(path).respond_with_handler(site.answer(number))
    limit = [f"limit={5 * site.page - 3}"] if site.reason == "limit" else []
    more = {"CLOSESPIDER_TIMEOUT": TIME} if site.reason == "time" else {}
    words = tiny.words(
        run=run_id, arguments=limit, PAYBAND_ARCHIVE=tiny.folder / "a.warc.gz", **QUICK, **more
    )
    crawl = warm.start(words, tiny.folder, tiny.environment() | {"PAYBAND_TEST_SOURCE": SOURCE})
    if site.reason.startswith("SIG"):
        assert site.reached.wait(60)
        crawl.kill(getattr(signal, site.reason))
        code = crawl.wait() if site.reason == "SIGKILL" else None
        time.sleep(0.1)
        site.go_on.set()
        return crawl.wait() if code is None else code
    return crawl.wait()


def pages_in(tiny):
    """Return how many pages of the listing came, whole."""
    found = [e for e in read_archive(tiny.folder / "a.warc.gz") if isinstance(e, Exchange)]
    return sum(e.status == 200 and (b"Content-Encoding", b"gzip") not in e.headers for e in found)


def lives_in(engine):
    """Return the life of each posting, by its number."""
    query = select(raw_posting.c.source_key, posting_life).join_from(
        raw_posting, posting_life, raw_posting.c.posting_id == posting_life.c.posting_id
    )
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    return {int(row.source_key.removeprefix("acme:")): row for row in rows}
