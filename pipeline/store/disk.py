"""How much room is left on a disk."""

import shutil
from pathlib import Path


def there(path: Path) -> Path:
    """Return `path`, or the nearest folder above it that exists."""
    whole = path.absolute()
    return next(p for p in (whole, *whole.parents) if p.exists())


def free(path: Path) -> int:
    """Return the bytes that are free where `path` is, or would be made."""
    return shutil.disk_usage(there(path)).free
