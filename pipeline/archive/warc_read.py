"""Read the records of a WARC file (each gzipped, or plain), past damaged places."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

GZIP = b"\x1f\x8b\x08"
PLAIN = b"WARC/1."
VERSIONS = (b"WARC/1.0\r\n", b"WARC/1.1\r\n")
END = b"\r\n\r\n"

PIECE = 1 << 16
LARGEST = 1 << 25  # bytes of one record: twice the largest page that a crawl takes

CUT = "the archive is cut short here"


@dataclass(frozen=True, slots=True)
class Member:
    """The bytes of a record, decompressed, and its offset in the file."""

    offset: int
    record: bytes


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """An offset without a complete record, and the reason."""

    offset: int
    reason: str


class _CutError(Exception):
    """The file ends inside a record."""


class _TooLargeError(Exception):
    """A record is larger than LARGEST; it ends at `end`."""

    def __init__(self, end: int) -> None:
        super().__init__(f"a record is larger than {LARGEST} bytes")
        self.end = end


def walk(data: mmap | bytes) -> Iterator[Member | BrokenRecord]:
    """Yield every complete record in order, and every place without one."""
    read, find = (_inflate, _next_gzip) if data[:2] == GZIP[:2] else (_slice, _next_plain)
    at: int | None = 0
    while at is not None and at < len(data):
        try:
            record, end = read(data, at)
        except _CutError:
            end = find(data, at + 1)
            yield BrokenRecord(at, CUT if end is None else "a record is cut short here")
        except _TooLargeError as error:
            end = error.end
            yield BrokenRecord(at, str(error))
        except ValueError as error:
            end = find(data, at + 1)
            yield BrokenRecord(at, f"a record is damaged: {error}")
        else:
            yield Member(at, record)
        at = end


def read_at(data: mmap | bytes, offset: int) -> bytes:
    """Return the record at an offset that `walk` gave; raise ValueError where there is none."""
    read = _inflate if data[:2] == GZIP[:2] else _slice
    try:
        return read(data, offset)[0]
    except _CutError:
        raise ValueError(CUT) from None
    except _TooLargeError as error:
        raise ValueError(str(error)) from None


def _inflate(data: mmap | bytes, at: int) -> tuple[bytes, int | None]:
    unzip = zlib.decompressobj(wbits=31)
    out = bytearray()
    while not unzip.eof:
        piece = data[at : at + PIECE]
        if not piece:
            raise _CutError
        try:
            out += unzip.decompress(piece, LARGEST + 1 - len(out))
        except zlib.error as error:
            raise ValueError(str(error)) from None
        if len(out) > LARGEST:
            raise ValueError(f"larger than {LARGEST} bytes")
        at += len(piece)
    return bytes(out), at - len(unzip.unused_data)


def _next_gzip(data: mmap | bytes, at: int) -> int | None:
    while (at := data.find(GZIP, at)) >= 0:
        try:
            if zlib.decompressobj(wbits=31).decompress(data[at : at + 512]).startswith(PLAIN):
                return at
        except zlib.error:
            pass  # these three bytes were not the start of a member
        at += 1
    return None


def _slice(data: mmap | bytes, at: int) -> tuple[bytes, int | None]:
    head_end = data.find(END, at, at + PIECE)
    if head_end < 0 and at + PIECE >= len(data):
        raise _CutError
    if head_end < 0:
        raise ValueError("its header has no end")
    head = data[at:head_end]
    if any(version in head[1:] for version in VERSIONS):
        raise ValueError("another record begins in its header")
    for line in head.lower().split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name == b"content-length" and value.strip().isdigit():
            end = head_end + len(END) + int(value) + len(END)
            if end > len(data):
                raise _CutError
            if data[end - len(END) : end] != END:
                raise ValueError("it is not as long as it says")
            if end - at > LARGEST:
                raise _TooLargeError(end)
            return bytes(data[at:end]), end
    raise ValueError("no Content-Length")


def _next_plain(data: mmap | bytes, at: int) -> int | None:
    places = [place for version in VERSIONS if (place := data.find(version, at)) >= 0]
    return min(places, default=None)
