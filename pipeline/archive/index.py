"""Index an archive: find a response by its request. Bodies stay on the disk."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.archive.archive import Damage, located
from pipeline.archive.files import archive_files, mapped
from pipeline.archive.warc import Crawl, Exchange, RecordError, decode, request_digest
from pipeline.archive.warc_read import read_at
from pipeline.errors import InputError

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class RecordLocation:
    """Where a response is in the archive, and when it was received (UTC)."""

    file: Path
    offset: int
    at: datetime


class ArchiveIndex:
    """An index of an archive (a file, or a folder of files).

    Where a request was answered more than once, the latest response counts: a live crawl went on
    with that one after its retries. `damage` lists the places that cannot be read.
    Raises InputError for a file that is no WARC archive.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.crawls: list[Crawl] = []
        self.damage: list[Damage] = []
        self._places: dict[Key, RecordLocation] = {}
        for file in archive_files(path):
            for offset, item in located(file):
                self._note(file, offset, item)

    def __len__(self) -> int:
        return len(self._places)

    def find(self, method: str, url: str, body: bytes = b"") -> Exchange | None:
        """Return the response to a request, or None; `url` without fragment."""
        place = self._places.get((method, url, request_digest(body)))
        return None if place is None else exchange_at(place.file, place.offset)

    def find_address(self, url: str) -> Exchange | None:
        """Return the latest response from a URL, whatever the method and body, or None."""
        places = [place for key, place in self._places.items() if key[1] == url]
        place = max(places, key=lambda p: p.at, default=None)
        return None if place is None else exchange_at(place.file, place.offset)

    def _note(self, file: Path, offset: int, item: Crawl | Exchange | Damage | None) -> None:
        if isinstance(item, Crawl):
            self.crawls.append(item)
        elif isinstance(item, Damage):
            self.damage.append(item)
        elif item is not None:
            key = (item.method, item.url, item.request_digest)
            before = self._places.get(key)
            if before is None or before.at <= item.at:
                self._places[key] = RecordLocation(file, offset, item.at)


def exchange_at(file: Path, offset: int) -> Exchange | None:
    """Return the response at an offset of an archive file; None for another kind of record.

    Raises InputError for a file that cannot be read, and where no complete record begins.
    """
    with mapped(file) as data:
        try:
            record = decode(read_at(data, offset))
        except (RecordError, ValueError) as error:
            raise InputError(f"{file}, byte {offset}: {error}") from error
    return record if isinstance(record, Exchange) else None
