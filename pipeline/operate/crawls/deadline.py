"""End a crawl that takes too long."""

import signal
import subprocess

CRAWL_SECONDS = 3600  # then the crawl closes itself and is partial
ASK = 15  # seconds later, SIGTERM if it still runs
KILL = 13  # seconds after that, SIGKILL

OUT_OF_TIME = -int(getattr(signal, "SIGALRM", signal.SIGTERM))
"""The exit code of a crawl that took too long; the same as after the kernel's alarm signal."""


def wait_within(process: "subprocess.Popen[bytes]", seconds: float = CRAWL_SECONDS) -> int:
    """Wait for a crawl's end and return its exit code; OUT_OF_TIME where it was killed.

    `seconds` is how long it may take. A crawl closes itself then; this ends one that cannot.
    """
    for patience, end in ((seconds + ASK, process.terminate), (KILL, process.kill)):
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            end()
    process.wait()
    return OUT_OF_TIME
