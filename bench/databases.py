"""Test at length what both databases promise to keep: python -m bench.databases

The trials, on each database: 20 upgrades that are killed, 500 batches of hostile postings that must
give the same rows in both, 50 copies made during writes. CI runs the same trials, but fewer.
"""

import os
import subprocess
import sys
import time

PROOFS = {
    "tests/pipeline/store/db/test_upgrade.py": {"PAYBAND_TEST_KILLS": "20"},
    "tests/scrapers/crawls/test_two_databases.py": {"PAYBAND_TEST_BATCHES": "500"},
    "tests/pipeline/store/db/test_copies.py": {"PAYBAND_TEST_COPIES": "50"},
}


def main():
    failed = 0
    for test, more in PROOFS.items():
        started = time.monotonic()
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
        failed |= subprocess.run(words, env={**os.environ, **more}, check=False).returncode
        told = ", ".join(f"{name}={value}" for name, value in more.items())
        print(f"{test} ({told}): {time.monotonic() - started:.0f} s", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
