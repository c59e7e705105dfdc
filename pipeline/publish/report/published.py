"""Read a published report: its page, its JSON, or the folder it is in."""

import json
import shlex
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.nearest import hint
from pipeline.publish.made_of import published_table
from pipeline.publish.overwrite_check import OURS
from pipeline.publish.report.salary_feed import FORMAT

Feed = dict[str, Any]
PACKAGE = ".datapackage.json"
MARKS_OF_REPORT = {
    ".html": ('<p class="kicker">Payband salary report</p>',),
    ".md": (f"{OURS} salaries -->",),
    ".csv": ("label_by_job,",),
    ".json": ("payband-salaries", "payband-sample-salaries"),
}
"""What only the files of a report have, by ending; `.json` is of the data package."""
MOST_READ = 200_000
"""Characters of a file that are looked at; a page begins with its style."""
COMPARISON = "payband-roles"
"""The format of the JSON of `payband compare`."""
NOT_RECOMPUTED = (
    "A comparison of two roles is not recomputed: run `payband compare` again {of} and compare "
    "inputs_sha256"
)


def feed_file(path: Path) -> Path:
    """Return the JSON of a report, given that, a file beside it, or their folder.

    Raises InputError for a file that isn't there, and for a folder without a report, or with
    several.
    """
    if not path.is_dir():
        if not path.exists():
            raise InputError(f"{path}: there is no such file")
        return path.with_name(path.name.removesuffix(PACKAGE)).with_suffix(".json")
    found = [each for each in sorted(path.glob("*.json")) if not each.name.endswith(PACKAGE)]
    if len(found) != 1:
        raise InputError(f"{path}: has {len(found)} files .json; name the report's")
    return found[0]


def check_figure(feed: Feed, name: str, path: Path) -> None:
    """Raise InputError where the report at `path` has no figure of that id, with the nearest."""
    known = [row["id"] for rows in feed["figures"].values() for row in rows]
    if name not in known:
        raise InputError(f"{path}: has no figure {name}; {hint(name, known)}")


def _without_feed(path: Path, file: Path) -> InputError:
    """Return the error for a file without a feed beside it: of a report, or of something else."""
    if not _is_of_report(path):
        return InputError(
            f"{path}: is no salary report of Payband: there is no {file.name} beside it"
        )
    return InputError(
        f"{path}: the JSON of this report, {file.name}, is missing beside it, and only that has "
        "its figures as numbers; copy it from where the page was made, or make the report again: "
        f"payband report -o {shlex.quote(file.with_suffix('.html').name)}, with --export where it "
        "is of a file"
    )


def _is_of_report(path: Path) -> bool:
    """Return whether a file is a page, a CSV, a Markdown or a data package of a report."""
    marks = MARKS_OF_REPORT.get(path.suffix.lower(), ())
    with path.open(encoding="utf-8", errors="replace") as file:
        head = file.read(MOST_READ)
    return any(mark in head for mark in marks)


def read_feed(path: Path) -> Feed:
    """Return what a published report says, see `feed_file`.

    Raises InputError where there is no salary feed, naming the path that was given.
    """
    file = feed_file(path)
    beside = "" if path in (file, file.parent) else f": {file.name} beside it"
    if not file.exists():
        raise _without_feed(path, file)
    try:
        feed = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}{beside}: cannot be read as a salary feed: {error}") from error
    if not isinstance(feed, dict) or feed.get("format") != FORMAT:
        kind = feed.get("format") if isinstance(feed, dict) else None
        known = f"; its format is {kind}" if isinstance(kind, str) else ""
        if kind == COMPARISON:
            made = published_table(feed)
            known += f". {NOT_RECOMPUTED.format(of=made.again if made else 'on the same store')}"
        raise InputError(f"{path}{beside}: is no salary feed of Payband{known}")
    return feed
