"""Take the database away for 1, 10 and 60 s at each moment of a run.

    python -m bench.outages [SECONDS...]

Each trial is a whole run of a real crawl of 500 postings. PostgreSQL is stopped and started again;
another process locks the SQLite file. The bench prints when the run went on, and the longest time
that the crawl's event loop stood still.
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
