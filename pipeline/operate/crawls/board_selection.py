"""Which boards of each source a run asks for, and which sources it leaves out for want of any."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.archive.archive import Crawl
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.operate.crawls.boards import load_boards
from pipeline.rules.platforms import platform_of

WHOLE = ("",)
"""The boards of a source that has none: it is asked as a whole."""


@dataclass(slots=True)
class Asked:
    """The boards to ask of each source, by token, and why a source is not asked at all."""

    boards: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unasked: dict[str, str] = field(default_factory=dict)


def listed_boards(settings: Settings, sources: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the boards that the user's boards file, or the shipped one, has for each source.

    Raises InputError naming the row of a platform that nobody knows.
    """
    platforms = platform_of()
    listed = load_boards(settings.boards, frozenset(platforms.values()))
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
        for said in crawl.args.get("boards", ()):
            if isinstance(said, Mapping) and said.get("board"):
                found.setdefault(crawl.source, {})[str(said["board"])] = None
    return {name: tuple(boards) or WHOLE for name, boards in found.items()}


def choose_boards(listed: Mapping[str, Sequence[str]], wanted: Sequence[str], where: str) -> Asked:
    """Return which boards of each source in `listed` are asked: all, or those `wanted`.

    A board is taken from every source that has it. Raises UsageError for one that none has, and
    where nothing is left to ask.
    """
    everywhere = {token for tokens in listed.values() for token in tokens}
    for token in wanted:
        if token not in everywhere:
            raise UsageError(f"boards: {where} has no {token}{_hint(token, everywhere, listed)}")
    asked = Asked()
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
    near = difflib.get_close_matches(token, sorted(everywhere), 1)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f" of {', '.join(listed)}: add a row to your boards"
