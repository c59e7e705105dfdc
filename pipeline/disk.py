"""What a path leads to: room left there, why a write failed, and whether two paths are one file."""

import os
import shutil
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

NO_ROOM = frozenset({ENOSPC, EDQUOT, EFBIG})


def there(path: Path) -> Path:
    """Return `path`, or the nearest folder above it that exists."""
    whole = path.absolute()
    return next(p for p in (whole, *whole.parents) if p.exists())


def free(path: Path) -> int:
    """Return the bytes that are free where `path` is, or would be made."""
    return shutil.disk_usage(there(path)).free


def why(error: OSError, path: Path | str | bytes | int | None = None) -> str:
    """Return an error's words; where there is no room, also how many bytes are free at `path`."""
    words = error.strerror or str(error)
    if error.errno not in NO_ROOM or not isinstance(path, Path | str):
        return words
    return f"{words}; {free(Path(path))} bytes free"


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file: by another spelling, a symbolic or a hard link."""
    try:
        return one.samefile(other)
    except OSError:  # one of them isn't there yet
        return os.path.realpath(one) == os.path.realpath(other)
