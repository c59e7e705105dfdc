"""Give each failure of a request a stable code, independent of the error's message."""

from json import JSONDecodeError
from typing import NamedTuple

from scrapy import exceptions as scrapy
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.downloader.addresses import ForbiddenAddressError
from scrapers.downloader.closing import CrawlEndsError
from scrapers.downloader.credentials import KeyWithheldError
from scrapers.downloader.host_throttle import REFUSED, DeferredError
from scrapers.downloader.replay import NotInArchiveError
from scrapers.middlewares.challenge import ChallengeError
from scrapers.middlewares.complete_body import (
    BadEncodingError,
    EmptyBodyError,
    TooLargeError,
    TruncatedError,
)
from scrapers.middlewares.robots import RobotsError, RobotsForbidError
from scrapers.readers.json_text import UnreadableJsonError
from scrapers.readers.xml_text import UnreadableXmlError


class UnreachableError(scrapy.DownloadFailedError):
    """The host cannot be reached."""


class Fault(NamedTuple):
    """The failure of a request: its code, a message, and whether the site refused it."""

    code: str
    words: str
    refused: bool = False


# The first that matches names the fault.
CODES: tuple[tuple[type[BaseException], str], ...] = (
    (ChallengeError, "challenge"),
    (DeferredError, "deferred"),
    (CrawlEndsError, "ended"),
    (RobotsError, "robots"),
    (ForbiddenAddressError, "ssrf_blocked"),
    (KeyWithheldError, "key_withheld"),
    (NotInArchiveError, "not_archived"),
    (EmptyBodyError, "empty"),
    (TruncatedError, "truncated"),
    (scrapy.ResponseDataLossError, "truncated"),
    (BadEncodingError, "bad_encoding"),
    (TooLargeError, "too_large"),
    (scrapy.DownloadCancelledError, "too_large"),
    (scrapy.CannotResolveHostError, "dns"),
    (UnreachableError, "unreachable"),
    (scrapy.DownloadConnectionRefusedError, "connection_refused"),
    (scrapy.DownloadTimeoutError, "timeout"),
    (scrapy.DownloadFailedError, "connection_lost"),
    (scrapy.UnsupportedURLSchemeError, "scheme"),
    (scrapy.NotSupported, "scheme"),
    (UnreadableJsonError, "unreadable_json"),
    (JSONDecodeError, "unreadable_json"),
    (UnreadableXmlError, "unreadable_xml"),
)
# The site, or what it asks of crawlers, refuses the request.
REFUSALS = (ChallengeError, DeferredError, RobotsForbidError)
# Pages that arrived and can't be used: they are in quarantine.
UNUSABLE = {
    *("challenge", "empty", "truncated", "bad_encoding", "too_large", "ssrf_blocked"),
    *("unreadable_json", "unreadable_xml", "wrong_type", "unreadable_page"),
}


def fault(error: BaseException | None) -> Fault:
    """Return the fault of a request that got no usable answer."""
    words = str(error) or type(error).__name__
    if isinstance(error, HttpError):
        status = error.response.status
        return Fault(f"http_{status}", f"HTTP {status}", status in REFUSED)
    if isinstance(error, RobotsError) and error.__cause__ is not None:
        return fault(error.__cause__)._replace(words=words)
    if isinstance(error, scrapy.DownloadFailedError) and "SSL" in words:
        return Fault("tls", words)
    if str(error) == "max redirections reached":  # Scrapy has no class for it
        return Fault("redirect_loop", words)
    code = next((code for kind, code in CODES if isinstance(error, kind)), "failed")
    return Fault(code, words, isinstance(error, REFUSALS))


def page_fault(error: BaseException, body: bytes) -> Fault:
    """Return the fault of a page that its reader failed on with `error`; `body` is the page."""
    code = next((code for kind, code in CODES if isinstance(error, kind)), "unreadable_page")
    if code == "unreadable_json" and body.lstrip().startswith(b"<"):
        code = "wrong_type"  # HTML where JSON was promised
    return Fault(code, f"{type(error).__name__}: {error}")
