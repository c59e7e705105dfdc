"""Make the crawl requests of a run, one for each source."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

from models.run import Run
from pipeline.config import Settings
from pipeline.operate.crawls.crawl import CrawlRequest
from pipeline.operate.crawls.search_words import search_words
from pipeline.operate.crawls.source_selection import Choice
from pipeline.operate.run_request import RunRequest
from pipeline.rules.sources import all_sources
from pipeline.store.runs.quarantine import archive_of
from pipeline.store.runs.runs import broken_off

# How long after its start a killed run's pages still count as current; longer for a source with a
# longer interval.
FRESH = timedelta(hours=6)


def crawl_requests(
    engine: Engine, settings: Settings, begun: Run, choice: Choice, order: RunRequest
) -> list[CrawlRequest]:
    """Return a request for each chosen source; it resumes the source's killed crawls.

    A replay resumes nothing, and `force` asks for every page anew.
    """
    logs = settings.archive_dir / begun.run_id
    orders = [
        CrawlRequest(
            source=source,
            run_id=begun.run_id,
            log=logs / f"{source}.log",
            archive=None if order.replay else logs / f"{source}.warc.gz",
            replay=order.replay,
            boards=",".join(choice.boards.get(source, ())),
            urls=order.urls,
            follow=order.follow,
            words=";".join(search_words(order, source)),
            limit=order.limit,
            since=order.since,
        )
        for source in choice.sources
    ]
    if order.replay or order.force:
        return orders
    return [_resumed(engine, settings, one, begun) for one in orders]


def _resumed(engine: Engine, settings: Settings, order: CrawlRequest, begun: Run) -> CrawlRequest:
    interval = timedelta(hours=all_sources()[order.source].min_interval_hours)
    killed = broken_off(engine, order.source, begun.started_at - max(FRESH, interval))
    files = (archive_of(settings.archive_dir, run_id, order.source) for run_id in killed)
    return replace(order, resume=tuple(file for file in files if file.is_file()))
