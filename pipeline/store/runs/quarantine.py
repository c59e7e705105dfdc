"""Refused records: which there are, where the page of each lies, and which have been made good."""

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
    """How many records a crawl's page or pages had refused."""

    run_id: str
    source: str
    records: int


def refused(
    engine: Engine, *, run_id: str = "", source: str = "", reason: str = ""
) -> list[Quarantine]:
    """Return refused records, of a run, source or reason where one is given; the newest run first.

    Those that `purge` emptied are gone but for their reason, and not among them.
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
    """Return the archive file of a refused record's crawl, and the page out of it.

    None where the file, or the page in it, is gone.
    """
    file = archive_of(archive, row.run_id, row.source)
    try:
        return file, ArchiveIndex(file).find_address(row.url or "")
    except InputError:
        return file, None


def archive_of(archive: Path, run_id: str, source: str) -> Path:
    """Return where a crawl's responses lie in the archive folder."""
    return archive / run_id / f"{source}.warc.gz"


def settle(engine: Engine, old: Waiting, again: str, *, whole: bool) -> int:
    """Put what run `again` refused of a crawl in place of what the crawl did; return how many.

    The rows keep the crawl's run, whose archive holds their pages. Where `again` wasn't `whole`
    its rows go, and the crawl's stay.
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
