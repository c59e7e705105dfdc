"""Keys of the user's: added as a request is sent, to the one origin they are for.

So no archive, log or quarantined page holds them, no redirect or retry takes them elsewhere, and a
replay needs none. A request carries its credential in `meta`, under `CREDENTIAL`.
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
CAUSES = 10  # errors in a row that were raised one from the other


class KeyWithheldError(IgnoreRequest):
    """A request with a key would have left the origin the key is for."""


@dataclass(frozen=True, slots=True)
class Credential:
    """What a source wants of the user: parameters of the query, headers, or both.

    `origin` is the address whose scheme, host and port it may be sent to. Blank values are sent
    nowhere; in a replay all of them may be blank.
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
        """Return what takes the values out of what comes back."""
        return Redactor(self.values())

    def check(self, url: str) -> None:
        """Raise KeyWithheldError for an address outside the origin."""
        if origin(url) != origin(self.origin):
            raise KeyWithheldError(f"the key is for {self.origin} alone, so nothing was asked")


def origin(url: str) -> tuple[str, str, int | None]:
    """Return scheme, host and port of an address (RFC 6454, section 4)."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme)


def signed(request: Request, credential: Credential) -> Request:
    """Return the request, carrying the credential."""
    request.meta[CREDENTIAL] = credential
    return request


def as_sent(request: Request) -> Request:
    """Return the request as it is to be sent. Raises KeyWithheldError."""
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
    """Return the response under the address that was asked for; what was measured goes along."""
    if sent is request:
        return response
    request.meta.update(sent.meta)
    return response.replace(url=request.url)


def blot_out(error: Exception, request: Request) -> None:
    """Take the keys out of an error's words, and of those it was raised from."""
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
