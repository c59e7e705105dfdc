"""Decode the body of an archived response: decompression, then the character set."""

import re
import zlib

import brotli

from pipeline.archive.warc import Exchange

LARGEST = 1 << 25
"""Bytes of a decompressed body that are read: twice the largest page that a crawl takes."""
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def body_text(exchange: Exchange) -> str:
    """Return the body of a response as text; bytes that no encoding has become U+FFFD."""
    headers = {name.lower(): value for name, value in exchange.headers}
    body = _unpacked(exchange.body, headers.get(b"content-encoding", b"").strip().lower())
    stated = _CHARSET.search(headers.get(b"content-type", b"").decode("latin-1"))
    for encoding in filter(None, ("utf-8-sig", stated and stated[1], "cp1252")):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", "replace")


def _unpacked(body: bytes, encoding: bytes) -> bytes:
    """Return a body decompressed; as it is where it is not compressed as its header says."""
    try:
        if encoding in (b"gzip", b"x-gzip"):
            return zlib.decompressobj(wbits=31).decompress(body, LARGEST)
        if encoding == b"br":
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=LARGEST))
    except (zlib.error, brotli.error):
        pass
    return body
