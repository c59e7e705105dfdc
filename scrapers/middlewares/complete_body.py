"""Decompress a response, and refuse one that is truncated, empty, damaged or too large."""

import zlib

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response

from scrapers.middlewares.charset import reread

# Encodings that show their end: Scrapy accepts a truncated body of the others.
ACCEPTED = b"gzip, br"
UNREADABLE = (OSError, EOFError, zlib.error, brotli.error)


class EmptyBodyError(IgnoreRequest):
    """The body has no bytes."""


class TruncatedError(IgnoreRequest):
    """The end of the page is missing."""


class BadEncodingError(IgnoreRequest):
    """The body isn't compressed the way its header says."""


class TooLargeError(IgnoreRequest):
    """The page is larger than DOWNLOAD_MAXSIZE."""


class CompleteBody(HttpCompressionMiddleware):
    """Scrapy's decompression with a check of the end; a broken body is requested again.

    Raises EmptyBodyError, TruncatedError, BadEncodingError or TooLargeError for a page that
    can't be used.
    """

    def __init__(self, *, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self.crawler = crawler

    def process_request(self, request: Request) -> None:  # type: ignore[override]  # no spider
        """Ask for encodings that show their end."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(  # type: ignore[override]  # no spider
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return the decompressed response, or the request for a retry."""
        try:
            return self._whole(request, response)
        except (TruncatedError, BadEncodingError) as error:
            again = self._again(request, type(error).__name__)
            if again is None:
                raise
            return again

    def unpacked(self, request: Request, response: Response) -> Response:
        """Return a new response with the part of the body that can be decompressed.

        Raises TooLargeError and BadEncodingError.
        """
        encodings = response.headers.getlist("Content-Encoding")
        if not encodings:
            return response
        try:
            copy = response.replace(headers=response.headers.copy())
            read = super().process_response(request, copy)
        except IgnoreRequest as error:
            raise TooLargeError(str(error)) from error
        except UNREADABLE as error:
            raise BadEncodingError(f"not compressed as {encodings}: {error}") from error
        if not isinstance(read, Response):
            raise TypeError(f"{read!r} is not a response")
        return read

    def _whole(self, request: Request, response: Response) -> Response:
        packed, encodings = response.body, response.headers.getlist("Content-Encoding")
        read = self.unpacked(request, response)
        if 200 <= read.status < 300 and request.method == "GET":
            if not read.body:
                raise EmptyBodyError(f"status {read.status} with an empty body")
            if not (ended(encodings, packed, read.body) and closed(read)):
                raise TruncatedError("the end is missing")
        return reread(read)

    def _again(self, request: Request, reason: str) -> Request | None:
        spider, settings = self.crawler.spider, self.crawler.settings
        if spider is None or not settings.getbool("RETRY_ENABLED"):
            return None
        return get_retry_request(request, spider=spider, reason=reason, max_retry_times=1)


def ended(encodings: list[bytes], packed: bytes, body: bytes) -> bool:
    """Return whether a compressed body has its end; `body` is the decompressed one."""
    match [encoding.strip().lower() for encoding in encodings]:
        case [b"gzip" | b"x-gzip"]:
            # RFC 1952, 2.3.1: CRC and size of the uncompressed data are at the end.
            size = (len(body) & 0xFFFFFFFF).to_bytes(4, "little")
            return packed.endswith(zlib.crc32(body).to_bytes(4, "little") + size) or _gzip(packed)
        case [b"br"]:
            reader = brotli.Decompressor()
            reader.process(packed)
            return bool(reader.is_finished())
    return True


def _gzip(packed: bytes) -> bool:
    """Return whether every member of a gzip body ends; zeros may follow as padding."""
    while packed.strip(b"\0"):
        reader = zlib.decompressobj(wbits=31)
        try:
            reader.decompress(packed)
        except zlib.error:
            return False
        if not reader.eof:
            return False
        packed = reader.unused_data
    return True


def closed(response: Response) -> bool:
    """Return whether a page that opens <html> closes it or <body>: a truncated page does not."""
    if not isinstance(response, HtmlResponse):
        return True
    page = response.body.lower()
    return b"<html" not in page[:2000] or b"</html" in page or b"</body" in page
