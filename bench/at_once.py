"""Start two and eight `payband run` commands at once, fifty times on each database.

    python -m bench.at_once [N]

The bench prints how many seconds passed until all but one had left with exit code 5. This time
includes the start of Python. Then it kills the process that works and begins the next round.
"""

import os
import re
import statistics
import subprocess
import sys


def main(times="50"):
    words = ["-q", "-m", "", "-s", "tests/whole/test_at_once.py"]
    environment = {**os.environ, "PAYBAND_TEST_AT_ONCE": times}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        env=environment,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    print(done.stdout[-2000:] if done.returncode else "all held")
    found = re.findall(r"(\d+) at once: .* after ([\d.]+) s", done.stdout)
    for many in sorted({many for many, _ in found}):
        took = sorted(float(seconds) for other, seconds in found if other == many)
        median, worst = statistics.median(took), took[-1]
        print(f"{many} at once, {len(took)} times: median {median:.2f} s, worst {worst:.2f} s")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
