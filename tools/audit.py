"""Look up the lock's packages in the advisory database: `python -m tools.audit PIP_AUDIT LOCK`.

pip-audit also says "no known vulnerabilities" for packages that it could not look up. This audit
passes only if there is an answer for every pin of the lock. Exit codes: 0 no advisory for any pin;
1 an advisory, or a wrong entry in the ignore list; 2 the answer is not known.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

IGNORED = Path(__file__).with_name("audit_ignore.csv")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
# --strict: a package that is skipped is a failure, as is a service that doesn't answer.
OPTIONS = ("--strict", "--disable-pip", "--no-deps", "--format=json", "--progress-spinner=off")
LONGEST = 600  # seconds


class UnknownError(Exception):
    """There is no answer for a package."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """An advisory to ignore: the reason, and the last day (ISO 8601)."""

    id: str
    reason: str
    expires: str


@dataclass(frozen=True, slots=True)
class Advisory:
    """An advisory against one version of a package, with all its names."""

    package: str
    version: str
    ids: tuple[str, ...]
    fixed: tuple[str, ...]

    def __str__(self) -> str:
        fixed = ", ".join(self.fixed) or "no version yet"
        return f"{self.package} {self.version}: {', '.join(self.ids)}; fixed in {fixed}"


def pins(lock: str) -> list[tuple[str, str]]:
    """Return the names and versions that a lock pins, for all platforms.

    Raises UnknownError if there are none.
    """
    found = [(name.lower(), version) for name, version in PIN.findall(lock)]
    if not found:
        raise UnknownError("it pins nothing")
    return found


def rounds(pinned: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Split pins into rounds with each name once: pip-audit takes no more."""
    shared: list[dict[str, str]] = []
    for name, version in pinned:
        free = next((one for one in shared if name not in one), None)
        if free is None:
            shared.append({name: version})
        else:
            free[name] = version
    return shared


def advisories(asked: dict[str, str], report: str) -> list[Advisory]:
    """Return the advisories of pip-audit's JSON report against the packages of the request.

    Raises UnknownError if it has no answer for one of them.
    """
    try:
        answers = {_name(one["name"]): one for one in json.loads(report)["dependencies"]}
        _check_answered(asked, answers)
        return [_advisory(one, found) for one in answers.values() for found in one["vulns"]]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnknownError("pip-audit's report can't be read") from error


def _check_answered(asked: dict[str, str], answers: dict[str, dict[str, Any]]) -> None:
    """Raise UnknownError for the first pin that the answers say nothing of."""
    for name, version in asked.items():
        answer = answers.get(_name(name), {})
        if "skip_reason" in answer:
            raise UnknownError(f"{name} {version} was skipped: {answer['skip_reason']}")
        if answer.get("version") != version or not isinstance(answer.get("vulns"), list):
            raise UnknownError(f"{name} {version} was not answered for")


def read_ignored(text: str) -> list[Ignored]:
    """Return the entries of an ignore list: CSV with the columns id, reason, expires."""
    rows = csv.DictReader(text.splitlines())
    return [
        Ignored(*((row[key] or "").strip() for key in ("id", "reason", "expires"))) for row in rows
    ]


def wrong_entries(ignored: Iterable[Ignored], today: date) -> list[str]:
    """Return the faults of the ignore list: no reason, no day, a day in the past."""
    wrong = []
    for entry in ignored:
        if not entry.id or not entry.reason:
            wrong.append(f"{entry.id or 'an entry without id'}: say why it is passed by")
        try:
            expired = date.fromisoformat(entry.expires) < today
        except ValueError:
            wrong.append(f"{entry.id}: say until which day, such as 2027-01-31")
            continue
        if expired:
            wrong.append(f"{entry.id}: expired on {entry.expires}; look at it again")
    return wrong


def left(found: Iterable[Advisory], ignored: Iterable[Ignored]) -> list[Advisory]:
    """Return the advisories that no entry of the ignore list names."""
    passed = {entry.id for entry in ignored}
    return [one for one in found if not passed & set(one.ids)]


def ask(program: Path, asked: dict[str, str]) -> str:
    """Return pip-audit's report on some packages. Raises UnknownError if there is none."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.writelines(f"{name}=={version}\n" for name, version in asked.items())
        file.flush()
        words = [str(program), *OPTIONS, "--requirement", file.name]
        try:
            done = subprocess.run(
                words, capture_output=True, text=True, check=False, timeout=LONGEST
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UnknownError(f"pip-audit can't be run: {error}") from error
    if not done.stdout.strip():
        said = done.stderr.strip().splitlines() or ["it said nothing"]
        raise UnknownError(f"pip-audit ended with {done.returncode}: {said[-1]}")
    return done.stdout


def main(words: Sequence[str], today: date | None = None) -> int:
    """Audit a lock, print the result, and return the exit code."""
    program, lock = map(Path, words)
    ignored = read_ignored(IGNORED.read_text(encoding="utf-8"))
    wrong = wrong_entries(ignored, today or datetime.now(UTC).date())
    try:
        pinned = pins(lock.read_text(encoding="utf-8"))
        found = [one for some in rounds(pinned) for one in advisories(some, ask(program, some))]
    except UnknownError as error:
        _tell([f"{lock}: it can't be known whether it is safe: {error}", *wrong])
        return 2
    known = left(found, ignored)
    _tell([*map(str, known), *wrong, f"{lock}: {len(known)} known against {len(pinned)} pins"])
    return 1 if known or wrong else 0


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _advisory(answer: dict[str, Any], found: dict[str, Any]) -> Advisory:
    ids = (found["id"], *found.get("aliases", ()))
    return Advisory(answer["name"], answer["version"], ids, tuple(found.get("fix_versions", ())))


def _tell(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
