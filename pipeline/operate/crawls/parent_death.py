"""Kill this process when its parent ends, even while it is busy."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl(2)
_WATCHDOG = Path(__file__).with_name("watchdog.py")


def killed_by_kernel() -> bool:
    """Let the kernel kill this process when its parent ends; return whether it will.

    A thread is not enough: a regular expression may hold the interpreter's lock for hours.
    Only Linux has this (prctl).
    """
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL) == 0)


def killed_by_watchdog() -> None:
    """Start a process that kills this one when standard input ends.

    Standard input must be a pipe that the parent keeps open until it ends.
    """
    words = [sys.executable, "-I", "-S", str(_WATCHDOG), str(os.getpid())]
    subprocess.Popen(words, stdout=subprocess.DEVNULL, start_new_session=True)
