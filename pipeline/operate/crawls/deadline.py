"""How long a source's crawl may take, and its end where it takes longer."""

import signal
import subprocess

CRAWL_SECONDS = 3600  # then the crawl closes by itself, and is partial
ASK = 15  # seconds later it is asked to end, if it is still there
KILL = 13  # seconds after that it is killed

OUT_OF_TIME = -int(getattr(signal, "SIGALRM", signal.SIGTERM))
"""The exit code of a crawl that was killed for its time; the kernel's alarm gives the same."""


def wait_within(process: "subprocess.Popen[bytes]", seconds: float = CRAWL_SECONDS) -> int:
    """Wait for a crawl's end and return its exit code; OUT_OF_TIME where it had to be killed.

    `seconds` is how long it may take. A crawl ends by itself then; this is for one that can't.
    """
    for patience, end in ((seconds + ASK, process.terminate), (KILL, process.kill)):
        try:
            return process.wait(patience)
        except subprocess.TimeoutExpired:
            end()
    process.wait()
    return OUT_OF_TIME
