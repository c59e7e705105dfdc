"""The platform of each source that is crawled board by board, read from platforms.csv."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class SourcePlatform:
    """A source, and its platform: the source crawls the rows of the boards file for it."""

    source: str
    platform: str


def platform_of() -> Mapping[str, str]:
    """Return the platform by source. Sources that have no boards are left out."""
    return {row.source: row.platform for row in read_rules("platforms.csv", SourcePlatform)}
