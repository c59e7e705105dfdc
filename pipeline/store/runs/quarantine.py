"""Quarantine in the store: list refused records, find their pages, replace them after a replay."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, select, true, update

from models.run import Quarantine
from models.tables import quarantine
from pipeline.archive.index import ArchiveIndex
from pipeline.archive.warc import Exchange
from pipeline.errors import InputError
from pipeline.store.db.transactions import read, write

Q = quarantine.c


@dataclass(frozen=True, slots=True)
class Waiting:
    """A crawl (run and source) and the number of its refused records."""

    run_id: str
    source: str
    records: int


def refused(
    engine: Engine, *, run_id: str = "", source: str = "", reason: str = ""
) -> list[Quarantine]:
    """Return refused records, the newest run first; only of a run, source or reason, where given.

    Records that `purge` emptied are left out.
    """
    query = select(quarantine).where(
        Q.record != "",
        Q.run_id == run_id if run_id else true(),
        Q.source == source if source else true(),
        Q.reason == reason if reason else true(),
    )
    inorder = query.order_by(Q.run_id.desc(), Q.source, Q.n)
    found = read(engine, lambda connection: connection.execute(inorder).mappings().all())
    return [Quarantine(**row) for row in found]


def waiting(engine: Engine, *, run_id: str = "", source: str = "") -> list[Waiting]:
    """Return the crawls with refused records, the oldest first."""
    found: dict[tuple[str, str], int] = {}
    for row in reversed(refused(engine, run_id=run_id, source=source)):
        found[row.run_id, row.source] = found.get((row.run_id, row.source), 0) + 1
    return [Waiting(*crawl, records) for crawl, records in sorted(found.items())]


def body_of(row: Quarantine, archive: Path) -> tuple[Path, Exchange | None]:
    """Return the archive file of a refused record, and its page from that file.

    The page is None where the file, or the page in it, is gone.
    """
    file = archive_of(archive, row.run_id, row.source)
    try:
        return file, ArchiveIndex(file).find_address(row.url or "")
    except InputError:
        return file, None


def archive_of(archive: Path, run_id: str, source: str) -> Path:
    """Return the archive file of a crawl."""
    return archive / run_id / f"{source}.warc.gz"


def refused_pages(
    engine: Engine, source: str, archives: Sequence[Path], reasons: Sequence[str]
) -> set[str]:
    """Return the addresses that crawls of a source, by their archives, refused for `reasons`."""
    runs = [archive.parent.name for archive in archives]  # see archive_of
    query = select(Q.url).where(Q.source == source, Q.run_id.in_(runs), Q.reason.in_(reasons))
    return {url for url in read(engine, lambda c: c.execute(query).scalars().all()) if url}


def settle(engine: Engine, old: Waiting, again: str, *, whole: bool) -> int:
    """Replace the refused records of a crawl by those of its replay `again`; return how many.

    The rows keep the run of the crawl, because its archive holds their pages. Where the replay was
    not `whole`, its rows are deleted and the old ones stay.
    """
    mine = Q.source == old.source
    gone, stay = (old.run_id, again) if whole else (again, old.run_id)

    def put(connection: Connection) -> int:
        connection.execute(delete(quarantine).where(mine, Q.run_id == gone))
        connection.execute(
            update(quarantine).where(mine, Q.run_id == stay).values(run_id=old.run_id)
        )
        left = select(func.count()).where(mine, Q.run_id == old.run_id, Q.record != "")
        return int(connection.execute(left).scalar_one())

    return write(engine, put)
