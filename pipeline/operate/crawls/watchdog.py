"""Kill the process that started this one when standard input ends: `python watchdog.py PID`."""

import os
import signal
import sys


def watch(pid: int) -> None:
    """Wait for the end of standard input, then kill `pid` if it is still the parent."""
    while os.read(0, 1):
        pass
    if os.getppid() == pid:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    watch(int(sys.argv[1]))
