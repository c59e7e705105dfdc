"""Read a saved response by a spider.

`python -m tools.read_saved SOURCE FILE URL [BOARD [LISTING LISTING_URL]]` prints JSON lines: each
posting raw and cleaned, each further request, each refused record. LISTING is the saved page that
asks for the response.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.responsetypes import responsetypes
from twisted.python.failure import Failure

from models.raw import RawPosting
from pipeline.clean.engine import clean
from pipeline.errors import InputError, PaybandError
from pipeline.operate.crawls.boards import Board
from pipeline.visible import one_line, visible_json
from scrapers.base import UNREADABLE, BaseJobSpider
from scrapers.middlewares.charset import reread
from scrapers.sources import all_spiders


def saved(file: Path, asked: Request) -> Response:
    """Return a file as the response to a request, with the file's time. Raises InputError."""
    try:
        body = file.read_bytes()
        at = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    kind = responsetypes.from_args(url=asked.url, filename=file.name, body=body)
    asked.meta["fetched_at"] = at
    return reread(kind(asked.url, body=body, request=asked))


def asked_by(listing: Response, spider: BaseJobSpider, url: str) -> Request:
    """Return the request for `url` that a spider makes from a listing, with the listing's board.

    Raises InputError where it makes none.
    """
    requests = [found for found in _found(spider, listing) if isinstance(found, Request)]
    for request in requests:
        if request.url == url:
            return request.replace(meta={**request.meta, "board": listing.meta["board"]})
    others = ", ".join(request.url for request in requests) or "nothing"
    raise InputError(f"{listing.url}: does not ask for {url}; it asks for {others}")


def answered(spider: BaseJobSpider, request: Request, response: Response) -> Iterator[Any]:
    """Return what a spider makes of the response to a request that it made before."""
    reader = getattr(spider, getattr(request.callback, "__name__", "parse"))
    return iter(reader(response, **request.cb_kwargs))


def read(spider: BaseJobSpider, response: Response) -> Iterator[dict[str, Any]]:
    """Yield a spider's results for a response. Raises InputError if its reader raises."""
    for found in _found(spider, response):
        yield posting(found) if isinstance(found, RawPosting) else asked(found)
    for refused in spider.crawl_stats.refusals:
        yield {"refused": {key: refused[key] for key in ("reason", "detail", "record")}}
    for board_stats in spider.crawl_stats.boards.values():
        if board_stats.ruled_out:
            yield {"ruled_out": dict(board_stats.ruled_out)}


def _found(spider: BaseJobSpider, response: Response) -> Iterator[RawPosting | Request]:
    try:
        yield from answered(spider, response.request or Request(response.url), response)
    except UNREADABLE as error:
        raise InputError(f"{response.url}: {type(error).__name__}: {error}") from error


def asked(request: Request) -> dict[str, Any]:
    """Return a request, with the postings that replace its page if that fails."""
    if request.errback is None:
        return {"asks": request.url}
    failure = Failure(IgnoreRequest("nothing is asked for"))  # type: ignore[no-untyped-call]  # Twisted has no types
    without = request.errback(failure)
    return {"asks": request.url, "without_it": [posting(raw) for raw in without]}


def posting(raw: RawPosting) -> dict[str, Any]:
    """Return a posting raw and cleaned, without empty values."""
    cleaned = clean(raw)
    return {
        "raw": _said(asdict(raw)),
        "cleaned": _said(asdict(cleaned.posting)),
        "bands": [_said(asdict(band)) for band in cleaned.bands],
        "issues": [_said(asdict(issue)) for issue in cleaned.issues],
    }


def _said(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in ("", (), {}, None)}


def main(source: str, file: str, url: str, *more: str) -> int:
    """Print the results of a file; return the exit code."""
    board, listing, listing_url = (*more, "", "", "")[:3]
    indent = 2 if sys.stdout.isatty() else None  # a person reads a posting line by line
    try:
        kind = all_spiders()[source]
        request = Request(url, meta={"board": Board(kind.platform, board)})
        if listing:
            page = saved(Path(listing), request.replace(url=listing_url))
            request = asked_by(page, kind(), url)
        for line in read(kind(), saved(Path(file), request)):
            print(
                visible_json(json.dumps(line, ensure_ascii=False, default=str, indent=indent))
            )  # its output
    except PaybandError as error:
        print(one_line(f"payband: {error}"), file=sys.stderr)  # as the command line does
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
