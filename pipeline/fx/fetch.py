"""Download one small file that Payband itself needs. Scrapy crawls the job boards."""

from concurrent.futures import Future
from http.client import HTTPException, HTTPResponse
from threading import Thread
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipeline.errors import PaybandError

_PATIENCE = 30  # seconds without a byte
_CHUNK = 64 * 1024


class _NoRedirect(HTTPRedirectHandler):
    """Treat a redirect as an error: it could lead anywhere, even into a private network."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        """Return None, so that no redirect is followed."""


def fetch(url: str, *, agent: str, largest: int, seconds: float = 120) -> bytes:
    """Return the bytes that an http(s) address answers with, as sent.

    Raises PaybandError for an error status, a redirect, more than `largest` bytes, an
    answer that takes longer than `seconds`, and a site that can't be reached.
    """
    answer: Future[bytes] = Future()
    Thread(target=_answer, args=(answer, url, agent, largest), daemon=True).start()
    try:
        return answer.result(max(seconds, 0))
    except TimeoutError:
        raise PaybandError(f"{url}: takes too long") from None


def _answer(answer: "Future[bytes]", url: str, agent: str, largest: int) -> None:
    """Download on a thread that the caller may abandon: a slow server can delay every read."""
    try:
        answer.set_result(_ask(url, agent, largest))
    except BaseException as error:  # noqa: BLE001  # the caller's thread raises it
        answer.set_exception(error)


def _ask(url: str, agent: str, largest: int) -> bytes:
    request = Request(url, headers={"User-Agent": agent})  # noqa: S310  # the address is ours
    try:
        with build_opener(_NoRedirect).open(request, timeout=_PATIENCE) as response:
            return _read(response, url, largest)
    except HTTPError as error:
        with error:
            raise PaybandError(f"{url}: answers {error.code} {error.reason}") from None
    except (OSError, HTTPException) as error:
        raise PaybandError(f"{url}: cannot be fetched: {error}") from None


def _read(response: HTTPResponse, url: str, largest: int) -> bytes:
    content = bytearray()
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > largest:
            raise PaybandError(f"{url}: is larger than {largest // 1024**2} MB")
    return bytes(content)
