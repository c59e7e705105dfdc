"""The sources and what is known of each, read from sources/NAME.toml."""

from collections.abc import Mapping
from typing import Any

from pipeline.caches import cached_file
from pipeline.rules.rows.sources import ApplyPlatform, Expectation, RequisitionKey, Source
from pipeline.rules.rulebook import RulesError, rule_folder
from pipeline.rules.source_files import SourceFile, read_sources


def all_sources() -> dict[str, Source]:
    """Return every known source by name, alphabetically."""
    return {name: file.source for name, file in _read().items()}


def source_named(name: str) -> Source | None:
    """Return a source; None where its name is unknown."""
    file = _read().get(name)
    return file.source if file else None


def platform_of() -> Mapping[str, str]:
    """Return the platform by source. Sources that have no boards are left out."""
    return {name: source.platform for name, source in all_sources().items() if source.platform}


def expectations() -> tuple[Expectation, ...]:
    """Return the gates of all sources."""
    return _tables("expectations")


def requisition_keys() -> tuple[RequisitionKey, ...]:
    """Return where the records of sources have the employer's number of a job."""
    return _tables("requisition_keys")


def apply_addresses() -> tuple[ApplyPlatform, ...]:
    """Return how the addresses of platforms name a job."""
    return _tables("apply_addresses")


def _tables(name: str) -> tuple[Any, ...]:
    return tuple(row for file in _read().values() for row in file.tables[name])


@cached_file
def _read() -> dict[str, SourceFile]:
    found, faults = read_sources(rule_folder("sources"))
    if faults:
        raise RulesError(*faults)
    return found
