"""Which sources are asked board by board, read from platforms.csv."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.rules.rulebook import read_rules


@dataclass(frozen=True, slots=True)
class SourcePlatform:
    """A source, and the platform whose rows of the boards file it asks for."""

    source: str
    platform: str


def platform_of() -> Mapping[str, str]:
    """Return the platform of each source that is asked board by board; no other is in it."""
    return {row.source: row.platform for row in read_rules("platforms.csv", SourcePlatform)}
