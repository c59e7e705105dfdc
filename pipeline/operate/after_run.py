"""After a run: the status page beside the report, then notices and the heartbeat.

None of it changes how the run ended, and all of it is bounded in time. The run's lock is free.
"""

from collections.abc import Sequence
from statistics import median

from sqlalchemy import Engine

from models.run import SourceRun
from pipeline.config import Settings, redactor
from pipeline.errors import PaybandError
from pipeline.operate.notices.compose import failed_run, news_of
from pipeline.operate.notices.notice import News, Notice
from pipeline.operate.notices.send import beat, channel_names, send
from pipeline.operate.run import PUBLISHED, RunOutcome
from pipeline.publish.status.page import write_status_page
from pipeline.publish.status.prometheus import write_metrics
from pipeline.store.db.database import open_store
from pipeline.store.runs.source_runs import healthy_before, verdicts_before


def after_run(settings: Settings, outcome: RunOutcome) -> list[str]:
    """Write the status page, send what is new; return messages on what did not work.

    A replay sends nothing.
    """
    engine = open_store(settings.database_url)
    try:
        said = _write_files(engine, settings)
        news = () if outcome.run.replayed else _news(engine, outcome)
    finally:
        engine.dispose()
    if outcome.run.replayed:
        return said
    said += _tell(settings, outcome.run.run_id, news)
    if outcome.state in PUBLISHED:
        said += beat(settings.notify)
    return said


def after_error(settings: Settings, error: Exception, code: int) -> list[str]:
    """Send the notice of a run that an error ended; return messages on what did not work."""
    return _tell(settings, "", (failed_run(error, code),))


def _write_files(engine: Engine, settings: Settings) -> list[str]:
    try:
        write_status_page(engine, settings.status_page)
        if settings.prometheus_file:
            write_metrics(engine, settings.prometheus_file)
    except PaybandError as error:
        return [str(error)]
    return []


def _news(engine: Engine, outcome: RunOutcome) -> tuple[News, ...]:
    before = verdicts_before(engine, outcome.run.run_id, outcome.run.started_at)
    usual = {run.source: _usual(engine, run) for run in outcome.sources}
    known = {source: postings for source, postings in usual.items() if postings is not None}
    return news_of(outcome.sources, before, known)


def _usual(engine: Engine, run: SourceRun) -> float | None:
    before = healthy_before(engine, run, replayed=False)
    return median(each.postings for each in before) if before else None


def _tell(settings: Settings, run_id: str, news: Sequence[News]) -> list[str]:
    if not news or not channel_names(settings.notify):
        return []
    plain = redactor(settings).text
    hidden = tuple(
        News(n.event, n.source, plain(n.what), plain(n.why), plain(n.todo)) for n in news
    )
    return [plain(words) for words in send(settings.notify, Notice(run_id, hidden))]
