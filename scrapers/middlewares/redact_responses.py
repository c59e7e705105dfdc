"""Replace our own keys in responses, before they are archived and read."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from pipeline.redaction import Redactor
from scrapers.downloader.credentials import CREDENTIAL, Credential
from scrapers.downloader.replay import REDACTED
from scrapers.middlewares.complete_body import BadEncodingError, CompleteBody


class RedactResponses:
    """Removes each key that the crawl has sent from every later response: headers and body.

    A site may repeat a key in a redirect, an error page or its records. A body with a key is kept
    decompressed; any other stays as received.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.unpacker = CompleteBody(crawler=crawler)
        self.sent: dict[str, Redactor] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Remember the key of a request."""
        credential: Credential | None = request.meta.get(CREDENTIAL)
        if credential is not None and credential.origin not in self.sent:
            self.sent[credential.origin] = credential.redactor()

    def process_response(self, request: Request, response: Response) -> Response:
        """Return the response without keys, flagged where a key was replaced.

        Raises TooLargeError and BadEncodingError for a body that can't be searched.
        """
        for redactor in self.sent.values():
            response = self._redacted(redactor, request, response)
        return response

    def _redacted(self, redactor: Redactor, request: Request, response: Response) -> Response:
        read = self._read(request, response)
        body, headers = redactor.body(read.body), _headers(redactor, read.headers)
        if body is read.body:
            headers = _headers(redactor, response.headers)
            if headers == response.headers:
                return response
            read, body = response, response.body
        elif "Content-Length" in headers:
            headers["Content-Length"] = str(len(body))
        flags = [*(flag for flag in response.flags if flag != REDACTED), REDACTED]
        return read.replace(headers=headers, body=body, flags=flags)

    def _read(self, request: Request, response: Response) -> Response:
        read = self.unpacker.unpacked(request, response)
        left = [name for name in read.headers.getlist("Content-Encoding") if name != b"identity"]
        if left and read.body:
            raise BadEncodingError(f"compressed as {left}, which can't be searched for our key")
        return read


def _headers(redactor: Redactor, headers: Headers) -> Headers:
    redacted = Headers()
    for name, values in headers.items():
        redacted.setlist(name, [redactor.body(value) for value in values])
    return redacted
