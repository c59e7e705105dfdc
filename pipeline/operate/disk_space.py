"""Check the free space of the disks that a run writes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Settings
from pipeline.disk import free, there
from pipeline.errors import StoreError
from pipeline.store.db.database import sqlite_file

MB = 1024**2


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk, named by the first of our folders on it, and its free bytes."""

    name: str
    folder: Path
    free: int


def check_room(settings: Settings) -> None:
    """Raise StoreError where a disk has less than `least_free_mb`, as a run would break off."""
    for disk in disks(settings):
        if disk.free < settings.least_free_mb * MB:
            raise StoreError(
                f"there is no room for a run: {disk.folder} ({disk.name}) has {disk.free} bytes "
                f"free, and {settings.least_free_mb} MB are needed: free some space (`payband "
                "archive prune`), or lower least_free_mb"
            )


def folders(settings: Settings) -> dict[str, Path]:
    """Return the folders that a run writes to, by their content."""
    file = sqlite_file(settings.database_url)
    own = {"database": file.parent} if file else {}
    return own | {
        "archive": settings.archive_dir,
        "exports": settings.exports_dir,
        "reports": settings.reports_dir,
    }


def disks(settings: Settings) -> Iterator[Disk]:
    """Yield each disk of these folders once."""
    seen: set[int] = set()
    for name, folder in folders(settings).items():
        found = there(folder)
        if found.stat().st_dev not in seen:
            seen.add(found.stat().st_dev)
            yield Disk(name, found, free(found))
