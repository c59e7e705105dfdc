"""Run one bench for the table of all: its output passes through, and it ends in its time."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import FILE, figures

GRACE = 20
"""Seconds that a bench has to stop its servers once its time is over."""


def run_bench(bench, words, minutes):
    """Run a bench; return its figures by name, and why it did not end well (empty where it did).

    A bench that reports a missed goal by its exit code ended well: its figures say so.
    """
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as errors:
        file = Path(name) / "figures"
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", f"bench.{bench}", *words],
            env={**os.environ, FILE: str(file)},
            stderr=errors,
            start_new_session=True,
        )
        late = _ended(process, minutes * 60)
        errors.seek(0)
        said = errors.read().decode(errors="replace")
        print(said[-4000:], end="", file=sys.stderr)
        found = figures(file)
    print(f"== {bench}: {time.monotonic() - begun:.0f} s, {len(found)} figures", flush=True)
    if late:
        return found, f"it did not end within {minutes:g} minutes"
    lines = [line for line in said.splitlines() if line.strip()]
    return found, (lines[-1] if lines else "no word of why") if process.returncode else ""


def _ended(process, seconds):
    """Wait for a bench; end its processes where it takes longer, and return whether it did."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGINT)
    except BaseException:
        _signal(process, signal.SIGINT)
        process.wait(GRACE)
        raise
    else:
        return False
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        process.wait()
    return True


def _signal(process, number):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)
