"""Read a published report: its page, its JSON, or the folder it is in."""

import json
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.publish.report.salary_feed import FORMAT

Feed = dict[str, Any]


def feed_file(path: Path) -> Path:
    """Return the JSON of a report, given that, the page or CSV beside it, or their folder.

    Raises InputError for a folder without a report, or with several.
    """
    if not path.is_dir():
        return path.with_suffix(".json")
    found = sorted(path.glob("*.json"))
    if len(found) != 1:
        raise InputError(f"{path}: has {len(found)} files .json; name the report's")
    return found[0]


def read_feed(path: Path) -> Feed:
    """Return what a published report says, see `feed_file`.

    Raises InputError where there is no salary feed.
    """
    file = feed_file(path)
    try:
        feed = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: cannot be read as a salary feed: {error}") from error
    if not isinstance(feed, dict) or feed.get("format") != FORMAT:
        raise InputError(f"{file}: is no salary feed of Payband")
    return feed
