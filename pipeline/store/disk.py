"""What a path leads to: how much room is left there, and whether it is another path's file."""

import os
import shutil
from pathlib import Path


def there(path: Path) -> Path:
    """Return `path`, or the nearest folder above it that exists."""
    whole = path.absolute()
    return next(p for p in (whole, *whole.parents) if p.exists())


def free(path: Path) -> int:
    """Return the bytes that are free where `path` is, or would be made."""
    return shutil.disk_usage(there(path)).free


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file: by another spelling, a symbolic or a hard link."""
    try:
        return one.samefile(other)
    except OSError:  # one of them isn't there yet
        return os.path.realpath(one) == os.path.realpath(other)
