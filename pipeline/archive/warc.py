"""Decode a WARC record (ISO 28500): the request of a crawl, or a response as received."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import (
    StatusAndHeaders,
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

END = b"\r\n\r\n"

# Our own fields: they identify the request, where method and URL are not enough.
METHOD = "Payband-Request-Method"
BODY_DIGEST = "Payband-Request-Digest"
# Our own field, too: keys of the user were replaced, so the bytes differ from the site's.
REDACTED = "Payband-Redacted"


class Crawl(NamedTuple):
    """The request of one crawl: its source, its arguments (boards, URLs), and when (UTC)."""

    source: str
    args: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Exchange:
    """One response as received, before decompression, and the request it answers.

    `request_digest` is the digest of the request's body, empty where there was none; `at` is UTC.
    `redacted` says that keys of the user were replaced; then the body may be decompressed.
    """

    url: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    at: datetime
    method: str = "GET"
    request_digest: str = ""
    redacted: bool = False


class RecordError(ValueError):
    """The bytes are no record, or differ from the record that was written."""


def digest(body: bytes) -> str:
    """Return the digest of a body in the form of WARC: `sha1:` and base 32."""
    value = hashlib.sha1(body, usedforsecurity=False)
    return f"sha1:{base64.b32encode(value.digest()).decode()}"


def request_digest(body: bytes) -> str:
    """Return the digest of a request's body, empty where it has none."""
    return digest(body) if body else ""


def decode(record: bytes) -> Crawl | Exchange | None:
    """Return the content of a record (not gzipped); None for kinds that a replay does not use.

    Raises only RecordError: where the record is incomplete, its digest is wrong, or its content
    cannot be read. So one bad record does not stop the reading of others.
    """
    try:
        return _decode(record)
    except RecordError:
        raise
    except Exception as error:
        raise RecordError(f"{type(error).__name__}: {error}") from error


def _decode(record: bytes) -> Crawl | Exchange | None:
    stream = BytesIO(record)
    try:
        fields = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0"]).parse(stream)
    except (StatusAndHeadersParserException, EOFError) as error:
        raise RecordError("no WARC record") from error
    length = fields.get_header("Content-Length", "")
    if not is_size(length) or len(record) < stream.tell() + int(length):
        raise RecordError("the record is shorter than it says")
    block = stream.read(int(length))
    if stream.read().strip():
        raise RecordError("more than one record in a gzip member: run `warcio recompress` on it")
    return _content(fields, block)


def is_size(text: str) -> bool:
    """Return whether the text of a header is a possible number of bytes."""
    return text.isascii() and text.isdecimal() and len(text) < 15


def _content(fields: StatusAndHeaders, block: bytes) -> Crawl | Exchange | None:
    _check(fields.get_header("WARC-Block-Digest"), block)
    kind = fields.get_header("WARC-Type")
    at = datetime.fromisoformat(fields.get_header("WARC-Date", "")).astimezone(UTC)
    if kind == "response" and (fields.get_header("Content-Type") or "").startswith(
        "application/http"
    ):
        return _exchange(fields, block, at)
    if kind == "warcinfo" and fields.get_header("Content-Type") == "application/json":
        values = json.loads(block)
        return Crawl(str(values["source"]), dict(values["args"]), at)
    return None


def _exchange(fields: StatusAndHeaders, block: bytes, at: datetime) -> Exchange:
    head, _, body = block.partition(END)
    _check(fields.get_header("WARC-Payload-Digest"), body)
    line, *lines = head.split(b"\r\n")
    headers = tuple(
        (name.strip(), value.strip())
        for name, colon, value in (line.partition(b":") for line in lines)
        if colon
    )
    return Exchange(
        url=fields.get_header("WARC-Target-URI").strip("<>"),
        status=int(line.split()[1]),
        headers=_unchunked(headers),
        body=_whole(headers, body),
        at=at,
        method=fields.get_header(METHOD) or "GET",
        request_digest=fields.get_header(BODY_DIGEST) or "",
        redacted=bool(fields.get_header(REDACTED)),
    )


def _chunked(headers: tuple[tuple[bytes, bytes], ...]) -> bool:
    return any(n.lower() == b"transfer-encoding" and b"chunked" in v.lower() for n, v in headers)


def _unchunked(headers: tuple[tuple[bytes, bytes], ...]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple(h for h in headers if h[0].lower() != b"transfer-encoding")


def _whole(headers: tuple[tuple[bytes, bytes], ...], body: bytes) -> bytes:
    """Return the body without HTTP chunks, which other tools keep in their archives."""
    if not _chunked(headers):
        return body
    whole: bytes = ChunkedDataReader(BytesIO(body)).read()
    return whole


def _check(stated: str | None, body: bytes) -> None:
    """Raise RecordError unless `body` has the stated digest, in base 32 or hexadecimal."""
    if not stated:
        return
    name, _, value = stated.partition(":")
    found = hashlib.new(name, body, usedforsecurity=False)
    base32 = base64.b32encode(found.digest()).decode()
    if value.upper() not in (base32, found.hexdigest().upper()):
        raise RecordError(f"{stated} is not the digest of its content")
