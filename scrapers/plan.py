"""Plan what a crawl requests: boards and addresses, from arguments, boards.csv or an archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.archive.warc import Crawl
from pipeline.clock import now
from pipeline.config import load_settings
from pipeline.errors import UsageError
from pipeline.operate.crawls.archived_crawls import check_request
from pipeline.operate.crawls.boards import Board, list_name, own_boards


@dataclass(frozen=True, slots=True)
class Plan:
    """What to request, and when the crawl began (UTC).

    Either boards on a platform or start addresses. `options` are the spider's other arguments.
    """

    boards: tuple[Board, ...] = ()
    urls: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    at: datetime = field(default_factory=now)


def board_plan(platform: str, wanted: Sequence[str], options: Mapping[str, str]) -> Plan:
    """Return the plan of a live crawl of a platform: all its boards, or those in `wanted`.

    Raises UsageError for an unknown board, and where the platform has no boards.
    """
    settings = load_settings()
    listed = [b for b in own_boards(settings) if b.platform == platform]
    if not listed:
        raise UsageError(f"there is nothing to crawl: {list_name(settings)} has none of {platform}")
    return Plan(choose(listed, wanted, "boards.csv"), (), options, now())


def page_plan(urls: Sequence[str], options: Mapping[str, str]) -> Plan:
    """Return the plan of a live crawl that starts from addresses.

    Raises UsageError for a text that is not a web address, and for no addresses.
    """
    if not urls:
        raise UsageError("there is nothing to crawl: give addresses as urls=")
    return Plan((), tuple(map(web_address, urls)), options, now())


def replay_plan(
    source: tuple[str, str],
    wanted: Sequence[str],
    options: Mapping[str, str],
    crawls: Iterable[Crawl],
) -> Plan:
    """Return the plan of a replay: what every crawl of a source in the archive requested.

    `source` is its name and its platform. `options` override the archive's. The time is that of
    the last crawl. Raises UsageError where the archive has no crawl of the source.
    """
    name, platform = source
    mine = [crawl for crawl in crawls if crawl.source == name]
    if not mine:
        raise UsageError(f"the archive holds no crawl of {name}")
    for crawl in mine:
        check_request(crawl, "the archive")
    told = [board for crawl in mine for board in crawl.args.get("boards", ())]
    boards = {said["board"]: _board(platform, said) for said in told}
    urls = dict.fromkeys(url for crawl in mine for url in crawl.args.get("urls", ()))
    latest = max(mine, key=lambda crawl: crawl.at)
    chosen = choose(boards.values(), wanted, "the archive")
    return Plan(
        chosen, tuple(map(web_address, urls)), latest.args.get("options", {}) | options, latest.at
    )


def told(plan: Plan) -> dict[str, Any]:
    """Return a plan as an archive keeps it, JSON-compatible."""
    boards = [{"board": b.token, "company": b.company, "country": b.country} for b in plan.boards]
    return {"boards": boards, "urls": list(plan.urls), "options": dict(plan.options)}


def choose(boards: Iterable[Board], wanted: Sequence[str], where: str) -> tuple[Board, ...]:
    """Return the boards with a wanted token, or all; raise UsageError for an unknown token."""
    known = {board.token: board for board in boards}
    unknown = [token for token in wanted if token not in known]
    if unknown:
        raise UsageError(f"boards: {where} has no {', '.join(unknown)}; add a row to your boards")
    return tuple(known[token] for token in wanted) if wanted else tuple(known.values())


def web_address(url: str) -> str:
    """Return the address; raise UsageError where it is not a web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"urls: {url!r} is not a web address")
    return url


def _board(platform: str, said: Mapping[str, str]) -> Board:
    return Board(platform, said["board"], said.get("company", ""), said.get("country", ""))
