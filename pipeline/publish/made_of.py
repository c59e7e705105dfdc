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

    @property
    def cited(self) -> str:
        """What a citation says of the file."""
        return f"made of {self.file} (file SHA-256 {self.sha256[:16]})"

    @property
    def again(self) -> str:
        """How a command reads the same file."""
        return f"with --export {shlex.quote(self.file)} (SHA-256 {self.sha256})"

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


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A file that a report may have been made of: the SHA-256 that the report says, and its own.

    `same`: it is that file.
    """

    name: str
    same: bool
    published: str
    sha256: str


def checked_table(feed: Mapping[str, Any], given: Path | None) -> CheckedTable | None:
    """Return how the file `given` compares with what a report was made of; None for a store."""
    made = published_table(feed)
    if made is None or given is None:
        return None
    now = table_of(given).sha256
    return CheckedTable(str(given), now == made.sha256, made.sha256, now)
