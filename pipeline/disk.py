"""Free disk space, the reason of a failed write, and whether two paths are one file."""

import os
import shutil
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from pipeline.errors import UsageError

NO_ROOM = frozenset({ENOSPC, EDQUOT, EFBIG})


def there(path: Path) -> Path:
    """Return `path`, or the nearest folder above it that exists."""
    whole = path.absolute()
    return next(p for p in (whole, *whole.parents) if p.exists())


def free(path: Path) -> int:
    """Return the free bytes on the disk where `path` is or would be created."""
    return shutil.disk_usage(there(path)).free


def why(error: OSError, path: Path | str | bytes | int | None = None) -> str:
    """Return the message of an error; where the disk is full, also the free bytes at `path`."""
    words = error.strerror or str(error)
    if error.errno not in NO_ROOM or not isinstance(path, Path | str):
        return words
    return f"{words}; {free(Path(path))} bytes free"


def is_same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file, also by a symbolic or hard link."""
    try:
        return one.samefile(other)
    except OSError:  # one of them does not exist yet
        return os.path.realpath(one) == os.path.realpath(other)


def keep_input(given: Path, output: Path) -> None:
    """Raise UsageError where `output` is the same file as the input `given`."""
    if is_same_file(given, output):
        raise UsageError(f"{output}: is an input; name another file to write to")
