"""Encode a WARC record with warcio's writer."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.archive.warc import BODY_DIGEST, END, METHOD, REDACTED, Crawl, Exchange, digest

VERSION = "WARC/1.1"
PHRASES = {int(status): status.phrase for status in HTTPStatus}


def encode_crawl(crawl: Crawl) -> bytes:
    """Return a warcinfo record, gzipped."""
    values = {"source": crawl.source, "args": crawl.args}
    body = json.dumps(values, sort_keys=True, ensure_ascii=False).encode()
    return _encode("warcinfo", "application/json", body, {"WARC-Date": _stamp(crawl.at)})


def encode_exchange(exchange: Exchange) -> bytes:
    """Return a response record, gzipped.

    The HTTP header is written byte for byte: warcio would percent-encode headers that are not
    ASCII, and a replay could not follow such a redirect.
    """
    line = f"HTTP/1.1 {exchange.status} {PHRASES.get(exchange.status, '')}".rstrip().encode()
    head = b"".join(b"\r\n" + name + b": " + value for name, value in exchange.headers)
    fields = {
        "WARC-Target-URI": exchange.url,
        "WARC-Date": _stamp(exchange.at),
        "WARC-Payload-Digest": digest(exchange.body),
    }
    if exchange.method != "GET":
        fields[METHOD] = exchange.method
    if exchange.request_digest:
        fields[BODY_DIGEST] = exchange.request_digest
    if exchange.redacted:
        fields[REDACTED] = "keys"
    kind = "application/http; msgtype=response"
    return _encode("response", kind, line + head + END + exchange.body, fields)


def _encode(kind: str, content_type: str, block: bytes, fields: dict[str, str]) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version=VERSION)
    own = {"WARC-Type": kind, "WARC-Block-Digest": digest(block)}
    # The id comes from the content, so that the same responses make the same file.
    name = uuid5(NAMESPACE_URL, json.dumps(own | fields))
    own["WARC-Record-ID"] = f"<urn:uuid:{name}>"
    headers = StatusAndHeaders("", list((own | fields).items()), protocol=VERSION)
    writer.write_record(
        ArcWarcRecord("warc", kind, headers, BytesIO(block), None, content_type, len(block))
    )
    return out.getvalue()


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
