"""The request of a run. This module imports little, so that a refused run ends at once."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.filters.filters import NONE, Filters


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run is asked to do. Without `sources`: those of the archive, or those that are on.

    `filters` choose what is exported and reported; boards are crawled whole.
    `due`: of the sources that are on, those that are due by their cadence.
    Without `publish` the export and the report stay as they are.
    """

    sources: tuple[str, ...] = ()
    replay: Path | None = None
    boards: str = ""
    urls: str = ""
    limit: int | None = None
    since: date | None = None
    force: bool = False
    collect_only: bool = False
    publish: bool = True
    accept_drop: bool = False
    follow: str = ""
    filters: Filters = NONE
    due: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether only a part of each source is asked for; gates do not judge a part."""
        return bool(self.boards or self.urls or self.limit or self.since)
