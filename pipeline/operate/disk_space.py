"""The disks that a run writes to, and whether there is room on them."""

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
    """A disk by the first folder of ours on it, and how many bytes are free there."""

    name: str
    folder: Path
    free: int


def check_room(settings: Settings) -> None:
    """Raise StoreError where a disk has less than `least_free_mb`: a run would break off."""
    for disk in disks(settings):
        if disk.free < settings.least_free_mb * MB:
            raise StoreError(
                f"there is no room for a run: {disk.folder} ({disk.name}) has {disk.free} bytes "
                f"free, and {settings.least_free_mb} MB are needed: free some, see `payband "
                "archive prune`, or set least_free_mb"
            )


def folders(settings: Settings) -> dict[str, Path]:
    """Return the folders that a run writes to, by what is in them."""
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
