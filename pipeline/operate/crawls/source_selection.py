"""Choose the sources that a run crawls, and the time of the run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

from models.value_text import utc_text
from pipeline.archive.archive import crawls_in
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.identity import user_agent
from pipeline.nearest import hint
from pipeline.operate.crawls.archived_crawls import check_request, check_times
from pipeline.operate.crawls.board_selection import (
    BoardChoice,
    archived_boards,
    choose_boards,
    listed_boards,
    tokens,
)
from pipeline.operate.crawls.boards import list_name
from pipeline.operate.run_request import RunRequest
from pipeline.rules.sources import all_sources
from pipeline.store.runs.runs import boards_read

SPIDERS = Path(__file__).resolve().parents[3] / "scrapers" / "spiders"


@dataclass(frozen=True, slots=True)
class Choice:
    """The sources to crawl, the others with the reason, and the time of the run (UTC).

    `skipped` are not due yet. `unasked` have no board to ask. `boards` has the boards to ask, for
    sources where not all are asked. For these, `seen_since` has when the first of the other boards
    was read (UTC), if those were read completely within the source's interval.
    """

    sources: tuple[str, ...]
    at: datetime
    skipped: Mapping[str, str] = field(default_factory=dict)
    unasked: Mapping[str, str] = field(default_factory=dict)
    boards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seen_since: Mapping[str, datetime] = field(default_factory=dict)


def selection(settings: Settings, order: RunRequest) -> Callable[[Engine], Choice]:
    """Return a function that chooses what to crawl, once the store is open.

    All that may be refused is checked before, so that a refused run makes no database. Raises
    UsageError for an unknown source or board, and for a missing contact; InputError for an archive
    that cannot be replayed.
    """
    check_known(order.sources, "sources")
    if order.replay is not None:
        archived = _from_archive(order.replay, order)
        return lambda _engine: archived
    user_agent(settings.contact)
    names = order.sources or sources_on(settings)
    wanted = tokens(order.boards)
    asked = choose_boards(listed_boards(settings, names), wanted, list_name(settings))
    return lambda engine: _live(engine, order, asked)


def check_known(wanted: Iterable[str], where: str) -> None:
    """Raise UsageError for an unknown source."""
    known = all_sources()
    for name in wanted:
        if name not in known:
            unknown = f"{where}: there is no source {name!r}; {hint(name, known)}"
            raise UsageError(_without_rules(name) or unknown)


def _without_rules(name: str) -> str:
    """Return that a spider has no file of rules; "" for a name of no spider."""
    own = name.isidentifier() and not name.startswith("_")
    if not own or not (SPIDERS / f"{name}.py").is_file():
        return ""
    return f"scrapers/spiders/{name}.py has no pipeline/rules/sources/{name}.toml: write that too"


def _from_archive(replay: Path, order: RunRequest) -> Choice:
    crawls = crawls_in(replay)
    held = tuple(dict.fromkeys(crawl.source for crawl in crawls))
    check_known(held, str(replay))
    for crawl in crawls:
        check_request(crawl, str(replay))
    absent = [name for name in order.sources if name not in held]
    if absent or not held:
        raise UsageError(f"{replay} holds no crawl of {', '.join(absent) or 'any source'}")
    check_times(crawls, replay)
    wanted = tokens(order.boards)
    asked = choose_boards(archived_boards(crawls, order.sources or held), wanted, "the archive")
    return Choice(
        tuple(asked.boards),
        min(crawl.at for crawl in crawls),
        unasked=asked.unasked,
        boards=asked.boards if wanted else {},
    )


def sources_on(settings: Settings) -> tuple[str, ...]:
    """Return the sources of the configuration, or else those that are on by default.

    Raises UsageError for an unknown source in the configuration.
    """
    check_known(settings.sources, "sources in the configuration")
    on = tuple(name for name, row in all_sources().items() if row.default == "on")
    return tuple(settings.sources) or on


def _live(engine: Engine, order: RunRequest, asked: BoardChoice) -> Choice:
    at = now()
    due = _Due(at, boards=dict(asked.boards) if tokens(order.boards) else {})
    for name, boards in asked.boards.items():
        if not (order.force or order.accept_drop):
            due.look(name, boards, boards_read(engine, name, _interval(name), at))
    sources = tuple(name for name in asked.boards if name not in due.skipped)
    return Choice(sources, at, due.skipped, asked.unasked, due.boards, due.seen_since)


def _interval(source: str) -> timedelta:
    return timedelta(hours=all_sources()[source].min_interval_hours)


@dataclass(slots=True)
class _Due:
    """Which boards are due: those that were not read completely within the interval."""

    at: datetime
    boards: dict[str, tuple[str, ...]]
    skipped: dict[str, str] = field(default_factory=dict)
    seen_since: dict[str, datetime] = field(default_factory=dict)

    def look(self, source: str, boards: Sequence[str], read: Mapping[str, datetime]) -> None:
        """Sort a source's boards into due and not due; `read` has when each was complete."""
        rest = [read[board] for board in boards if board in read]
        due = tuple(board for board in boards if board not in read)
        if rest and due:
            self.boards[source], self.seen_since[source] = due, min(rest)
        elif rest:
            hours = all_sources()[source].min_interval_hours
            last, following = max(rest), min(rest) + timedelta(hours=hours)
            self.skipped[source] = (
                f"crawled at {utc_text(last)}; its interval is {hours} h: "
                f"next at {utc_text(following)} (--force)"
            )
