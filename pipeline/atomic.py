"""Replace a file atomically: a reader sees the old file or the new one, never a half."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.disk import why
from pipeline.errors import PaybandError, UsageError
from pipeline.new_file import InUseError, new_beside


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Yield a binary file that replaces `target`, durably, if the block ends without an error.

    Otherwise `target` stays unchanged. Missing folders are created. A symbolic link stays, and the
    file it points to is replaced. The permissions of a replaced file are kept. Raises UsageError
    where `target` cannot be a file, PaybandError where it cannot be written (no permission, disk
    full, another process is writing it). A broken pipe and errors of the block pass unchanged.
    """
    real = _real(target)
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        with new_beside(real) as (aside, file):
            yield file
            _keep(file, real)
            aside.replace(real)
            _sync_folder(real.parent)
    except InUseError:
        raise PaybandError(f"{target}: another process is writing it") from None
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PaybandError(f"{target}: cannot be written: {why(error, real)}") from error


def _real(target: Path) -> Path:
    """Return the file behind `target`; raise UsageError for a folder, a device or a pipe."""
    real = Path(os.path.realpath(target))
    if target.is_dir() or not real.name:
        raise UsageError(f"{target}: this is a folder; name a file in it")
    if target.exists() and not target.is_file():
        raise UsageError(f"{target}: this is not a regular file")
    return real


def _keep(file: BinaryIO, real: Path) -> None:
    file.flush()
    if real.exists():
        os.fchmod(file.fileno(), stat.S_IMODE(real.stat().st_mode))
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
