"""List, verify and prune the archive files of crawls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from models.tables import crawl_run, quarantine, run
from models.vocab import RunState
from pipeline.archive.archive import Damage, located
from pipeline.errors import InputError
from pipeline.store.db.transactions import write
from pipeline.store.retention.purge import begun, delete_files, forget_pages

SUFFIX = ".warc.gz"
_NEVER = datetime.max.replace(tzinfo=UTC)
# States of crawls with responses that may be in the archive only.
UNSETTLED = (RunState.RUNNING, RunState.ABORTED, RunState.FAILED)


@dataclass(frozen=True, slots=True)
class Archived:
    """The archive file of one crawl: its run and source, when the run began (UTC), its bytes."""

    file: Path
    run_id: str
    source: str
    begun: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Verified:
    """How many records of a file are intact, and where it is damaged."""

    file: Path
    whole: int
    damage: tuple[Damage, ...]


@dataclass(frozen=True, slots=True)
class Pruned:
    """The files that are deleted (or would be), and the needed ones, each with the reason."""

    gone: list[Archived]
    needed: dict[Path, str]

    @property
    def size(self) -> int:
        """The bytes of the deleted files."""
        return sum(kept.size for kept in self.gone)


def kept_archives(archive: Path) -> list[Archived]:
    """Return the files of all crawls in an archive folder, the oldest first.

    A folder without a run's name is not ours, and is left out.
    """
    found = [_archived(file) for file in archive.glob(f"*/*{SUFFIX}")]
    return sorted((a for a in found if a.begun != _NEVER), key=lambda a: (a.run_id, a.source))


def verify(file: Path) -> Verified:
    """Read every record of an archive file and check its digests."""
    try:
        found = [item for _offset, item in located(file)]
    except InputError as error:
        found = [Damage(file, 0, str(error))]
    damage = tuple(item for item in found if isinstance(item, Damage))
    return Verified(file, len(found) - len(damage), damage)


def prune(
    engine: Engine,
    archive: Path,
    *,
    before: datetime | None = None,
    largest: int | None = None,
    dry_run: bool = False,
) -> Pruned:
    """Delete files of runs before `before` (UTC), then the oldest until `largest` bytes are left.

    Files that the store may still need stay: those of a run at work, of a crawl that broke off
    without a complete one after it, and of refused records. Call this under the run lock.
    """
    files = kept_archives(archive)

    def choose(connection: Connection) -> tuple[dict[Path, str], list[Archived], list[Path]]:
        why = _needed(connection)
        needed = {a.file: why[a.run_id, a.source] for a in files if (a.run_id, a.source) in why}
        chosen = _chosen([a for a in files if a.file not in needed], files, before, largest)
        gone = [file for a in chosen for file in _with_log(a.file)]
        if not dry_run:
            forget_pages(connection, gone)
        return needed, chosen, gone

    needed, chosen, gone = write(engine, choose)
    if not dry_run:
        delete_files(gone)
    return Pruned(chosen, needed)


def _archived(file: Path) -> Archived:
    run_id, source = file.parent.name, file.name.removesuffix(SUFFIX)
    return Archived(file, run_id, source, begun(run_id, _NEVER), file.stat().st_size)


def _with_log(file: Path) -> Iterable[Path]:
    log = file.with_name(file.name.removesuffix(SUFFIX) + ".log")
    return (file, log) if log.exists() else (file,)


def _chosen(
    free: Sequence[Archived],
    files: Sequence[Archived],
    before: datetime | None,
    largest: int | None,
) -> list[Archived]:
    left = sum(a.size for a in files)
    chosen = []
    for kept in free:
        old = before is not None and kept.begun < before
        if old or (largest is not None and left > largest):
            chosen.append(kept)
            left -= kept.size
    return chosen


def _needed(connection: Connection) -> dict[tuple[str, str], str]:
    """Return the crawls, by run and source, whose files the store may still need, and why."""
    c, q = crawl_run.c, quarantine.c
    crawls = connection.execute(
        select(c.run_id, c.source, c.state, run.c.state.label("of_run")).outerjoin(
            run, run.c.run_id == c.run_id
        )
    ).all()
    whole = {row.source: "" for row in crawls}
    for row in crawls:
        if row.state is RunState.COMPLETE:
            whole[row.source] = max(whole[row.source], row.run_id)
    why = {
        (row.run_id, row.source): "it holds refused records: payband quarantine replay"
        for row in connection.execute(select(q.run_id, q.source).where(q.record != ""))
    }
    for row in crawls:
        if row.of_run is RunState.RUNNING:
            why[row.run_id, row.source] = "its run is at work"
        elif row.state in UNSETTLED and row.run_id > whole[row.source]:
            why[row.run_id, row.source] = "its crawl broke off, and no later one was complete"
    return why
