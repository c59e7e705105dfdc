"""Measure how long commands take to begin: CPU seconds, the median of five.

python -m bench.start
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import FILE, figure
from bench.processes import write_table

AGAIN = 5


def commands(folder):
    """Return the commands to start, by name; the store they read is a new and empty one."""
    table = write_table(folder / "ten.csv", 10, described=True)
    return {
        "help": ("--help",),
        "salary": ("salary", "120-160K", "--country", "AU"),
        "status": ("status", "--database", f"sqlite:///{folder}/p.db"),
        "clean": ("clean", str(table), "-o", str(folder / "out.csv")),
    }


def seconds(words, folder):
    """Return the CPU seconds of a command."""
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "payband", *words],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != FILE},  # no setting of it
        capture_output=True,
        check=False,
    )
    after = os.times()
    assert done.returncode == 0, done.stderr.decode()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "PYTHONPATH": str(Path.cwd())}
        os.environ.update(env)
        made = "from pipeline.store.db.database import open_store; open_store('sqlite:///p.db')"
        subprocess.run([sys.executable, "-c", made], cwd=folder, check=True)
        for what, words in commands(folder).items():
            took = statistics.median(seconds(words, folder) for _ in range(AGAIN))
            print(f"{what:8}{took:6.2f} s of CPU", flush=True)
            figure(f"start.{what}", took)


if __name__ == "__main__":
    main()
