"""Which sources a run crawls, and at what time it counts as begun."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from models.types import utc_text
from pipeline.clock import now
from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.operate.archived_order import check_order
from pipeline.operate.identity import user_agent
from pipeline.rules.sources import all_sources
from pipeline.store.archive import crawls_in
from pipeline.store.runs import too_soon


@dataclass(frozen=True, slots=True)
class Choice:
    """The sources to crawl, those passed over with the reason, and the run's time."""

    sources: tuple[str, ...]
    at: datetime
    skipped: Mapping[str, str] = field(default_factory=dict)


def choose(
    engine: Engine,
    settings: Settings,
    wanted: tuple[str, ...],
    replay: Path | None,
    *,
    force: bool = False,
) -> Choice:
    """Return what to crawl; raise UsageError for an unknown source or a missing contact."""
    check_known(wanted, "sources")
    if replay is not None:
        return _from_archive(replay, wanted)
    user_agent(settings.contact)
    return _live(engine, settings, wanted, force=force)


def check_known(wanted: Iterable[str], where: str) -> None:
    """Raise UsageError for a source nobody knows."""
    known = all_sources()
    for name in wanted:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(known)}"
            raise UsageError(f"{where}: there is no source {name!r}{hint}")


def _from_archive(replay: Path, wanted: tuple[str, ...]) -> Choice:
    crawls = crawls_in(replay)
    held = tuple(dict.fromkeys(crawl.source for crawl in crawls))
    check_known(held, str(replay))
    for crawl in crawls:
        check_order(crawl, str(replay))
    absent = [name for name in wanted if name not in held]
    if absent or not held:
        raise UsageError(f"{replay} holds no crawl of {', '.join(absent) or 'any source'}")
    return Choice(wanted or held, min(crawl.at for crawl in crawls))


def _live(engine: Engine, settings: Settings, wanted: tuple[str, ...], *, force: bool) -> Choice:
    at = now()
    check_known(settings.sources, "sources in the configuration")
    on = [name for name, row in all_sources().items() if row.default == "on"]
    names = wanted or tuple(settings.sources) or tuple(on)
    skipped = {} if force else _not_due(engine, names, at)
    return Choice(tuple(n for n in names if n not in skipped), at, skipped)


def _not_due(engine: Engine, names: Iterable[str], at: datetime) -> dict[str, str]:
    skipped = {}
    for name in names:
        hours = all_sources()[name].min_interval_hours
        last = too_soon(engine, name, hours, at)
        if last is not None:
            skipped[name] = f"crawled at {utc_text(last)}; its interval is {hours} h (--force)"
    return skipped
