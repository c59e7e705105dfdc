"""A database away for 1, 10 and 60 s at each moment of a run: python -m bench.outages [SECONDS...].

A whole run each, of a real crawl of 500 postings: a PostgreSQL that is stopped and started again,
and a SQLite file that another process locks. Prints when the run went on, and for how long the
crawl's event loop stood still at most.
"""

import os
import subprocess
import sys
import time


def main(*seconds):
    started = time.monotonic()
    words = ["-q", "-m", "", "-s", "tests/whole/test_outages.py", "-k", "costs_nothing"]
    environment = {**os.environ, "PAYBAND_TEST_OUTAGES": " ".join(seconds or ("1", "10", "60"))}
    done = subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False)
    print(f"all in {time.monotonic() - started:.0f} s")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
