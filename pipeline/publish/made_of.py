"""The table that a report was made of, where it was not made of a store."""

import hashlib
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError

MADE_OF = "made_of"
"""The key of the JSON and of the data package."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """A file by its name, without its folder, and the SHA-256 of its bytes, in hex."""

    file: str
    sha256: str

    @property
    def record(self) -> dict[str, str]:
        """The file as plain values."""
        return {"file": self.file, "sha256": self.sha256}

    def verify_command(self, page: str) -> str:
        """Return the command that computes a report of the file again."""
        return f"payband verify {shlex.quote(page)} --export {shlex.quote(self.file)}"


def table_of(path: Path) -> MadeOf:
    """Return the name and hash of a file. Raises OSError."""
    with path.open("rb") as file:
        return MadeOf(path.name, hashlib.file_digest(file, "sha256").hexdigest())


def published_table(feed: Mapping[str, Any]) -> MadeOf | None:
    """Return the table that a published report was made of; None where it was a store."""
    said = feed.get(MADE_OF)
    return MadeOf(said["file"], said["sha256"]) if isinstance(said, dict) else None


def check_table(feed: Mapping[str, Any], path: Path, given: Path | None) -> None:
    """Raise InputError where the report at `path` was made of a table and none is `given`."""
    made = published_table(feed)
    if made is not None and given is None:
        raise InputError(
            f"{path}: this report was made of {made.file} with --export; give the file: "
            f"--export {shlex.quote(made.file)}"
        )


def other_table(feed: Mapping[str, Any], given: Path) -> str:
    """Return a sentence where the file `given` is not what the report was made of; "" if it is."""
    made = published_table(feed)
    if made is None or table_of(given).sha256 == made.sha256:
        return ""
    return f"{given}: is not the {made.file} that the report was made of (SHA-256 {made.sha256})"
