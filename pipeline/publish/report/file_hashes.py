"""The SHA-256 of the files of a report, by which `payband verify` knows an altered one.

The feed has them. The day on which the files were made doesn't count: the same jobs give the same
hashes on any day.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FILES = {"html": "page", "csv": "table", "md": "Markdown"}
"""The files that a report has beside its feed: ending, and what it is."""
MADE_ON = re.compile(
    rb"(Made on</dt><dd><time>|, made on |\n- Made on: )\d{4}-\d\d-\d\d"
    rb'|,"?\d{4}-\d\d-\d\d"?(?=\r\n)'
)
"""The day of making: in the words of page and Markdown, and in the last column of the CSV."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file beside a feed. `same`: it is the one that was written with it; None: not known."""

    name: str
    same: bool | None


def content_hash(content: bytes) -> str:
    """Return the SHA-256 of a file, in hex, without the day on which it was made."""
    return hashlib.sha256(MADE_ON.sub(lambda found: found[1] or b",", content)).hexdigest()


def checked_files(feed_file: Path, hashes: Mapping[str, str] | None) -> Iterator[CheckedFile]:
    """Yield each file of the report that is there; `hashes` are those of the feed, None: none."""
    for kind in FILES:
        file = feed_file.with_suffix(f".{kind}")
        if file.is_file():
            same = content_hash(file.read_bytes()) == hashes.get(kind) if hashes else None
            yield CheckedFile(str(file), same)
