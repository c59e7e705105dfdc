"""The real clock of a schedule, and its runs: each is a process that ends with the schedule."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import IO

from pipeline.clock import now
from pipeline.operate.schedules.log import Log

ENDS_WITHIN = 6.0  # seconds after SIGTERM; then a run is killed. systemd kills after 90
_LOOK = 0.2  # seconds between two looks at a run


class StoppableClock:
    """The time, and a wait that SIGTERM and SIGINT end."""

    def __init__(self) -> None:
        self.stopped = Event()

    def stop_at_signals(self) -> None:
        """Let SIGTERM and SIGINT stop the schedule; call it in the main thread."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopped.set())

    def now(self) -> datetime:
        """Return the time in UTC."""
        return now()

    def wait(self, length: timedelta) -> bool:
        """Wait, and return whether the schedule was asked to stop."""
        return self.stopped.wait(length.total_seconds())


def run_process(sources: Sequence[str], clock: StoppableClock, log: Log) -> int:
    """Run sources in a process; return its exit code, negative where a signal ended it.

    Where the schedule is asked to stop, the run is ended. It loses nothing: each response is in
    the archive, and the next run takes it up.
    """
    words = [sys.executable, "-P", "-m", "pipeline.cli.main", "run", *sources]
    piped = subprocess.PIPE if log.structured else None
    null = subprocess.DEVNULL
    with subprocess.Popen(
        words, stdin=null, stdout=null if piped else None, stderr=piped, text=True
    ) as process:
        reader = _reader(process.stderr, log, sources)
        while process.poll() is None and not clock.stopped.wait(_LOOK):
            pass
        code = _end(process)
        if reader:
            reader.join(1)
        return code


def _end(process: "subprocess.Popen[str]") -> int:
    """Return the exit code of a run; end one that is still at work."""
    if process.poll() is None:
        process.terminate()
    try:
        return process.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _reader(lines: IO[str] | None, log: Log, sources: Sequence[str]) -> Thread | None:
    """Start a thread that logs what a run says."""
    if lines is None:
        return None

    def read() -> None:
        for line in lines:
            log.write(line.rstrip("\n"), sources=",".join(sources))

    thread = Thread(target=read, daemon=True)
    thread.start()
    return thread
