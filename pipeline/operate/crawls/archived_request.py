"""Validate the request of a crawl that an archive states: archives are not trusted."""

from collections.abc import Mapping
from typing import Any
from unicodedata import category

from pipeline.archive.warc import Crawl
from pipeline.errors import UsageError
from pipeline.operate.crawls.spider_arguments import read_options


def check_order(crawl: Crawl, where: str) -> None:
    """Raise UsageError where a crawl's request is not as `ArchiveWriter.info` writes it.

    `where` names the archive. `boards` is a list of objects with text values, each with a `board`.
    `urls` is a list of texts. `options` are those of spider_arguments.
    """
    where = f"{where}, the request of {crawl.source!r}"
    for number, board in enumerate(_list(crawl.args, "boards", where), 1):
        _check_board(board, f"{where}: board {number}")
    for url in _list(crawl.args, "urls", where):
        if not _is_word(url):
            raise UsageError(f"{where}: urls: {url!r} is not a web address")
    options = crawl.args.get("options", {})
    if not isinstance(options, Mapping):
        raise UsageError(f"{where}: options: {options!r} is no record of texts")
    read_options(options, where)


def is_token(text: str) -> bool:
    """Return whether a text can be a board's token: one word that can be part of a URL path."""
    return _is_word(text) and not any(c in "/?#%:" for c in text)


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
        if not isinstance(value, str) or _has_control(value):
            raise UsageError(f"{where}: {name}: {value!r} is no text on one line")
    if not is_token(board["board"]):
        raise UsageError(f"{where}: {board['board']!r} is no board's token")


def _is_word(text: Any) -> bool:
    """Return whether a value is a text of one word, without control characters."""
    return isinstance(text, str) and text.split() == [text] and not _has_control(text)


def _has_control(text: str) -> bool:
    return any(category(c) == "Cc" for c in text)
