"""Read refused records again: replay their crawls from the archive, without the network."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from models.run import CrawlRun
from models.vocab import RunState
from pipeline.archive.archive import crawls_in
from pipeline.clean.employer.aliases import user_aliases
from pipeline.clean.engine import version_with
from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.fx.saved_rates import saved_rates
from pipeline.input_files import input_file
from pipeline.operate.cleaning import clean_store
from pipeline.operate.crawls.archived_crawls import check_times
from pipeline.operate.crawls.crawl import CrawlRequest, crawl
from pipeline.operate.parallel.workers import all_cores
from pipeline.operate.progress import Progress, silent
from pipeline.operate.sample import archive_name
from pipeline.store.db.database import open_store
from pipeline.store.db.lock import run_lock
from pipeline.store.runs.quarantine import Waiting, archive_of, settle, waiting
from pipeline.store.runs.runs import (
    abort_unfinished,
    begin_run,
    close_crawl,
    finish_run,
    source_state,
)
from pipeline.version import VERSION

READ = {RunState.COMPLETE, RunState.PARTIAL, RunState.EMPTY}


@dataclass(frozen=True, slots=True)
class Reprocessed:
    """The result for a crawl's refused records: postings stored, records refused again.

    `message` says why nothing could be read, or is empty.
    """

    run_id: str
    source: str
    records: int
    stored: int = 0
    refused: int = 0
    message: str = ""


def reprocess(
    settings: Settings,
    *,
    run_id: str = "",
    source: str = "",
    archive: Path | None = None,
    progress: Progress = silent,
) -> list[Reprocessed]:
    """Replay each crawl that has refused records, under the run lock, and clean the result.

    Records that can be read now are stored and leave the quarantine. Others stay there, with the
    new reason. `archive` has the responses; without it, each crawl's own file does.
    """
    with run_lock(settings.database_url):
        engine = open_store(settings.database_url, settings.database_max_wait)
        try:
            abort_unfinished(engine)
            rates = saved_rates(settings.rates_folder)
            aliases = user_aliases(input_file(settings, "employers_file"))
            due = waiting(engine, run_id=run_id, source=source)
            done = []
            for number, old in enumerate(due):
                progress(f"reading again: {old.source}", number, len(due))
                file = archive or archive_of(settings.archive_dir, old.run_id, old.source)
                done.append(_one(engine, settings, old, file, version_with(rates, aliases)))
            clean_store(engine, rates, aliases, cores=all_cores(), progress=progress)
            return done
        finally:
            engine.dispose()


def _one(engine: Engine, settings: Settings, old: Waiting, file: Path, rules: str) -> Reprocessed:
    same = (old.run_id, old.source, old.records)
    try:
        crawls = [c for c in crawls_in(file) if c.source == old.source]
        check_times(crawls, file)
    except InputError as error:
        return Reprocessed(*same, refused=old.records, message=str(error))
    if not crawls:
        return Reprocessed(*same, refused=old.records, message=f"{file} holds no such crawl")
    at = min(c.at for c in crawls)
    values = {
        "rules_version": rules,
        "version": VERSION,
        "archive": archive_name(file),
    }
    begun = begin_run(engine, at, replayed=True, **values)
    log = settings.archive_dir / begun.run_id / f"{old.source}.log"
    code = crawl(CrawlRequest(old.source, begun.run_id, log, replay=file), settings)
    died = CrawlRun(run_id=begun.run_id, source=old.source, board="", started_at=at)
    died.state, died.message = RunState.FAILED, f"it ended early (exit code {code}): see {log}"
    boards = close_crawl(engine, died)
    state = source_state(boards)
    left = settle(engine, old, begun.run_id, whole=state in READ)
    finish_run(engine, begun, state, at)
    stored = sum(b.new + b.changed for b in boards)
    message = "" if state in READ else "; ".join(b.message for b in boards if b.message)
    return Reprocessed(*same, stored, left, message)
