"""Choose the boards of each source to crawl; leave out sources without any."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.archive.archive import Crawl
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.nearest import nearest
from pipeline.operate.crawls.boards import own_boards
from pipeline.rules.sources import platform_of

WHOLE = ("",)
"""Stands for the boards of a source without boards, which is asked as a whole."""


@dataclass(slots=True)
class BoardChoice:
    """The tokens of the boards to ask, by source, and why other sources are not asked."""

    boards: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unasked: dict[str, str] = field(default_factory=dict)


def listed_boards(settings: Settings, sources: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the boards of each source in the user's boards file, or in the shipped one.

    Raises InputError with the row of an unknown platform.
    """
    platforms = platform_of()
    listed = own_boards(settings, frozenset(platforms.values()))
    return {
        name: tuple(b.token for b in listed if b.platform == platforms[name])
        if name in platforms
        else WHOLE
        for name in sources
    }


def archived_boards(crawls: Iterable[Crawl], sources: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the boards that the crawls in an archive asked for, by source."""
    found: dict[str, dict[str, None]] = {name: {} for name in sources}
    for crawl in crawls:
        for board in crawl.args.get("boards", ()):
            if isinstance(board, Mapping) and board.get("board"):
                found.setdefault(crawl.source, {})[str(board["board"])] = None
    return {name: tuple(boards) or WHOLE for name, boards in found.items()}


def choose_boards(
    listed: Mapping[str, Sequence[str]], wanted: Sequence[str], where: str
) -> BoardChoice:
    """Return the boards to ask of each source in `listed`: all, or those `wanted`.

    A wanted board is asked in every source that has it. Raises UsageError for a board that no
    source has, and where there is nothing to ask.
    """
    everywhere = {token for tokens in listed.values() for token in tokens}
    for token in wanted:
        if token not in everywhere:
            raise UsageError(f"boards: {where} has no {token}{_hint(token, everywhere, listed)}")
    asked = BoardChoice()
    for name, tokens in listed.items():
        if mine := tuple(token for token in (wanted or tokens) if token in tokens):
            asked.boards[name] = mine
        else:
            asked.unasked[name] = (
                "it has none of the boards asked for" if tokens else f"{where} has none of {name}"
            )
    if not asked.boards:
        raise UsageError(f"there is nothing to crawl: {'; '.join(asked.unasked.values())}")
    return asked


def tokens(boards: str) -> tuple[str, ...]:
    """Return the tokens of `--boards A,B`."""
    return tuple(dict.fromkeys(boards.replace(",", " ").split()))


def _hint(token: str, everywhere: Iterable[str], listed: Mapping[str, Sequence[str]]) -> str:
    if near := nearest(token, everywhere):
        return f"; did you mean {near!r}?"
    return f" of {', '.join(listed)}: add a row to your boards"
