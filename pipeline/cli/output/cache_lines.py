"""Say how the caches of a command were used, for `--debug`."""

from pipeline.caches import CacheUse, cache_use
from pipeline.cli.output.show import say

HEAD = ("cache", "entries", "of", "hits", "misses", "hit rate")


def say_cache_use() -> None:
    """Say the use of each cache that was called in this process, on stderr.

    Worker processes have caches of their own, which are not counted.
    """
    rows = [_cells(use) for use in cache_use() if use.hits or use.misses]
    if rows:
        widths = [max(map(len, column)) for column in zip(HEAD, *rows, strict=True)]
        for row in (HEAD, *rows):
            cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            say("  ".join([row[0].ljust(widths[0]), *cells]))


def _cells(use: CacheUse) -> tuple[str, ...]:
    size = "any" if use.size is None else f"{use.size:,}"
    counts = (f"{n:,}" for n in (use.hits, use.misses))
    return (use.name, f"{use.entries:,}", size, *counts, f"{use.hit_rate:.0%}")
