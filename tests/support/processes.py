"""Which processes of a test's own are still there."""

import os
import time
from pathlib import Path


def ended(group, within=20.0):
    """Return whether a process group comes to an end within so many seconds."""
    until = time.monotonic() + within
    while _runs(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def children(parent):
    """Return the processes that a process has started and that are still there."""
    return [pid for pid, state, ppid, _group in _listed() if ppid == parent and state != "Z"]


def _runs(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    states = [state for _pid, state, _ppid, theirs in _listed() if theirs == group]
    return not states or any(state != "Z" for state in states)


def _listed():
    """Yield of each process: number, state, parent, group.

    One in state Z has ended, and nobody has asked how.
    """
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        yield int(stat.parent.name), state, int(parent), int(group)
