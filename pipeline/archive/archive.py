"""Write responses to a WARC file, synced to the disk before they are parsed, and read them back.

Each crawl has one file, and each record is a separate gzip member. So every complete record stays
readable, however the crawl ended.

Why not scrapy-webarchive: release 0.5.3 needs a Scrapy below 2.12, never syncs a record to the
disk, and answers a page that is missing from the archive with an ordinary 404.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.archive.files import archive_files, mapped
from pipeline.archive.warc import Crawl, Exchange, RecordError, decode, request_digest
from pipeline.archive.warc_read import CUT, GZIP, PLAIN, BrokenRecord, walk
from pipeline.archive.warc_write import encode_crawl, encode_exchange
from pipeline.disk import why
from pipeline.errors import InputError, StoreError

__all__ = ["ArchiveWriter", "Crawl", "Damage", "Exchange", "crawls_in", "located", "read_archive"]


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in an archive where a record is missing or damaged."""

    file: Path
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, byte {self.offset}: {self.reason}"


class ArchiveWriter:
    """Appends to one archive file. Each call returns once its record is on the disk.

    Safe to call from several threads; threads that wait at the same time share one fsync. Raises
    StoreError where the file cannot be written; earlier records stay readable.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._write_lock, self._sync_lock = Lock(), Lock()
        self._written = self._synced = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
            self._file = os.open(path, flags, 0o600)  # postings may name recruiters
            _sync_folder(path.parent)
        except OSError as error:
            raise self._error(error) from error

    def info(self, source: str, args: Mapping[str, Any], at: datetime) -> None:
        """Write the request of a crawl: `args` has JSON values (`boards`, `urls`), `at` is UTC."""
        self._append([encode_crawl(Crawl(source, args, at))])

    def response(  # noqa: PLR0913  # what a response and its request are made of
        self,
        url: str,
        status: int,
        headers: Sequence[tuple[bytes, bytes]],
        body: bytes,
        at: datetime,
        *,
        method: str = "GET",
        request_body: bytes = b"",
    ) -> None:
        """Write one response: `body` as received, not decompressed; `at` in UTC, whole seconds."""
        sent = request_digest(request_body)
        self.responses([Exchange(url, status, tuple(headers), body, at, method, sent)])

    def responses(self, exchanges: Sequence[Exchange]) -> list[int]:
        """Write responses with one fsync; return the offset of each in the file."""
        return self._append([encode_exchange(exchange) for exchange in exchanges])

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _append(self, records: Sequence[bytes]) -> list[int]:
        try:
            with self._write_lock:
                offsets = [self._write_whole(record) for record in records]
                self._written += 1
                mine = self._written
            with self._sync_lock:
                if self._synced < mine:
                    upto = self._written
                    os.fsync(self._file)
                    self._synced = upto
        except OSError as error:
            raise self._error(error) from error
        return offsets

    def _write_whole(self, record: bytes) -> int:
        """Write a record in one call and return its offset.

        A record that a full disk cut off is removed, so that no record follows a broken one.
        """
        before = os.fstat(self._file).st_size
        wrote = 0
        try:
            wrote = os.write(self._file, record)
        finally:
            if wrote != len(record):
                os.ftruncate(self._file, before)
        if wrote != len(record):
            raise OSError(ENOSPC, "the disk took only a part of the record")
        return before

    def _error(self, error: OSError) -> StoreError:
        return StoreError(f"the archive {self.path} can't be written: {why(error, self.path)}")


def read_archive(path: Path) -> Iterator[Crawl | Exchange | Damage]:
    """Yield all records of an archive (a file, or a folder of files) in the order written.

    Where a file is cut short or damaged, this yields a Damage and goes on with the next record.
    Raises InputError for a file that is no WARC archive.
    """
    for file in archive_files(path):
        for _, item in located(file):
            if item is not None:
                yield item


def crawls_in(path: Path) -> list[Crawl]:
    """Return the crawls of an archive: source, arguments, time (UTC). Raises InputError."""
    return [item for item in read_archive(path) if isinstance(item, Crawl)]


def located(file: Path) -> Iterator[tuple[int, Crawl | Exchange | Damage | None]]:
    """Yield the records of one archive file, each with its offset. Raises InputError."""
    with mapped(file) as data:
        if not (GZIP.startswith(data[:3]) or PLAIN.startswith(data[:7])):
            raise InputError(f"{file}: this is no WARC archive")
        if not len(data):
            yield 0, Damage(file, 0, CUT)
        for number, place in enumerate(walk(data)):
            if isinstance(place, BrokenRecord):
                yield place.offset, Damage(file, place.offset, place.reason)
                continue
            if number == 0 and not place.record.startswith(PLAIN):
                raise InputError(f"{file}: this is no WARC archive")
            try:
                yield place.offset, decode(place.record)
            except RecordError as error:
                reason = f"a record is damaged: {error}"
                yield place.offset, Damage(file, place.offset, reason)


def _sync_folder(folder: Path) -> None:
    """Sync the folder, so that the file's name is durable too (Linux, fsync(2))."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
