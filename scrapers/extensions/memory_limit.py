"""Stop a crawl that uses too much memory, measured as its current resident memory."""

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_HELD = Path("/proc/self/statm")
_RESIDENT = 1  # the second number of /proc/self/statm: pages in memory


class MemoryLimit(MemoryUsage):
    """Scrapy's extension, with the current memory in place of the peak.

    Scrapy reads the peak. On Linux a process inherits the peak of the process that started it
    (getrusage(2), ru_maxrss), so a crawl started by a large process would end at once.
    """

    def get_virtual_size(self) -> int:
        """Return the bytes in memory now; the peak where the system does not report it."""
        if not _HELD.exists():
            return super().get_virtual_size()
        return int(_HELD.read_text(encoding="ascii").split()[_RESIDENT]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
