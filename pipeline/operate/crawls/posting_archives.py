"""The archive files that may hold the response of a posting."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, select

from models.raw import RawPosting
from models.tables import raw_posting, run
from pipeline.archive.files import archive_files
from pipeline.config import Settings
from pipeline.operate.sample import sample_archives
from pipeline.store.runs.bundled_sample import BUNDLED
from pipeline.store.runs.quarantine import archive_of


@contextmanager
def posting_archives(
    engine: Engine, settings: Settings, raw: RawPosting, archive: Path | None = None
) -> Iterator[tuple[Path, ...]]:
    """Yield the archive files of the run that stored a posting, those that are there.

    `archive` is a file or folder to look in instead: a replay keeps no copy of what it read.
    Raises InputError where that is no archive.
    """
    query = (
        select(run.c.run_id, run.c.archive)
        .join(raw_posting, raw_posting.c.run_id == run.c.run_id)
        .where(raw_posting.c.posting_id == raw.posting_id)
    )
    with engine.connect() as connection:
        row = connection.execute(query).first()
    if archive is not None:
        yield tuple(archive_files(archive))
    elif row is None:
        yield ()
    elif row.archive == BUNDLED:
        with sample_archives() as bundled:
            yield bundled
    else:
        own = archive_of(settings.archive_dir, row.run_id, raw.source)
        named = settings.archive_dir.rglob(row.archive) if row.archive else ()
        yield tuple(file for file in dict.fromkeys((own, *named)) if file.is_file())
