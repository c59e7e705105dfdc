"""Whether the tests of the deciding modules notice small faults in them.

    python -m tools.mutants [MODULE...] [--limit 30] [--seed 1] [--jobs 2]

`mutants.csv` names the modules and their own tests. Of each module so many mutants are drawn by
the seed (--limit 0: all); each is run by the module's tests in a copy of the tree, until one fails.
A mutant that no test notices must stand in `mutants_survivors.csv` with a reason; one that stands
there and is noticed after all is an error, too. Ends with 1 where fewer than 90% are noticed.
"""

import argparse
import csv
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.mutant_runs import Outcome, run_all
from tools.mutations import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
LEAST = 0.9


def main(words: Sequence[str] | None = None) -> int:
    """Run mutants and print what became of them; return the exit code."""
    asked = _asked(words)
    tests = {row["module"]: row["tests"].split() for row in _rows(HERE / "mutants.csv")}
    known = {
        tuple(row.values())[:5]: row["reason"] for row in _rows(HERE / "mutants_survivors.csv")
    }
    chosen = asked.modules or list(tests)
    everything = {name: mutants(name, (ROOT / name).read_text(encoding="utf-8")) for name in chosen}
    gone = [key for key in known if key[0] in chosen and key not in _keys(everything)]
    drawn = [m for found in everything.values() for m in _draw(found, asked.limit, asked.seed)]
    with tempfile.TemporaryDirectory() as folder:
        copies = [_copy(Path(folder, str(number))) for number in range(asked.jobs)]
        ended = run_all(drawn, tests, copies)
    return _report(ended, everything, known, gone)


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tools.mutants")
    asked.add_argument("modules", nargs="*", help="paths as in mutants.csv; all, if none")
    asked.add_argument("--limit", type=int, default=30, help="mutants of each module; 0: all")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=2)
    return asked.parse_args(words)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _keys(everything: dict[str, list[Mutant]]) -> set[tuple[str, ...]]:
    return {mutant.key for found in everything.values() for mutant in found}


def _draw(found: list[Mutant], limit: int, seed: int) -> list[Mutant]:
    if not limit or limit >= len(found):
        return found
    return random.Random(seed).sample(found, limit)  # noqa: S311  # a choice, no secret


def _copy(folder: Path) -> Path:
    """Copy the tree as git knows it."""
    words = ["git", "ls-files", "-co", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.splitlines()):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def _report(
    ended: list[tuple[Mutant, Outcome]],
    everything: dict[str, list[Mutant]],
    known: dict[tuple[str, ...], str],
    gone: list[tuple[str, ...]],
) -> int:
    total = Counter(mutant.module for mutant, _ in ended)
    killed = Counter(mutant.module for mutant, outcome in ended if outcome is not Outcome.SURVIVED)
    for module, many in total.items():
        of = f"of {len(everything[module])}"
        print(f"{killed[module]:4}/{many:<4} {killed[module] / many:4.0%}  {module} ({of})")
    share = killed.total() / total.total()
    print(f"{killed.total():4}/{total.total():<4} {share:4.0%}  in all")
    wrong = [("this survivor is no mutant any more: drop its row", key) for key in gone]
    for mutant, outcome in ended:
        survived = outcome is Outcome.SURVIVED
        if survived and mutant.key not in known:
            wrong.append(("nothing notices it: write a test, or a row with a reason", mutant.key))
        if not survived and mutant.key in known:
            wrong.append(("it is noticed now: drop its row", mutant.key))
    for words, key in wrong:
        print(f"{words}:", file=sys.stderr)
        csv.writer(sys.stderr).writerow(key)
    return int(bool(wrong) or share < LEAST)


if __name__ == "__main__":
    sys.exit(main())
