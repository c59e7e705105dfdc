"""Say where `make test` keeps its files: on a disk in memory, where there is one with room.

A commit waits milliseconds for a real disk, and the tests make thousands. `make proof` uses the
usual folder: its kills and outages meet a real disk. `python -m tests.support.memory_disk`.
"""

import os
import sys

ROOM = 4 * 1024**3
# Tests start programs that they write, and make devices.
FORBIDS = os.ST_NOEXEC | os.ST_NODEV if sys.platform == "linux" else 0


def folder(disk: str = "/dev/shm", room: int = ROOM) -> str:  # noqa: S108  # it is shared, as /tmp is
    """Return the folder for temporary files: TMPDIR if it is set, "" for the usual one."""
    if chosen := os.environ.get("TMPDIR"):
        return chosen
    try:
        found = os.statvfs(disk)
    except OSError:
        return ""
    fits = found.f_bavail * found.f_frsize >= room and not found.f_flag & FORBIDS
    return disk if fits else ""


if __name__ == "__main__":
    sys.stdout.write(folder())
