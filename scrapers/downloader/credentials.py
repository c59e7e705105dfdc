"""Credentials (API keys) of the user: added when a request is sent, for one origin only.

So no archive, log or quarantined page holds a key, no redirect or retry sends it elsewhere, and a
replay needs no key. A request carries its credential in `meta`, under `CREDENTIAL`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from w3lib.url import add_or_replace_parameters

from pipeline.redaction import Redactor
from scrapers.downloader.addresses import PORTS

CREDENTIAL = "credential"
CAUSES = 10  # errors at most in a chain of `raise ... from`


class KeyWithheldError(IgnoreRequest):
    """A request with a key would have left the origin the key is for."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a source requires from the user: query parameters, headers, or both.

    It is sent only to the scheme, host and port of the address `origin`. Blank values are not
    sent. In a replay all values may be blank.
    """

    origin: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def complete(self) -> bool:
        """Whether every value is there."""
        return all(value for _name, value in self.values())

    def values(self) -> Iterator[tuple[str, str]]:
        """Yield each name with its value."""
        yield from self.query.items()
        yield from self.headers.items()

    def redactor(self) -> Redactor:
        """Return a redactor that removes the values from responses and texts."""
        return Redactor(self.values())

    def check(self, url: str) -> None:
        """Raise KeyWithheldError for an address outside the origin."""
        if origin(url) != origin(self.origin):
            raise KeyWithheldError(
                f"the key is for {self.origin} only, so the request was not sent"
            )


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address (RFC 6454, section 4)."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme)


def signed(request: Request, credential: Credential) -> Request:
    """Return the request, carrying the credential."""
    request.meta[CREDENTIAL] = credential
    return request


def as_sent(request: Request) -> Request:
    """Return the request with its credential, ready to send. Raises KeyWithheldError."""
    credential: Credential | None = request.meta.get(CREDENTIAL)
    if credential is None:
        return request
    credential.check(request.url)
    query = {name: value for name, value in credential.query.items() if value}
    sent = request.replace(url=add_or_replace_parameters(request.url, query))
    for name, value in credential.headers.items():
        if value:
            sent.headers[name] = value
    return sent


def as_asked(response: Response, request: Request, sent: Request) -> Response:
    """Return the response under the requested address; measured values of `sent` are kept."""
    if sent is request:
        return response
    request.meta.update(sent.meta)
    return response.replace(url=request.url)


def blot_out(error: Exception, request: Request) -> None:
    """Remove the keys from the message of an error, and from those of its causes."""
    credential: Credential | None = request.meta.get(CREDENTIAL)
    if credential is None:
        return
    redact = credential.redactor().text
    found: BaseException | None = error
    for _ in range(CAUSES):
        if found is None:
            return
        found.args = tuple(redact(a) if isinstance(a, str) else a for a in found.args)
        found = found.__cause__ or found.__context__
