"""Validate what an archive states about its crawls, time and request: archives are not trusted."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.archive.warc import Crawl
from pipeline.clock import doubtful
from pipeline.errors import InputError, UsageError
from pipeline.operate.crawls.boards import is_token
from pipeline.operate.crawls.spider_arguments import read_options
from pipeline.visible import has_control, is_word


def check_times(crawls: Iterable[Crawl], archive: Path) -> None:
    """Raise InputError for a crawl with an impossible time (pipeline/clock.py)."""
    for crawl in crawls:
        if words := doubtful(crawl.at):
            raise InputError(f"{archive}: its crawl of {crawl.source} is {words}")


def check_request(crawl: Crawl, where: str) -> None:
    """Raise UsageError where a crawl's request is not as `ArchiveWriter.info` writes it.

    `where` names the archive. `boards` is a list of objects with text values, each with a `board`.
    `urls` is a list of texts. `options` are those of spider_arguments.
    """
    where = f"{where}, the request of {crawl.source!r}"
    for number, board in enumerate(_list(crawl.args, "boards", where), 1):
        _check_board(board, f"{where}: board {number}")
    for url in _list(crawl.args, "urls", where):
        if not isinstance(url, str) or not is_word(url):
            raise UsageError(f"{where}: urls: {url!r} is not a web address")
    options = crawl.args.get("options", {})
    if not isinstance(options, Mapping):
        raise UsageError(f"{where}: options: {options!r} is no record of texts")
    read_options(options, where)


def _list(args: Mapping[str, Any], name: str, where: str) -> list[Any]:
    values = args.get(name, [])
    if not isinstance(values, list):
        raise UsageError(f"{where}: {name}: {values!r} is no list")
    return values


def _check_board(board: Any, where: str) -> None:
    if not isinstance(board, Mapping) or "board" not in board:
        raise UsageError(f"{where}: {board!r} is no record with a board")
    for name in ("board", "company", "country"):
        value = board.get(name, "")
        if not isinstance(value, str) or has_control(value):
            raise UsageError(f"{where}: {name}: {value!r} is no text on one line")
    if not is_token(board["board"]):
        raise UsageError(f"{where}: {board['board']!r} is no board's token")
