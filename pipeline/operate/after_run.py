"""After a run: the status page beside the report, then notices and the heartbeat.

None of it changes how the run ended, and all of it is bounded in time. The run's lock is free.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from sqlalchemy import Engine

from models.run import SourceRun
from models.value_text import utc_text
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import PaybandError
from pipeline.operate.notices.compose import failed_run, news_of
from pipeline.operate.notices.notice import News, Notice
from pipeline.operate.notices.send import beat, channel_names, send_each
from pipeline.operate.notices.unsent import keep_unsent, unsent_news
from pipeline.operate.run import RunOutcome
from pipeline.publish.status.page import write_status_page
from pipeline.publish.status.prometheus import write_metrics
from pipeline.settings.redactor import redactor
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
    if outcome.files or outcome.kept:
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
    """Send each channel the news, after those of earlier runs that did not arrive there."""
    file, waiting = settings.unsent_notices, unsent_news(settings.unsent_notices)
    plain = redactor(settings).text
    hidden = [News(n.event, n.source, plain(n.what), plain(n.why), plain(n.todo)) for n in news]
    mine = {name: [*waiting.get(name, ()), *hidden] for name in channel_names(settings.notify)}
    notices = {name: Notice(run_id, tuple(found)) for name, found in mine.items() if found}
    if not notices:
        return []
    late = [replace(n, what=f"{n.what} (told late; it was {utc_text(now())})") for n in hidden]
    unsent = {name: [*waiting.get(name, ()), *late] for name in notices}
    said = keep_unsent(file, unsent)
    failed = send_each(settings.notify, notices)
    said += keep_unsent(file, {name: unsent[name] for name in failed})
    again = "" if said else "; the next run sends it again"
    return [*dict.fromkeys(said), *(f"{plain(words)}{again}" for words in failed.values())]
