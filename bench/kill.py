"""A hundred crawls of 600 postings, each killed three times: python -m bench.kill [TRIALS]."""

import os
import subprocess
import sys
import time


def main(trials="100"):
    started = time.monotonic()
    words = ["-q", "-x", "tests/scrapers/test_killed_crawls.py"]
    environment = {**os.environ, "PAYBAND_TEST_KILLS": trials}
    done = subprocess.run([sys.executable, "-m", "pytest", *words], env=environment, check=False)
    print(f"{trials} trials of three kills in {time.monotonic() - started:.0f} s")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
