"""Stop a crawl that takes too much memory: by what it holds itself, now."""

import os
from pathlib import Path

from scrapy.extensions.memusage import MemoryUsage

_HELD = Path("/proc/self/statm")
_RESIDENT = 1  # the second figure: pages in memory


class MemoryLimit(MemoryUsage):
    """Scrapy's extension, told the memory in use.

    Scrapy asks for the peak, which a process on Linux inherits from the one that started it
    (getrusage(2), ru_maxrss): a crawl started by a large process would end before it begins.
    """

    def get_virtual_size(self) -> int:
        """Return the bytes in memory now; where the system does not say, the peak."""
        if not _HELD.exists():
            return super().get_virtual_size()
        return int(_HELD.read_text(encoding="ascii").split()[_RESIDENT]) * os.sysconf(
            "SC_PAGE_SIZE"
        )
