"""Start two and eight `payband run` commands at once, fifty times on each database.

    python -m bench.at_once [N]

The bench prints how many seconds passed until all but one had left with exit code 5, and how many
seconds of CPU each of these took: a busy machine changes the first figure, not the second. Both
include the start of Python. Then it kills the process that works and begins the next round.
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
    found = re.findall(r"(\d+) at once: .* after ([\d.]+) s, ([\d.]+) s", done.stdout)
    for many in sorted({many for many, *_ in found}):
        took = [float(seconds) for other, seconds, _ in found if other == many]
        used = [float(cpu) for other, _, cpu in found if other == many]
        print(
            f"{many} at once, {len(took)} times: median {statistics.median(took):.2f} s, "
            f"worst {max(took):.2f} s; CPU of each: median {statistics.median(used):.2f}, "
            f"worst {max(used):.2f} s"
        )
    sys.exit(done.returncode)


if __name__ == "__main__":
    main(*sys.argv[1:])
